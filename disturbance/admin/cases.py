"""Nights, a night at a glance, a report, its papers: as the landlord's contacts read them. Reading is logged."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from disturbance.admin import contacts, glance, homes
from disturbance.admin.reading import latest_reports, may_read, must_read, night_named, told_cases
from disturbance.core.nights import last_day_kept
from disturbance.models import Case, CasePhoto, Report
from disturbance.photographs import sent
from disturbance.presenting import home_word, night_word, shown
from disturbance.services.mornings import note_first_reading
from disturbance.services.noting import note_reading
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, may
from tenants.models import Event
from tenants.serving import HEADERS
from tenants.words import day

PAPERS = {"rapport": "full", "maskerad": "masked"}


@admin.register(Case)
class CaseAdmin(LandlordAdmin):
    """What the night service wrote for this landlord; nothing here is changed by it."""

    see = Act.READ_NIGHT

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view, named, me = self.admin_site.admin_view, "disturbance_case", {"model_admin": self}
        return [
            path("natt/<slug:night>/", view(require_safe(self.night)), name=f"{named}_night"),
            path("natt/<slug:night>/rapporter.zip", view(require_safe(night_zip)), name=f"{named}_zip"),
            path("<int:case>/bild/<int:photo>/", view(require_safe(photo_of)), name=f"{named}_photo"),
            path("<int:case>/<slug:paper>.pdf", view(require_safe(paper_of)), name=f"{named}_paper"),
            path("kontakter/", view(contacts.contacts), me, name=f"{named}_contacts"),
            path("bostader/", view(require_safe(homes.repeated)), me, name=f"{named}_repeated"),
            path("<int:case>/bostaden/", view(homes.home), me, name=f"{named}_home"),
            path("<int:case>/bostaden/brev/<slug:step>/", view(require_POST(homes.letter)), name=f"{named}_letter"),
            path("<int:case>/bostaden/underlag.zip", view(require_safe(bundle)), name=f"{named}_bundle"),
            *super().get_urls(),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show it to those who may read."""
        return may_read(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let in those who may read."""
        return may_read(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the nights that there is something to read of, the latest first."""
        must_read(request)
        return self.page(
            request,
            "nights",
            title=_("Störningar om natten"),
            nights=glance.nights(),
            heads=may(request, Act.READ_NIGHT),
        )

    def night(self, request: HttpRequest, night: str) -> HttpResponse:
        """Show a night at a glance; that it was opened is logged, and when a contact first did is kept."""
        must_read(request)
        when = night_named(night)
        cases = list(told_cases().filter(night=when).order_by("number"))
        if not cases:
            raise Http404
        if request.method == "GET":
            note_reading([one.pk for one in cases], "night.read", by=actor_of(request), now=clock.now())
            note_first_reading(when, request.membership.pk, clock.now())  # type: ignore[attr-defined]  # the middleware's
        rows = [glance.row_of(one, reports) for reports in [latest_reports(told_cases().filter(night=when))]
                for one in cases]  # fmt: skip
        return self.page(
            request, "night", title=_("Natten %(night)s") % {"night": night_word(when)}, rows=rows, night=night,
            last=day(last_day_kept(when), year=True), readings=glance.readings(when),
        )  # fmt: skip

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a report, the latest version or an earlier one; that it was opened is logged."""
        must_read(request)
        case = get_object_or_404(told_cases(), pk=object_id if object_id.isdecimal() else None)
        report = _report(request, case)
        if report is None or request.method not in ("GET", "HEAD"):
            raise Http404
        if request.method == "GET":
            note_reading([case.pk], "report.read", by=actor_of(request), now=clock.now())
        return self.page(
            request, "night_report", title=_("Störningsrapport %(number)s") % {"number": case.number},
            subtitle=home_word(case.street, case.flat), case=case, report=shown(report.data, _photos(case, report)),
            version=report,
            versions=list(Report.objects.filter(case=case).order_by("-version").values_list("version", flat=True)),
            night=case.night.isoformat(), night_name=night_word(case.night),
            last=day(last_day_kept(case.night), year=True),
            lines=lines(list(Event.objects.filter(subject=case.subject).order_by("-pk")[:100])),
        )  # fmt: skip


def photo_of(request: HttpRequest, case: int, photo: int) -> HttpResponse:
    """Send a photograph that a report shows; another's is a 404."""
    must_read(request)
    told = get_object_or_404(told_cases(), pk=case)
    rows = CasePhoto.objects.filter(Q(entry__case=told) | Q(entry__case__joined_to=told))
    return sent(get_object_or_404(rows, pk=photo))


def paper_of(request: HttpRequest, case: int, paper: str) -> HttpResponse:
    """Send a report as a PDF, full or masked."""
    must_read(request)
    row = get_object_or_404(told_cases(), pk=case)
    report = _report(request, row, deferred=False)
    if report is None or paper not in PAPERS:
        raise Http404
    if request.method == "GET":
        note_reading([row.pk], "report.fetched", by=actor_of(request), now=clock.now())
    content = bytes(getattr(report, PAPERS[paper]))
    return _saved(content, "application/pdf", _paper_name(row, report, paper))


def night_zip(request: HttpRequest, night: str) -> HttpResponse:
    """Send a night's reports as one file: each full and masked, as they were frozen."""
    must_read(request)
    cases = list(told_cases().filter(night=night_named(night)).order_by("number"))
    if not cases:
        raise Http404
    if request.method == "GET":
        note_reading([one.pk for one in cases], "night.fetched", by=actor_of(request), now=clock.now(),
                     reports=len(cases))  # fmt: skip
    reports = Report.objects.filter(case__in=cases).order_by("case", "version")
    latest = {report.case_id: report for report in reports}
    content = packed(
        (_paper_name(case, latest[case.pk], paper), bytes(getattr(latest[case.pk], column)))
        for case in cases
        if case.pk in latest
        for paper, column in PAPERS.items()
    )
    return _saved(content, "application/zip", f"storningar-{night}.zip")


def bundle(request: HttpRequest, case: int) -> HttpResponse:
    """Send what the tribunal is given about a home; where the law's steps lack, lead back to what is missing."""
    files = homes.bundle_files(request, case)
    if files is None:
        messages.error(request, str(homes.REFUSALS["step_blocked"]))
        return see_other(reverse("admin:disturbance_case_home", args=[case]))
    return _saved(packed(files), "application/zip", f"underlag-{case}.zip")


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as one ZIP."""
    drawn = BytesIO()
    with zipfile.ZipFile(drawn, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files:
            pack.writestr(name, content)
    return drawn.getvalue()


def _report(request: HttpRequest, case: Case, *, deferred: bool = True) -> Report | None:
    """Return a case's report: its latest, or the version that is asked for."""
    rows = Report.objects.filter(case=case).order_by("-version")
    asked = request.GET.get("version", "")
    if asked:
        rows = rows.filter(version=asked) if asked.isdecimal() and len(asked) < 5 else rows.none()
    return (rows.defer("full", "masked") if deferred else rows).first()


def _photos(case: Case, report: Report) -> dict[int, str]:
    """Return the addresses of a report's photographs, by their numbers."""
    shown_there = {pk for one in report.data["entries"] for pk in one["photos"]}
    return {pk: reverse("admin:disturbance_case_photo", args=[case.pk, pk]) for pk in shown_there}


def _paper_name(case: Case, report: Report, paper: str) -> str:
    """Return a file's name: numbers only, for it leaves the portal."""
    return f"storning-{case.number}-{paper}-v{report.version}.pdf"


def _saved(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
