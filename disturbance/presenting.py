"""A report in words, as its page and its paper show it: codes become what they are called, the facts come first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from disturbance.core.categories import Category, Danger, Ending
from disturbance.core.steps import HeardFrom, Step
from disturbance.words import CATEGORIES, DANGERS, ENDINGS, HEARD_FROM, STEPS
from tenants.words import moment, span


def night_word(night: date | str) -> str:
    """Return a night by its two days: "22–23 maj"."""
    first = date.fromisoformat(night) if isinstance(night, str) else night
    return span(first, date.fromordinal(first.toordinal() + 1))


def home_word(street: str, flat: str) -> str:
    """Return an address with its flat, where one is known."""
    return _("%(street)s, lägenhet %(flat)s") % {"street": street, "flat": flat} if flat else street


def shown(report: Mapping[str, Any], photos: Mapping[int, str]) -> dict[str, Any]:
    """Return a report in words. `photos` are the addresses of its pictures, by their numbers."""
    by_number = {one["pk"]: one for one in report["entries"]}
    facts = report["facts"]
    return {
        "number": report["number"],
        "version": report["version"],
        "made_at": report["made_at"],
        "landlord": report["landlord"],
        "service": report["service"],
        "night": night_word(report["night"]),
        "home": home_word(report["street"], report["flat"]),
        "confirmed": facts["confirmed"],
        "facts": _facts(report, by_number),
        "case": _about(report),
        "callers": [_caller(one) for one in report["callers"]],
        "entries": [_entry(one, by_number, report["number"], photos) for one in report["entries"]],
    }


def _facts(report: Mapping[str, Any], entries: Mapping[int, Mapping[str, Any]]) -> list[tuple[str, str]]:
    facts = report["facts"]
    heard = "; ".join(_heard(entries[pk]) for pk in facts["heard"])
    not_heard = "; ".join(_heard(entries[pk]) for pk in facts["not_heard"])
    spoke = "; ".join(f"{moment(entries[pk]['happened_at'])}: {entries[pk]['text']}" for pk in facts["spoke"])
    return [
        (_("Konstaterad störning"), _("Ja") if facts["confirmed"] else _("Nej")),
        (_("Framme"), moment(facts["arrived_at"]) or _("Ingen har varit på platsen")),
        (_("Hördes"), heard or _("Nej")),
        *([(_("Hördes inte"), not_heard)] if not_heard else []),
        (_("Samtal med den som stör"), spoke or _("Inget samtal")),
        (_("Tyst"), moment(facts["quiet_at"]) or _("Inte antecknat")),
        (_("Polis"), moment(facts["police_at"]) or _("Nej")),
    ]


def _about(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    dangers = ", ".join(str(DANGERS[Danger(one)]) for one in report["dangers"])
    return [
        (_("Störning"), str(CATEGORIES[Category(report["category"])])),
        (_("Hyresgäst där det stör"), report["renter"] or _("Okänd")),
        (_("Samtalet kom"), moment(report["opened_at"], year=True)),
        (_("Avslutat"), moment(report["closed_at"], year=True)),
        (_("Hur det slutade"), str(ENDINGS[Ending(report["ending"])])),
        *([(_("Faror"), dangers)] if dangers else []),
    ]


def _caller(one: Mapping[str, str]) -> str:
    if one["unknown"]:
        return _("Okänd: %(why)s") % {"why": one["unknown"]}
    return ", ".join(part for part in (one["name"], one["address"], one["phone"]) if part)


def _entry(
    one: Mapping[str, Any], entries: Mapping[int, Mapping[str, Any]], number: int, photos: Mapping[int, str]
) -> dict[str, Any]:  # fmt: skip
    step = str(STEPS[Step(one["step"])])
    wrong = entries.get(one["corrects"])
    if wrong is not None:
        step = _("%(step)s av \u201d%(wrong)s\u201d, %(at)s") % {
            "step": step, "wrong": STEPS[Step(wrong["step"])], "at": moment(wrong["happened_at"]),
        }  # fmt: skip
    elif one["heard_from"]:
        step = f"{step} {HEARD_FROM[HeardFrom(one['heard_from'])]}"
    return {
        "at": one["happened_at"],
        "late": one["recorded_at"] if one["recorded_at"][:16] > one["happened_at"][:16] else "",
        "step": step,
        "text": one["text"],
        "who": _("%(one)s och %(other)s") % {"one": one["by"], "other": one["along"]} if one["along"] else one["by"],
        "case": one["case"] if one["case"] != number else None,
        "photos": [photos[pk] for pk in one["photos"] if photos.get(pk)],
    }


def _heard(one: Mapping[str, Any]) -> str:
    return f"{HEARD_FROM[HeardFrom(one['heard_from'])]} {moment(one['happened_at'])}"
