"""Persons: found by name, phone or number; each on one page; added by staff when they cannot do it themselves."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.person_forms import ChangeContactForm, ContactForm, NumberForm, PersonForm
from tenants.admin.person_page import PersonPage, fill, note_reading
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.personal_number import BadNumber, index, mask, read, unseal
from tenants.persons import NumberTaken, register_person, save_contact

SEE_OTHER = 303
LONGEST_PK = 19  # digits; what is longer is no row of ours


def see_other(url: str) -> HttpResponse:
    """Return the redirect that follows a POST."""
    return HttpResponseRedirect(url, status=SEE_OTHER)


def asked_person(request: HttpRequest) -> Person:
    """Return the person that `?person=` names; one who is unknown, foreign or hidden from whoever asks is a 404."""
    visible = Person.objects.all() if may(request, Act.SEE_PROTECTED) else Person.objects.filter(protected=False)
    person = visible.filter(pk=_pk(request.GET.get("person", ""))).first()
    if person is None:
        raise Http404
    return person


def _pk(asked: str) -> int:
    """Return the key that an address names; what can be no key of ours is nobody's."""
    return int(asked) if asked.isdecimal() and len(asked) < LONGEST_PK else 0


@admin.register(Person)
class PersonAdmin(LandlordAdmin):
    """Persons as staff meet them. A personal number is masked, and is never part of an address."""

    see = Act.SEE_PERSONS
    add = Act.ADD_PERSONS
    hides = "protected"
    list_display = ("full", "born", "phone", "email")
    list_filter = ("language",)
    search_fields = ("family_name", "given_name", "phone", "email")
    search_help_text = gettext_lazy("Sök på namn, telefon eller e-post")
    ordering = ("family_name", "given_name")
    list_before_template = "admin/kolapp/number_search.html"

    @display(description=gettext_lazy("namn"), ordering="family_name")
    def full(self, person: Person) -> str:
        """Return the name, family name first."""
        return f"{person.family_name}, {person.given_name}"

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("sok-personnummer/", view(require_POST(self.by_number)), name="tenants_person_by_number"),
            path("<int:pk>/visa-personnummer/", view(require_POST(self.number)), name="tenants_person_number"),
            path("<int:pk>/kontakt/", view(self.contact), name="tenants_person_contact"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list; its head holds the search by number, which is a POST."""
        taken_out = may(request, Act.EXPORT_PERSONS)
        context = {
            "number_form": NumberForm(today=local_day(clock.now())),
            "may_export_persons": reverse("admin:tenants_export_order", args=["persons"]) if taken_out else "",
            **(extra_context or {}),
        }
        page: HttpResponse = super().changelist_view(request, context)
        return page

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Add a person who cannot register herself, with or without an e-mail address."""
        must(request, Act.ADD_PERSONS)
        now = clock.now()
        form = PersonForm(request.POST or None, today=local_day(now))
        if request.method == "POST" and form.is_valid():
            try:
                person = register_person(
                    user=None,
                    given_name=form.cleaned_data["given_name"],
                    family_name=form.cleaned_data["family_name"],
                    number=form.cleaned_data["number"],
                    born=form.cleaned_data["born"],
                    contact=form.contact(),
                    by=actor_of(request),
                    now=now,
                )
            except NumberTaken:
                form.add_error("number", _("En person med det numret finns redan. Sök fram personen i stället."))
            else:
                messages.success(request, _("Personen är upplagd. Nu kan du ställa personen i kö här nedanför."))
                return see_other(reverse("admin:tenants_person_change", args=[person.pk]))
        return self.page(
            request,
            "form",
            title=_("Lägg upp en person"),
            form=form,
            button=_("Lägg upp personen"),
            cancel=reverse("admin:tenants_person_changelist"),
            status=422 if form.errors else 200,
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show everything about a person on one page; that it was opened is logged."""
        must(request, Act.SEE_PERSONS)
        person = self._held(request).filter(pk=_pk(object_id)).first()
        if person is None:
            raise Http404
        note_reading(person, "person.page_shown", by=actor_of(request), now=clock.now())
        return self._person(request, person)

    def _held(self, request: HttpRequest) -> QuerySet[Person]:
        """Return the persons whom one may see, to be found and held in one statement while a reading is noted."""
        rows: QuerySet[Person] = self.get_queryset(request).select_for_update(no_key=True)
        return rows

    def _person(self, request: HttpRequest, person: Person, *, number: str = "") -> HttpResponse:
        page = PersonPage(request, person, clock.now())
        fill(page)
        return self.page(
            request,
            "person",
            title=person.full_name,
            subtitle=_("Person"),
            person=person,
            masked=mask(unseal(bytes(person.number_sealed))) if person.number_sealed else "",
            number=number,
            panels=page.panels,
            lines=page.lines,
            number_url=reverse("admin:tenants_person_number", args=[person.pk]),
            contact_url=reverse("admin:tenants_person_contact", args=[person.pk]),
        )

    def number(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a personal number, once, as the answer to a POST; that it was shown is logged (safety 24)."""
        must(request, Act.SHOW_NUMBER)
        person = self._held(request).filter(pk=pk, number_sealed__isnull=False).first()
        if person is None:
            raise Http404
        note_reading(person, "person.number_shown", by=actor_of(request), now=clock.now())
        digits = unseal(bytes(person.number_sealed or b""))
        return self._person(request, person, number=f"{digits[:8]}-{digits[8:]}")

    def by_number(self, request: HttpRequest) -> HttpResponse:
        """Find a person by her exact number, which travels in the body and never in an address."""
        must(request, Act.SEE_PERSONS)
        today = local_day(clock.now())
        here = reverse("admin:tenants_person_changelist")
        try:
            number = read(request.POST.get("number", ""), today=today)
        except BadNumber:
            messages.error(request, _("Personnumret stämmer inte. Skriv det med tolv siffror."))
            return see_other(here)
        landlord = request.landlord.pk  # type: ignore[attr-defined]  # set by the middleware
        found = self.get_queryset(request).filter(number_index=index(number.digits, landlord)).first()
        if found is None:
            messages.warning(request, _("Ingen person här har det numret."))
            return see_other(here)
        return see_other(reverse("admin:tenants_person_change", args=[found.pk]))

    def contact(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change how to reach a person."""
        must(request, Act.ADD_PERSONS)
        person = self.get_queryset(request).filter(pk=pk).first()
        if person is None:
            raise Http404
        start = {name: getattr(person, name) for name in ContactForm.base_fields}
        form = ChangeContactForm(request.POST or None, initial=start)
        if request.method == "POST" and form.is_valid():
            save_contact(person.pk, form.contact(), by=actor_of(request), now=clock.now())
            form.served(request, person.pk, "contact")
            messages.success(request, _("Kontaktuppgifterna är sparade."))
            return see_other(reverse("admin:tenants_person_change", args=[person.pk]))
        return self.page(
            request,
            "form",
            title=_("Ändra kontaktuppgifter"),
            subtitle=person.full_name,
            form=form,
            button=_("Spara kontaktuppgifterna"),
            cancel=reverse("admin:tenants_person_change", args=[person.pk]),
            status=422 if form.errors else 200,
        )
