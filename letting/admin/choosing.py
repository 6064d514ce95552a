"""Where staff choose: whom to show the flat to, whom to let it to, whom to put first; never without a reason."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.applicants import MOST, Applicant, accepted_yes, waiting
from letting.admin.choosing_forms import ChoosingForm, OneForm, SeveralForm
from letting.admin.publishing import find
from letting.admin.words import CAUSES, EXCEPTION_CAUSES
from letting.models import Listing
from letting.services.excepting import except_applicant
from letting.services.loading import RANKING, rules_of
from letting.services.selecting import choose_candidate, select_applicants
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.outcome import Refused
from tenants.rulesets import Rules

GONE = Refused(("not_open",))  # nothing on the page can mend it


def select_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Choose whom to show the flat to, where the scheme leaves it to staff (JOUR-4, JOUR-5)."""
    must(request, Act.CHOOSE)
    listing = _published(pk)

    def select(people: list[int], cause: str, reason: str) -> None | Refused:
        return select_applicants(listing.pk, people, cause=cause, reason=reason, by=actor_of(request), now=clock.now())

    form = SeveralForm(_posted(request), applicants=_found(request, listing, waiting), causes=CAUSES)
    return _page(
        request, listing, form, select, model_admin,
        title=_("Välj vilka som får se bostaden"),
        intro=_("De du väljer får erbjudande om visning, i turordning. Övriga står kvar och kan väljas senare."),
        button=_("Skicka erbjudanden"),
        done=_("Erbjudandena är skickade."),
        nobody=_("Ingen väntar på att bli vald."),
    )  # fmt: skip


def choose_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Choose among those who said yes (JOUR-14)."""
    must(request, Act.CHOOSE)
    listing = _published(pk)

    def choose(people: list[int], cause: str, reason: str) -> None | Refused:
        return choose_candidate(
            listing.pk, people[0], cause=cause, reason=reason, by=actor_of(request), now=clock.now()
        )

    form = OneForm(_posted(request), applicants=_found(request, listing, accepted_yes), causes=CAUSES)
    return _page(
        request, listing, form, choose, model_admin,
        title=_("Välj vem som får bostaden"),
        intro=_("Den du väljer står i tur, får veta det och kontrolleras. Om det blir nej väljer du igen."),
        button=_("Välj sökanden"),
        done=_("Valet är gjort. Kontrollerna har börjat."),
        nobody=_("Ingen som tackat ja väntar på att bli vald."),
    )  # fmt: skip


def put_first_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Put someone before the ranking, for a reason (CHECK-19)."""
    must(request, Act.EXCEPT)
    listing = _published(pk)

    def put_first(people: list[int], cause: str, reason: str) -> object:
        return except_applicant(
            people[0], RANKING, listing_id=listing.pk, cause=cause, reason=reason, by=actor_of(request),
            now=clock.now(),
        )  # fmt: skip

    form = OneForm(_posted(request), applicants=_found(request, listing, waiting), causes=EXCEPTION_CAUSES)
    exceptions = rules_of(listing).exceptions
    two = RANKING in exceptions and exceptions[RANKING].needs_two
    return _page(
        request, listing, form, put_first, model_admin,
        title=_("Gör undantag från turordningen"),
        intro=_("Den du väljer går före alla andra. En kollega behöver bekräfta undantaget innan det gäller.")
        if two
        else _("Den du väljer går före alla andra när nästa erbjudanden skickas. Undantaget syns i loggen."),
        button=_("Gör undantaget"),
        done=_("Undantaget är sparat. En kollega ska bekräfta det innan det gäller.")
        if two
        else _("Undantaget är sparat och gäller."),
        nobody=_("Ingen väntar på erbjudande."),
    )  # fmt: skip


def _published(pk: int) -> Listing:
    """Return a published listing; in a draft nobody can be chosen."""
    listing = find(pk)
    if listing.ruleset is None:
        raise Http404
    return listing


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


Finder = Callable[..., list[Applicant]]


def _found(request: HttpRequest, listing: Listing, find_them: Finder) -> list[Applicant]:
    rules: Rules = rules_of(listing)
    return find_them(listing, rules, local_day(clock.now()), see_protected=may(request, Act.SEE_PROTECTED))


def _page(
    request: HttpRequest,
    listing: Listing,
    form: ChoosingForm,
    does: Callable[[list[int], str, str], object],
    model_admin: Any,
    *,
    nobody: str,
    done: str,
    intro: str,
    **words: str,
) -> HttpResponse:
    """Show who can be chosen, and do it on a POST; what was typed stays when something is missing or refused."""
    bench = reverse("admin:letting_listing_workbench", args=[listing.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcome = does(form.chosen, said["cause"], said["reason"])
        if not isinstance(outcome, Refused) or outcome == GONE:
            tell(request, outcome, done)
            return see_other(bench)
        for sentence in sentences(outcome):
            form.add_error(None, sentence)
    has_choice = bool(form.applicants)
    if len(form.applicants) == MOST:
        intro += " " + _("De %(n)s första visas.") % {"n": MOST}
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        subtitle=str(listing),
        form=form if has_choice else None,
        intro=intro if has_choice else nobody,
        cancel=bench,
        status=422 if form.errors else 200,
        **words,
    )
