"""Exports as staff meet them: order with a reason, wait, fetch. Seen by whoever ordered it, and by the heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of, lines, name_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.exporting import TOO_LONG, Kind, kinds, note_fetching, order_export
from tenants.letters import LETTERS, mark_posted, put_back
from tenants.models import Event, Export, ExportForm
from tenants.outcome import Refused
from tenants.serving import HEADERS
from tenants.words import moment, number

TYPES = {
    ExportForm.CSV: "text/csv; charset=utf-8",
    ExportForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportForm.PDF: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """Who may order a kind of export, what its subject is called (None for one that is not there), and where it is."""

    act: Act
    about: Callable[[HttpRequest, str], str | None]
    back: Callable[[str], str]
    intro: Any


# By kind; each app adds its own. Kinds that are not here (letters) are ordered on a page of their own.
offers: dict[str, Offer] = {}


def order_url(kind: str, subject: str = "") -> str:
    """Return the address where an export of a kind is ordered."""
    url = reverse("admin:tenants_export_order", args=[kind])
    return f"{url}?om={subject}" if subject else url


class OrderForm(forms.Form):
    """In what form, and why."""

    form = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect, initial=ExportForm.XLSX)
    reason = forms.CharField(
        label=gettext_lazy("Varför behövs uppgifterna?"),
        help_text=gettext_lazy(
            "Till exempel: begäran om allmän handling. Det du skriver sparas, så skriv inga personuppgifter."
        ),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(form.value, form.label) for form in kind.forms]  # type: ignore[attr-defined]  # a choice field's


@admin.register(Export)
class ExportAdmin(LandlordAdmin):
    """What has been taken out, when, by whom and why; the file is there for a week."""

    see = Act.EXPORT
    list_display = ("what", "when", "who", "reason", "how_many", "where")
    list_display_links = ("what",)
    list_filter = ("kind", "form")
    ordering = ("-asked_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Show one's own; the heads see who has taken out what."""
        rows = super().get_queryset(request).defer("content")
        return rows if may(request, Act.EXPORT_PERSONS) else rows.filter(asked_by=str(actor_of(request)))

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("bestall/<slug:kind>/", view(self.order), name="tenants_export_order"),
            path("<int:pk>/fil/", view(require_safe(self.file)), name="tenants_export_file"),
            path("<int:pk>/postade/", view(require_POST(self.posted)), name="tenants_export_posted"),
            path("<int:pk>/lagg-tillbaka/", view(require_POST(self.back)), name="tenants_export_back"),
            *super().get_urls(),
        ]

    @display(description=gettext_lazy("uttag"))
    def what(self, row: Export) -> str:
        """Return what the kind is called."""
        return str(kinds[row.kind].word)

    @display(description=gettext_lazy("beställt"), ordering="asked_at")
    def when(self, row: Export) -> str:
        """Return when it was ordered."""
        return moment(row.asked_at)

    @display(description=gettext_lazy("av"))
    def who(self, row: Export) -> str:
        """Return who ordered it, as the list has noted."""
        return str(getattr(row, "by_name", ""))

    @display(description=gettext_lazy("rader"))
    def how_many(self, row: Export) -> str:
        """Return how many rows it had."""
        return number(row.rows) or "–"

    @display(description=gettext_lazy("läge"))
    def where(self, row: Export) -> str:
        """Return how far it has come."""
        return str(state_of(row)[0])

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page who ordered it: one question."""
        from tenants.admin.log import names_of  # noqa: PLC0415  (beside its one use)

        page = super().get_changelist_instance(request)
        names = names_of({row.asked_by for row in page.result_list})
        for row in page.result_list:
            row.by_name = names[row.asked_by]
        return page

    def order(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Ask for form and reason, and order."""
        offer, subject = offers.get(kind), request.GET.get("om", "")
        if offer is None:
            raise Http404
        must(request, offer.act)
        about = offer.about(request, subject)
        if about is None:
            raise Http404
        form = OrderForm(request.POST or None, kind=kinds[kind])
        if request.method == "POST" and form.is_valid():
            data = form.cleaned_data
            outcome = order_export(
                kind, subject, form=data["form"], reason=data["reason"], by=actor_of(request), now=clock.now()
            )
            if not isinstance(outcome, Refused):
                return see_other(reverse("admin:tenants_export_change", args=[outcome.pk]))
            form.add_error("reason", _("Skriv ett skäl."))
        return self.page(
            request, "form", title=str(kinds[kind].word), subtitle=about, form=form, intro=offer.intro,
            button=_("Beställ filen"), cancel=offer.back(subject), status=422 if form.errors else 200,
        )  # fmt: skip

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show how far an export has come, and where it is fetched."""
        must(request, Act.EXPORT)
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        word, sign = state_of(row)
        mine = row.asked_by == str(actor_of(request))
        facts = [
            (_("Beställt"), moment(row.asked_at)),
            (_("Av"), name_of(row.asked_by)),
            (_("Skäl"), row.reason),
            (_("Format"), row.get_form_display()),
            (_("Rader"), number(row.rows) or "–"),
            (_("Filen tas bort"), moment(row.look_again_at) if row.made_at and row.look_again_at else "–"),
            (_("Kontrollsumma"), row.sha256[:16] or "–"),
        ]
        offer = offers.get(row.kind)
        if offer is not None and row.subject and (about := offer.about(request, row.subject)):
            facts.insert(0, (_("Gäller"), about))
        if row.posted_at:
            facts.append((_("Postade"), moment(row.posted_at)))
        return self.page(
            request, "export", title=str(kinds[row.kind].word), subtitle=_("Uttag"), row=row, word=word, kind=sign,
            facts=facts, works=row.made_at is None and row.look_again_at is not None, failed=bool(row.failed_steps),
            there=there(row) and mine, lines=lines(list(Event.objects.filter(subject=row.own_subject).order_by("-pk"))),
            letters=row.kind == LETTERS and row.made_at is not None and row.posted_at is None and there(row),
        )  # fmt: skip

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a file to whoever ordered it; that it was fetched is logged."""
        must(request, Act.EXPORT)
        row = Export.objects.filter(pk=pk, asked_by=str(actor_of(request)), content__isnull=False).first()
        if row is None:
            raise Http404
        note_fetching(pk, by=actor_of(request), now=clock.now())
        named = content_disposition_header(True, f"{row.kind}-{row.pk}.{row.form}") or "attachment"
        saved_as = {"Content-Disposition": named}
        kind = TYPES[ExportForm(row.form)]
        return HttpResponse(bytes(row.content or b""), content_type=kind, headers=HEADERS | saved_as)

    def posted(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that a pile of letters was posted."""
        must(request, Act.PRINT_LETTERS)
        self._mine(request, pk)
        tell(request, mark_posted(pk, by=actor_of(request), now=clock.now()), _("Breven är noterade som postade."))
        return see_other(reverse("admin:tenants_export_change", args=[pk]))

    def back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put letters that were never posted back in the pile."""
        must(request, Act.PRINT_LETTERS)
        self._mine(request, pk)
        tell(request, put_back(pk, by=actor_of(request), now=clock.now()), _("Breven ligger i högen igen."))
        return see_other(reverse("admin:tenants_message_letters"))

    def _mine(self, request: HttpRequest, pk: int) -> None:
        if not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404


def there(row: Export) -> bool:
    """Say whether an export's file is there to be fetched."""
    return row.made_at is not None and row.look_again_at is not None


def state_of(row: Export) -> tuple[str, str]:
    """Return how far an export has come, and the sign of it."""
    if row.posted_at:
        return _("Postat"), "good"
    if there(row):
        return _("Klar att ladda ner"), "good"
    if row.made_at or row.look_again_at is None:
        return (_("Ryms inte i en PDF"), "bad") if row.last_error == TOO_LONG else (_("Filen är borttagen"), "plain")
    return _("Görs i ordning"), "info"
