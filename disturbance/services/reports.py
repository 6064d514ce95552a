"""In the morning a case is locked and its report frozen; a correction makes a new version (NIGHT-6, NIGHT-8)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from disturbance.core.categories import Ending
from disturbance.core.nights import next_look, removed_at
from disturbance.core.reports import facts_of, in_order, masked
from disturbance.models import Case, CasePhoto, CaseState, Entry, NightWorker, Report
from disturbance.presenting import shown
from disturbance.scoping import on_duty
from disturbance.services import mornings
from disturbance.services.removing import remove
from tenants.actors import PORTAL
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.pdf import render_pdf
from tenants.photographs import on_paper


def look_at(case: Case, now: datetime) -> None:
    """Lock a case in the morning and freeze its report; later tell that it will be removed, and remove it.

    A case that is still open waits until it is closed. One that is joined to another has its words in that one's
    report. After an outage what was missed is done once.
    """
    if case.state != CaseState.CLOSED:
        case.look_again_at = None
        case.save(update_fields=["look_again_at"])
        return
    if now >= removed_at(case.night):
        remove(case, now)
        return
    case.locked_at = case.locked_at or now
    if case.ending != Ending.JOINED and freeze(case, now) is not None:
        mornings.tell(case.night, now)
    mornings.warn(case.night, now)
    case.look_again_at = next_look(case.night, now)
    case.failed_steps, case.last_error = 0, ""
    case.save(update_fields=["locked_at", "look_again_at", "failed_steps", "last_error"])


def freeze(case: Case, now: datetime) -> Report | None:
    """Freeze a case's report if something was entered since its last version; the earlier ones stay.

    Also on paper, full and masked; the checksum of each is noted in the log.
    """
    before = Report.objects.filter(case=case).order_by("-version").values("version", "last_entry").first()
    entries = list(Entry.objects.filter(case__in=_with_joined(case)).select_related("case").order_by("pk"))
    last = entries[-1].pk
    if before is not None and before["last_entry"] >= last:
        return None
    version = before["version"] + 1 if before else 1
    data = report_of(case, entries, version=version, now=now)
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    photos = _photos(entries)
    full, full_sha256 = render_pdf("night_report", {"report": shown(data, photos), "sha256": digest})
    part, part_sha256 = render_pdf("night_report", {"report": shown(masked(data), {}), "sha256": ""})
    made = Report.objects.create(
        case=case, version=version, made_at=now, last_entry=last, confirmed=data["facts"]["confirmed"], data=data,
        sha256=digest, full=full, full_sha256=full_sha256, masked=part, masked_sha256=part_sha256,
    )  # fmt: skip
    sums = {"version": version, "sha256": digest, "full": full_sha256, "masked": part_sha256}
    record([Fact("report.frozen", case.subject, data=sums)], by=PORTAL, now=now)
    return made


def report_of(case: Case, entries: list[Entry], *, version: int, now: datetime) -> dict[str, Any]:
    """Return what a report says, the facts first: codes, words as they were entered, and times."""
    names = _names(case, entries, now)
    photos: dict[int, list[int]] = {}
    for photo, entry in CasePhoto.objects.filter(entry__in=entries).order_by("pk").values_list("pk", "entry"):
        photos.setdefault(entry, []).append(photo)
    told = [_entry(one, names, photos.get(one.pk, [])) for one in entries]
    return {
        "number": case.number, "version": version, "made_at": now.isoformat(), "night": case.night.isoformat(),
        "landlord": case.landlord.name, "service": case.service.name, "category": case.category,
        "dangers": case.dangers, "street": case.street, "flat": case.flat, "renter": case.renter,
        "opened_at": case.opened_at.isoformat(), "closed_at": case.closed_at.isoformat() if case.closed_at else "",
        "ending": case.ending, "callers": [_caller(one) for one in _with_joined(case)],
        "facts": facts_of([one for one in told if one["case"] == case.number]), "entries": in_order(told),
    }  # fmt: skip


def _entry(one: Entry, names: dict[int, str], photos: list[int]) -> dict[str, Any]:
    return {
        "pk": one.pk, "case": one.case.number, "step": one.step, "heard_from": one.heard_from, "text": one.text,
        "happened_at": one.happened_at.isoformat(), "recorded_at": one.recorded_at.isoformat(),
        "by": names[one.by_id], "along": names.get(one.along_id or 0, ""), "corrects": one.corrects_id,
        "photos": photos,
    }  # fmt: skip


def _caller(case: Case) -> dict[str, str]:
    return {
        "name": case.caller_name,
        "phone": case.caller_phone,
        "address": case.caller_address,
        "unknown": case.caller_unknown,
    }


def _with_joined(case: Case) -> list[Case]:
    return [case, *Case.objects.filter(joined_to=case).order_by("pk")]


def _names(case: Case, entries: Iterable[Entry], now: datetime) -> dict[int, str]:
    """Return the names of the staff of some entries: rows of the service, seen on its duty."""
    wanted = {one.by_id for one in entries} | {one.along_id for one in entries if one.along_id}
    with on_duty(case.service_id, local_day(now)):
        return dict(NightWorker.objects.filter(pk__in=wanted).values_list("pk", "name"))


def _photos(entries: list[Entry]) -> dict[int, str]:
    return {one.pk: on_paper(one.image) for one in CasePhoto.objects.filter(entry__in=entries)}
