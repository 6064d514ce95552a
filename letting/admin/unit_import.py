"""Units from a file: upload, see what it would do, say yes. Staff's own numbers decide what is the same unit."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from letting.admin.unit_import_words import head, value
from letting.core.unit_rows import COLUMNS, SHEET
from letting.models import UnitImport
from letting.services.unit_imports import UNITS
from tenants import clock
from tenants.admin.log import actor_of, lines, name_of
from tenants.admin.person_page import Cell, Panel
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, must
from tenants.file_content import LARGEST
from tenants.imports.importing import progress
from tenants.imports.words import file_words, titled, wrong_words
from tenants.models import Event, ImportState
from tenants.outcome import Refused
from tenants.words import moment, number

LATEST = 10
KINDS = {
    ImportState.COMPARING: "info", ImportState.READY: "wait", ImportState.WRONG: "bad", ImportState.APPLYING: "info",
    ImportState.DONE: "good", ImportState.DISCARDED: "plain",
}  # fmt: skip
EXAMPLE = ("A1001", "lägenhet", "Storgatan 1", "Centrum", "2", "58,5", "7200", "3", "1964", "ja", "ja", "nej", "nej",
           "nej", "nej", "Nyrenoverat kök.", "60,606", "15,635")  # fmt: skip


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Fil med objekt"),
        help_text=gettext_lazy(
            "CSV eller Excel (.xlsx), högst 10 MB. Inget ändras förrän du har sett ändringarna och godkänt dem."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom. Välj en annan."),
        },
    )

    def clean_file(self) -> Any:
        """Refuse what is too large; the rest is judged by what is in it."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("Filen är större än 10 MB. Spara den som CSV, eller dela upp den."))
        return file


