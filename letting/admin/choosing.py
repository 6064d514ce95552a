"""Where staff choose: whom to show the flat to, whom to let it to, whom to put first; never without a reason."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.applicants import Applicant, accepted_yes, waiting
from letting.admin.publishing import find
from letting.admin.words import CAUSES, EXCEPTION_CAUSES
from letting.models import Listing
from letting.services.excepting import except_applicant
from letting.services.loading import RANKING
from letting.services.selecting import choose_candidate, select_applicants
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.outcome import Refused


class ReasonForm(forms.Form):
    """Why: a code that is counted, and words that are kept."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Skäl"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett skäl.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Med egna ord"),
        help_text=gettext_lazy("Sparas vid uthyrningen. Skriv inget känsligt om någon, som hälsa eller ursprung."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv kort varför.")},
    )

    def __init__(self, *args: Any, causes: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = list(causes.items())  # type: ignore[attr-defined]


class SeveralForm(ReasonForm):
    """Several applicants, and why."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Sökande"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en sökande.")},
    )
    field_order = ("people", "cause", "reason")

    def __init__(self, *args: Any, applicants: list[Applicant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.person), one.words) for one in applicants]  # type: ignore[attr-defined]


class OneForm(ReasonForm):
    """One applicant, and why."""

    people = forms.ChoiceField(
        label=gettext_lazy("Sökande"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en sökande.")},
    )
    field_order = ("people", "cause", "reason")

    def __init__(self, *args: Any, applicants: list[Applicant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.person), one.words) for one in applicants]  # type: ignore[attr-defined]


def select_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Choose whom to show the flat to, where the scheme leaves it to staff (JOUR-4, JOUR-5)."""
    listing = _find(request, pk)

    def select(listing: Listing, people: list[int], cause: str, reason: str) -> None | Refused:
        return select_applicants(listing.pk, people, cause=cause, reason=reason, by=actor_of(request), now=clock.now())

    applicants = waiting(listing, see_protected=may(request, Act.SEE_PROTECTED))
    form = SeveralForm(request.POST or None, applicants=applicants, causes=CAUSES)
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
    listing = _find(request, pk)

    def choose(listing: Listing, people: list[int], cause: str, reason: str) -> None | Refused:
        return choose_candidate(
            listing.pk, people[0], cause=cause, reason=reason, by=actor_of(request), now=clock.now()
        )

    applicants = accepted_yes(listing, see_protected=may(request, Act.SEE_PROTECTED))
    form = OneForm(request.POST or None, applicants=applicants, causes=CAUSES)
    return _page(
        request, listing, form, choose, model_admin,
        title=_("Välj vem som får bostaden"),
        intro=_("Den du väljer får veta att hon står i tur, och kontrolleras. Blir det nej väljer du igen."),
        button=_("Välj sökanden"),
        done=_("Valet är gjort. Kontrollerna har börjat."),
        nobody=_("Ingen som tackat ja väntar på att bli vald."),
    )  # fmt: skip


def put_first_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Put someone before the ranking, for a reason (CHECK-19)."""
    must(request, Act.EXCEPT)
    listing = _find(request, pk)

    def put_first(listing: Listing, people: list[int], cause: str, reason: str) -> object:
        return except_applicant(
            people[0], RANKING, listing_id=listing.pk, cause=cause, reason=reason, by=actor_of(request),
            now=clock.now(),
        )  # fmt: skip

    applicants = waiting(listing, see_protected=may(request, Act.SEE_PROTECTED))
    form = OneForm(request.POST or None, applicants=applicants, causes=EXCEPTION_CAUSES)
    exceptions = listing.ruleset.rules.exceptions if listing.ruleset else {}
    two = RANKING in exceptions and exceptions[RANKING].needs_two
    return _page(
        request, listing, form, put_first, model_admin,
        title=_("Gör undantag från turordningen"),
        intro=_("Den du väljer går före alla andra. En kollega behöver bekräfta undantaget innan det gäller.")
        if two
        else _("Den du väljer går före alla andra när nästa erbjudanden skickas. Undantaget syns i loggen."),
        button=_("Gör undantaget"),
        done=_("Undantaget är sparat."),
        nobody=_("Ingen väntar på erbjudande."),
    )  # fmt: skip


def _find(request: HttpRequest, pk: int) -> Listing:
    must(request, Act.CHOOSE)
    return find(pk)


def _page(
    request: HttpRequest,
    listing: Listing,
    form: OneForm | SeveralForm,
    does: Callable[[Listing, list[int], str, str], object],
    model_admin: Any,
    *,
    nobody: str,
    done: str,
    intro: str,
    **words: str,
) -> HttpResponse:
    """Show who can be chosen, and do it on a POST; what was typed stays when something is missing."""
    bench = reverse("admin:letting_listing_workbench", args=[listing.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        people = said["people"] if isinstance(said["people"], list) else [said["people"]]
        outcome = does(listing, [int(one) for one in people], said["cause"], said["reason"])
        tell(request, outcome, done)
        return see_other(bench)
    has_choice = bool(form.fields["people"].choices)  # type: ignore[attr-defined]
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
