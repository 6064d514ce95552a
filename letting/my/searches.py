"""Bevakningar: searches that tell of new flats by mail. Saved, changed, paused and removed here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from letting.core.finding import Vacancy, Wanted, find
from letting.models import Often, SavedSearch
from letting.public.finding import search
from letting.public.wish_words import in_words
from letting.refusals import SENTENCES
from letting.services import searches as services
from letting.services.vacancies import vacancies
from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, login_needed, my_page, see_other, told, who_first
from tenants.outcome import Refused
from tenants.rulesets import Rules


class SearchForm(forms.Form):
    """What a saved search is called, and how often it tells."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=services.LONGEST_NAME)
    often = forms.ChoiceField(label=gettext_lazy("När vill du få mejl?"), widget=forms.RadioSelect)

    def __init__(self, data: Any, *, rules: Rules, **more: Any) -> None:
        super().__init__(data, label_suffix="", **more)
        field = self.fields["often"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        field.choices = [(often.value, words.begun(often_in_words(often, rules))) for often in Often]


@dataclass(frozen=True, slots=True)
class Row:
    """A saved search, ready to be shown."""

    pk: int
    name: str
    wish: str
    often: str
    paused: bool
    url: str
    now: str


@require_safe
@my_page
def searches(request: Visit) -> HttpResponse:
    """List her saved searches, with how many flats each finds right now."""
    today = local_day(clock.now())
    rules, free = rules_today(today), vacancies(today)
    rows = [row_of(one, free, rules) for one in services.searches_of(request.person.pk)]
    context = {"rows": rows, "most": rules.alerts.most_searches, "full": len(rows) >= rules.alerts.most_searches}
    return render(request, "my/searches.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def new(request: HttpRequest) -> HttpResponse:
    """Save the search in the address; one who has not said who she is does so first, and comes back."""
    if not getattr(request, "person", None):
        return who_first(request)
    return _new(cast(Visit, request))


def _new(request: Visit) -> HttpResponse:
    """Show what is to be watched, then one button."""
    now = clock.now()
    asked = search(request.GET, now)
    wish = in_words(asked.filters.wanted, asked.rules)
    initial = {"name": wish[: services.LONGEST_NAME], "often": Often.IMMEDIATE}
    form = SearchForm(request.POST if request.method == "POST" else None, rules=asked.rules, initial=initial)
    if form.is_valid():
        outcome = services.save_search(
            request.person.pk, asked.filters.wanted, **form.cleaned_data, by=actor_of(request), now=now
        )
        if not isinstance(outcome, Refused):
            said = _("Bevakningen är sparad. Vi mejlar när något nytt passar.")
            messages.success(request, said)
            return see_other("my:searches")
        form.add_error(None, told(outcome.codes, SENTENCES))
    context = {"form": form, "wish": wish, "ignored": asked.filters.ignored, "back": url_of(asked.filters.wanted)}
    return render(request, "my/search_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def change(request: Visit, pk: int) -> HttpResponse:
    """Change what a saved search is called, and how often it tells."""
    row = get_object_or_404(services.searches_of(request.person.pk), pk=pk)
    now = clock.now()
    rules = rules_today(local_day(now))
    initial = {"name": row.name, "often": row.often}
    form = SearchForm(request.POST if request.method == "POST" else None, rules=rules, initial=initial)
    if form.is_valid():
        outcome = services.change_search(pk, request.person.pk, **form.cleaned_data, by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            messages.success(request, _("Bevakningen är ändrad."))
            return see_other("my:searches")
        form.add_error(None, told(outcome.codes, SENTENCES))
    wanted = Wanted.from_data(row.criteria)
    context = {"form": form, "wish": in_words(wanted, rules), "row": row, "back": url_of(wanted)}
    return render(request, "my/search.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@my_page
def pause(request: Visit, pk: int) -> HttpResponse:
    """Let a search be silent."""
    return _act(request, pk, services.pause_search, _("Bevakningen är pausad. Du får inga mejl om den."))


@require_POST
@my_page
def resume(request: Visit, pk: int) -> HttpResponse:
    """Take a search up again."""
    return _act(request, pk, services.resume_search, _("Bevakningen är i gång igen."))


@require_POST
@my_page
def remove(request: Visit, pk: int) -> HttpResponse:
    """Remove a search."""
    return _act(request, pk, services.remove_search, _("Bevakningen är borttagen."))


def row_of(one: SavedSearch, free: Sequence[Vacancy], rules: Rules) -> Row:
    """Return a saved search as a row; no query."""
    wanted = Wanted.from_data(one.criteria)
    n = len(find(wanted, free).vacancies)
    finds = ngettext("%(n)s passar just nu", "%(n)s passar just nu", n) % {"n": n}
    often = words.begun(often_in_words(Often(one.often), rules))
    return Row(one.pk, one.name, in_words(wanted, rules), often, one.paused_at is not None, url_of(wanted), finds)


def often_in_words(often: Often, rules: Rules) -> str:
    """Return a rhythm as the pages say it, with the landlord's own hour and days."""
    if often is Often.IMMEDIATE:
        return _("genast när något nytt läggs ut")
    hour = {"time": words.clock_time(rules.alerts.daily_at)}
    if rules.alerts.daily_on == "workdays":
        return _("en gång om dagen, på arbetsdagar kl. %(time)s") % hour
    return _("en gång om dagen, kl. %(time)s") % hour


def url_of(wanted: Wanted) -> str:
    """Return the address of the list with the same filters."""
    pairs = wanted.as_query()
    return reverse("public:listings") + (f"?{urlencode(pairs)}" if pairs else "")


def _act(request: Visit, pk: int, service: Callable[..., None | Refused], said: str) -> HttpResponse:
    get_object_or_404(services.searches_of(request.person.pk), pk=pk)
    outcome = service(pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        messages.success(request, said)
    return see_other("my:searches")
