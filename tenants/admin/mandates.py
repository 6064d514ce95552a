"""Ombud in the staff's admin: who acts for whom; a power of attorney on paper entered, and any of them ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.person_forms import BAD_NUMBER
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.persons import asked_person, see_other
from tenants.admin.protected import name_for
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES
from tenants.documents import store_document
from tenants.mandates import LIVE, end_mandate, enter_mandate
from tenants.models import Mandate, Person
from tenants.my.frame import told
from tenants.my.mandate_forms import TermsForm
from tenants.my.mandate_words import REFUSALS, SIGNS, asked_as, consent, may_what, until
from tenants.outcome import Refused
from tenants.personal_number import BadNumber, index, read
from tenants.scoping import scoped_landlord
from tenants.words import day, moment

FIELDS = {"bad_end": "ends_on", "sign_needs_act": "may_sign", "yourself": "number", "not_of_age": "number"}


class PaperForm(TermsForm):
    """What stands in a power of attorney, and the paper itself."""

    number = forms.CharField(
        label=gettext_lazy("Ombudets personnummer"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("Ombudet måste finnas här som person. Lägg upp personen först om den saknas."),
    )
    paper = forms.FileField(
        label=gettext_lazy("Fullmakten, inläst"),
        help_text=gettext_lazy("PDF, JPEG eller PNG, högst 10 MB."),
        error_messages={"required": gettext_lazy("Välj filen med den underskrivna fullmakten.")},
    )
    field_order = ("number", "extent", "may_sign", "ends_on", "paper")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> Person:
        """Return the person here who has the number."""
        try:
            number = read(self.cleaned_data["number"], today=self.today)
        except BadNumber as error:
            raise forms.ValidationError(BAD_NUMBER[error.code]) from error
        found = Person.objects.filter(number_index=index(number.digits, scoped_landlord()), protected=False).first()
        if found is None:
            raise forms.ValidationError(_("Ingen person här har det numret."))
        return found


@admin.register(Mandate)
class MandateAdmin(LandlordAdmin):
    """Who may act for whom, the latest first."""

    see = Act.SEE_PERSONS
    add = Act.ACT_FOR_APPLICANT
    hides = "person__protected"
    list_display = ("person", "who", "what", "state", "how_long")
    list_filter = ("state", "extent")
    list_select_related = ("person", "agent")
    search_fields = ("person__family_name", "person__given_name", "agent__family_name", "agent__given_name")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave out those of whom either has a protected identity, but for those who handle them."""
        rows = super().get_queryset(request).select_related("person", "agent")
        return rows if may(request, Act.SEE_PROTECTED) else rows.exclude(agent__protected=True)

    @display(description=gettext_lazy("ombud"))
    def who(self, row: Mandate) -> str:
        """Return who acts, or the address that was asked."""
        return asked_as(row)

    @display(description=gettext_lazy("får"))
    def what(self, row: Mandate) -> str:
        """Return what the ombud may do."""
        return may_what(row)

    @display(description=gettext_lazy("hur länge"))
    def how_long(self, row: Mandate) -> str:
        """Return until or since when."""
        return until(row, local_day(clock.now()))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Enter a power of attorney on paper, for one who cannot ask by herself."""
        must(request, Act.ACT_FOR_APPLICANT)
        person = asked_person(request)
        back = reverse("admin:tenants_person_change", args=[person.pk])
        posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = PaperForm(*posted, today=local_day(clock.now()))
        if form.is_valid() and self._entered(request, person, form):
            messages.success(request, _("Fullmakten är inskriven. Personen och ombudet har fått ett meddelande."))
            return see_other(back)
        title = _("Skriv in en fullmakt")
        status = 422 if form.errors else 200
        return self.page(
            request, "mandate", title=title, subtitle=person.full_name, form=form, cancel=back, status=status
        )  # fmt: skip

    def _entered(self, request: HttpRequest, person: Person, form: PaperForm) -> bool:
        """Enter it and keep its paper, both or neither; what stands in the way is said beside its field."""
        by, now, terms = actor_of(request), clock.now(), form.terms()
        wording = consent(name=person.full_name, landlord=request.landlord.name, **terms)  # type: ignore[attr-defined]  # set by the middleware
        with transaction.atomic():
            row = enter_mandate(person.pk, form.cleaned_data["number"].pk, **terms, wording=wording, by=by, now=now)
            if isinstance(row, Refused):
                for code in row.codes:
                    form.add_error(FIELDS.get(code), told([code], REFUSALS))
                return False
            stored = store_document(person.pk, row.subject, form.cleaned_data["paper"], by=by, now=now)
            if isinstance(stored, Refused):
                transaction.set_rollback(True)
                form.add_error("paper", told(stored.codes, SENTENCES))
                return False
        return True

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of one; end it, with one button."""
        must(request, Act.SEE_PERSONS)
        row: Mandate | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        back = reverse("admin:tenants_person_change", args=[row.person_id])
        if request.method == "POST":
            must(request, Act.ACT_FOR_APPLICANT)
            outcome = end_mandate(row.pk, by=actor_of(request), now=clock.now())
            tell(request, outcome, _("Ombudets uppdrag är avslutat från och med nu."))
            return see_other(back)
        can_end = row.state in LIVE and may(request, Act.ACT_FOR_APPLICANT)
        return self.page(
            request, "form", title=_("Ombud"), subtitle=row.person.full_name, facts=_facts(row),
            form=forms.Form() if can_end else None, button=_("Avsluta nu"), danger=True, cancel=back,
        )  # fmt: skip


