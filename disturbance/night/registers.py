"""A customer's register from its file: upload, see the difference, say yes or throw it away (NIGHT-2)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disturbance.core.register_rows import COLUMNS, SHEET, is_old
from disturbance.middleware import NightRequest
from disturbance.models import Customer, RegisterImport
from disturbance.night.acting import UNPROCESSABLE, customers, me, see_other, tell
from disturbance.night.doors import MANAGER, staff
from disturbance.services.registers import REGISTERS, read_in_on
from disturbance.services.writing import night_actor
from tenants import clock
from tenants.core.calendar import local_day
from tenants.file_content import LARGEST
from tenants.imports.importing import progress
from tenants.imports.words import file_words, titled, wrong_words
from tenants.models import ImportState
from tenants.scoping import scope
from tenants.words import number

LATEST = 20
KINDS = {
    ImportState.COMPARING: "info", ImportState.READY: "wait", ImportState.WRONG: "bad", ImportState.APPLYING: "info",
    ImportState.DONE: "good", ImportState.DISCARDED: "plain",
}  # fmt: skip


@staff(MANAGER)
@require_safe
def registers(request: NightRequest) -> HttpResponse:
    """Show the customers' registers, and how old each is."""
    known, today = customers(request), local_day(clock.now())
    read = read_in_on(tuple(known))
    rows = [(one, read.get(pk), is_old(read.get(pk), today)) for pk, one in known.items()]
    return render(request, "night/registers.html", {"rows": rows})


@staff(MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: NightRequest, landlord: int) -> HttpResponse:
    """Show a customer's files; a POST takes one more, compares it and leads to what it would do."""
    customer, wrong = _customer(request, landlord), ""
    if request.method == "POST":
        file = request.FILES.get("file")
        wrong = _against(file)
        if file is not None and not wrong:
            with scope(landlord):
                data, by = file.read(), night_actor(me(request))
                row = REGISTERS.upload(data, file.name or "", by=by, now=clock.now())
            return see_other(_url("file", landlord, row.pk))
    files = (
        RegisterImport.objects.filter(landlord=landlord).defer("content", "result").order_by("-uploaded_at")[:LATEST]
    )
    return render(
        request,
        "night/register.html",
        {
            "customer": customer,
            "files": [(file, KINDS[ImportState(file.state)]) for file in files[:LATEST]],
            "columns": [(one.head, one.needed) for one in COLUMNS],
            "wrong": wrong,
        },
        status=UNPROCESSABLE if wrong else 200,
    )


@staff(MANAGER)
@require_safe
def register_file(request: NightRequest, landlord: int, file: int) -> HttpResponse:
    """Show what a file would do, what is wrong in it, how far it has come, or what it did."""
    customer, row = _customer(request, landlord), _file(landlord, file)
    state, result = ImportState(row.state), row.result
    counts = result.get("counts")
    works = state in {ImportState.COMPARING, ImportState.APPLYING}
    return render(
        request,
        "night/register_file.html",
        {
            "customer": customer,
            "file": row,
            "kind": KINDS[state],
            "works": works,
            "done_rows": progress(row) if works else 0,
            "ready": state == ImportState.READY,
            "can_discard": state in {ImportState.READY, ImportState.WRONG},
            "shrunken": bool(result.get("shrunken")) and state == ImportState.READY,
            "broken": file_words(result) if state == ImportState.WRONG and "file" in result else "",
            "wrong": [(one["row"], one["head"], wrong_words(SHEET, one)) for one in result.get("wrong", [])],
            "wrong_in_all": result.get("wrong_in_all", 0),
            "counts": _counts(counts) if counts else [],
            "left": counts["missing"] if counts else 0,
            "there": counts["there"] if counts else 0,
            "seen": _seen(result.get("seen", {}), counts) if counts else [],
            "unknown": ", ".join(result.get("unknown", [])),
        },
    )


@staff(MANAGER)
@require_POST
def confirm(request: NightRequest, landlord: int, file: int) -> HttpResponse:
    """Read a file in."""
    row, sure = _file(landlord, file), request.POST.get("sure") == "on"
    with scope(landlord):
        outcome = REGISTERS.confirm(row.pk, sure=sure, by=night_actor(me(request)), now=clock.now())
    done = _file(landlord, file).state == ImportState.DONE
    tell(request, outcome, _("Registret är inläst.") if done else "")
    return see_other(_url("file", landlord, file))


@staff(MANAGER)
@require_POST
def discard(request: NightRequest, landlord: int, file: int) -> HttpResponse:
    """Throw a file away."""
    row = _file(landlord, file)
    with scope(landlord):
        outcome = REGISTERS.discard(row.pk, by=night_actor(me(request)), now=clock.now())
    tell(request, outcome, _("Filen är kastad. Inget lästes in."))
    return see_other(reverse("night:register", args=[landlord]))


def _against(file: Any) -> str:
    if file is None:
        return _("Välj en fil.")
    if file.size > LARGEST:
        return _("Filen är större än 10 MB. Spara den som CSV, eller dela upp den.")
    return ""


def _customer(request: NightRequest, landlord: int) -> Customer:
    customer = customers(request).get(landlord)
    if customer is None:
        raise Http404
    return customer


def _file(landlord: int, pk: int) -> RegisterImport:
    row = RegisterImport.objects.filter(pk=pk, landlord=landlord).defer("content").first()
    if row is None:
        raise Http404
    return row


def _url(name: str, landlord: int, pk: int) -> str:
    return reverse(f"night:register_{name}", args=[landlord, pk])


def _counts(counts: dict[str, int]) -> list[tuple[str, str]]:
    words = {
        "added": ngettext("ny", "nya", counts["added"]), "changed": _("ändras"),
        "same": ngettext("oförändrad", "oförändrade", counts["same"]), "missing": _("tas bort"),
    }  # fmt: skip
    return [(number(counts[name]), word) for name, word in words.items()]


def _seen(seen: dict[str, Any], counts: dict[str, int]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what changes, as (heading, (home, what)): the first of each sort."""
    words = {"missing": _("Tas bort"), "changed": _("Ändras"), "added": _("Nya")}
    return [
        (titled(word, counts[sort], len(seen[sort])), [line for one in seen[sort] for line in _lines(one)])
        for sort, word in words.items()
        if seen.get(sort)
    ]


def _lines(one: dict[str, Any]) -> list[tuple[str, str]]:
    home = f"{one['street']}, {one['flat']}"
    changes = [
        f"{SHEET.named[name].head}: {_shown(before)} → {_shown(after)}" for name, before, after in one.get("fields", [])
    ]
    return [(home, what) for what in changes or [""]]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return "–" if value in (None, "") else str(value)