def upload_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Take a file; a POST compares it and leads to what it would do."""
    must(request, Act.CHANGE_UNITS)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        row = UNITS.upload(file.read(), file.name, by=actor_of(request), now=clock.now())
        return see_other(_url("page", row.pk))
    found = UnitImport.objects.defer("content", "result").order_by("-uploaded_at")[:LATEST]
    latest = [
        (Cell(row.name, _url("page", row.pk)), Cell(moment(row.uploaded_at)),
         Cell(row.get_state_display(), kind=KINDS[ImportState(row.state)]))
        for row in found
    ]  # fmt: skip
    heads = (_("Fil"), _("Uppladdad"), _("Läge"))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "unit_upload",
        title=_("Läs in objekt från en fil"),
        form=form,
        columns=[(one.head, _("måste finnas") if one.needed else "") for one in COLUMNS],
        panel=Panel(_("De senaste filerna"), heads, latest, _("Ingen fil har lästs in än.")),
        status=422 if form.errors else 200,
    )


@require_safe
def import_page(request: HttpRequest, unitimport: int, model_admin: Any) -> HttpResponse:
    """Show what a file would do, what is wrong in it, how far it has come, or what it did."""
    must(request, Act.CHANGE_UNITS)
    row = _find(unitimport)
    state = ImportState(row.state)
    result = row.result
    counts = result.get("counts")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "unit_import",
        title=row.name,
        subtitle=_("Läs in objekt"),
        row=row,
        word=row.get_state_display().capitalize(),
        kind=KINDS[state],
        facts=[
            (_("Uppladdad"), moment(row.uploaded_at)),
            (_("Av"), name_of(row.uploaded_by)),
            (_("Avslutad"), moment(row.ended_at) or "–"),
        ],
        counts=_counts(counts) if counts else [],
        unknown=", ".join(result.get("unknown", [])),
        shrunken=result.get("shrunken") and state == ImportState.READY,
        rows=result.get("rows", 0),
        units=counts["there"] if counts else 0,
        works=state in {ImportState.COMPARING, ImportState.APPLYING},
        failed=bool(row.failed_steps),
        done_rows=progress(row) if state in {ImportState.COMPARING, ImportState.APPLYING} else 0,
        ready=state == ImportState.READY,
        can_discard=state in {ImportState.READY, ImportState.WRONG},
        broken=file_words(result) if state == ImportState.WRONG and "file" in result else "",
        wrong=_wrong(result),
        wrong_in_all=result.get("wrong_in_all", 0),
        panels=_panels(result) if state == ImportState.READY else [],
        lines=lines(list(Event.objects.filter(subject=row.subject).order_by("-pk"))),
        urls={name: _url(name, row.pk) for name in ("page", "confirm", "discard")},
    )


@require_POST
def confirm(request: HttpRequest, unitimport: int, model_admin: Any) -> HttpResponse:
    """Read a file in."""
    must(request, Act.CHANGE_UNITS)
    row = _find(unitimport)
    sure = request.POST.get("sure") == "on"
    outcome = UNITS.confirm(row.pk, sure=sure, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        tell(request, outcome, "")
        return see_other(_url("page", row.pk))
    if _find(row.pk).state == ImportState.DONE:
        messages.success(request, _("Filen är inläst."))
    return see_other(_url("page", row.pk))


@require_POST
def discard(request: HttpRequest, unitimport: int, model_admin: Any) -> HttpResponse:
    """Throw a file away."""
    must(request, Act.CHANGE_UNITS)
    outcome = UNITS.discard(_find(unitimport).pk, by=actor_of(request), now=clock.now())
    tell(request, outcome, _("Filen är kastad. Inget lästes in."))
    return see_other(reverse("admin:letting_unit_import"))


@require_safe
def sample(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Send a file to begin with: the headings, and one row as an example."""
    must(request, Act.SEE_UNITS)
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows([[one.head for one in COLUMNS], EXAMPLE])
    answer = HttpResponse("\N{BYTE ORDER MARK}" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="objekt.csv"'
    return answer


def _find(pk: int) -> UnitImport:
    row = UnitImport.objects.defer("content").filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def _url(name: str, pk: int) -> str:
    return reverse(f"admin:letting_unit_import_{name}", args=[pk])


def _counts(counts: dict[str, int]) -> list[tuple[str, str]]:
    words = {
        "added": ngettext("nytt", "nya", counts["added"]), "changed": _("ändras"),
        "same": ngettext("oförändrat", "oförändrade", counts["same"]), "missing": _("saknas i filen"),
    }  # fmt: skip
    return [(number(counts[name]), word) for name, word in words.items()]


def _wrong(result: dict[str, Any]) -> Panel | None:
    found = result.get("wrong", [])
    if not found:
        return None
    rows = [(Cell(str(one["row"])), Cell(one["head"] or "–"), Cell(wrong_words(SHEET, one))) for one in found]
    return Panel(_("Det här är fel"), (_("Rad"), _("Kolumn"), _("Vad som är fel")), rows, "")


def _panels(result: dict[str, Any]) -> list[Panel]:
    counts, seen = result["counts"], result["seen"]
    changed = [
        (Cell(f"{one['street']}, {one['number']}", reverse("admin:letting_unit_change", args=[one["id"]])),
         Cell(head(name)), Cell(value(name, before)), Cell(value(name, after)))
        for one in seen["changed"] for name, before, after in one["fields"]
    ]  # fmt: skip
    added = [
        (Cell(str(one["line"])), Cell(one["number"]), Cell(one["street"]), Cell(value("size", one["size"])),
         Cell(value("rent", one["rent"])))
        for one in seen["added"]
    ]  # fmt: skip
    missing = [
        (Cell(one["number"], reverse("admin:letting_unit_change", args=[one["id"]])), Cell(one["street"]))
        for one in seen["missing"]
    ]
    panels = [
        Panel(titled(_("Ändras"), counts["changed"], len(seen["changed"])),
              (_("Objekt"), _("Uppgift"), _("Nu"), _("Blir")), changed, _("Inget objekt ändras.")),
        Panel(titled(_("Nya"), counts["added"], len(added)),
              (_("Rad"), _("Objektsnummer"), _("Adress"), _("Yta"), _("Hyra")), added, _("Inget objekt är nytt.")),
    ]  # fmt: skip
    if missing:
        title = titled(_("Finns här men inte i filen (ligger kvar oförändrade)"), counts["missing"], len(missing))
        panels.append(Panel(title, (_("Objektsnummer"), _("Adress")), missing, ""))
    return panels


__all__ = ["confirm", "discard", "import_page", "sample", "upload_page"]