def _facts(row: Mandate) -> list[tuple[str, str]]:
    return [
        (_("Den som företräds"), row.person.full_name),
        (_("Ombud"), asked_as(row)),
        (_("Får"), may_what(row)),
        (_("Läge"), row.get_state_display()),
        (_("Gäller till och med"), day(row.ends_on, year=True) or _("Tills vidare")),
        (_("Tillfrågad"), moment(row.asked_at)),
        (_("Svarade"), moment(row.answered_at) or "–"),
        (_("Inskriven på papper"), _("ja") if row.entered_by else _("nej")),
        (_("Ordalydelse"), row.wording or "–"),
    ]


def _mandates(page: PersonPage) -> Sequence[QuerySet[Any]]:
    mine = Q(person=page.person) | Q(agent=page.person)
    return (Mandate.objects.filter(mine).select_related("person", "agent").order_by("-pk")[:SHOWN],)


def mandates_on_page(page: PersonPage, found: Sequence[Mandate]) -> Panel:
    """Show who acts for her and for whom she acts, the latest first."""
    url = f"{reverse('admin:tenants_mandate_add')}?person={page.person.pk}"
    return Panel(
        _("Ombud"),
        (_("Vem"), _("Får"), _("Läge"), _("Hur länge")),
        [_row(row, page) for row in found],
        _("Personen har inget ombud och är inte ombud för någon."),
        act=(_("Skriv in en fullmakt"), url) if may(page.request, Act.ACT_FOR_APPLICANT) else None,
    )


def _row(row: Mandate, page: PersonPage) -> tuple[Cell, ...]:
    seen = may(page.request, Act.SEE_PROTECTED)
    given = row.person_id == page.person.pk
    other = row.agent if given else row.person
    who = name_for(other, see_protected=seen) if other is not None else asked_as(row)
    hidden = other is not None and other.protected and not seen
    said = who if given else _("ombud för %(who)s") % {"who": who}
    return (
        Cell(said, "" if hidden else reverse("admin:tenants_mandate_change", args=[row.pk])),
        Cell(may_what(row)),
        Cell(row.get_state_display(), kind=SIGNS[row.state]),  # type: ignore[index]  # a state's value is its key
        Cell(until(row, local_day(page.now))),
    )


parts.append(Part(_mandates, mandates_on_page))
