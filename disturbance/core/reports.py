"""What a report says first: the facts that staff's own entries establish; and what it leaves out for one who disturbs.

Pure. An entry is as it was frozen: its step, from where, its words, when, and who; times as ISO text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from disturbance.core.steps import EVIDENCE, Step

HIDDEN = "[dolt]"
# What one who calls or is called up says can tell who she is, whatever the words are: all of it is hidden.
OF_THE_DISTURBED = frozenset({Step.OPENED, Step.TOLD, Step.CALLED, Step.JOINED})
SHORTEST = 3  # letters of a name that is sought in what was written


@dataclass(frozen=True, slots=True)
class Facts:
    """What staff established (NIGHT-6). Each of the lists has the entries' numbers, in the order it happened."""

    confirmed: bool
    heard: tuple[int, ...]
    not_heard: tuple[int, ...]
    spoke: tuple[int, ...]
    arrived_at: str
    quiet_at: str
    police_at: str


def facts_of(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the facts of a case's entries, in the order it happened.

    A disturbance is confirmed by staff who heard it. An entry that was corrected is no fact any more: what holds is
    read in its correction, and what staff then enter anew.
    """
    wrong = {one["corrects"] for one in entries if one["corrects"]}
    holds = [one for one in in_order(entries) if one["pk"] not in wrong]

    def those(steps: Iterable[str]) -> list[Mapping[str, Any]]:
        return [one for one in holds if one["step"] in steps]

    heard = those(EVIDENCE)
    quiet = those({Step.QUIET})
    if heard and quiet and quiet[-1]["happened_at"] < heard[-1]["happened_at"]:
        quiet = []  # it began again
    return asdict(
        Facts(
            bool(heard), _numbers(heard), _numbers(those({Step.NOT_HEARD})), _numbers(those({Step.SPOKE})),
            _time(those({Step.ARRIVED})[:1]), _time(quiet[-1:]), _time(those({Step.POLICE})[:1]),
        )
    )  # fmt: skip


def in_order(entries: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return entries as it happened; of the same moment the one that was written first comes first."""
    return sorted(entries, key=lambda one: (one["happened_at"], one["pk"]))


def masked(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report without those who called: no name, telephone, address, flat or words of theirs, no pictures.

    What identifies them is also struck out where staff wrote it elsewhere.
    """
    pattern = _sought(report["callers"], report["street"])
    return {
        **report,
        "callers": [],
        "photos": [],
        "entries": [
            {**one, "text": _hidden(one, pattern), "photos": []} for one in report["entries"]
        ],
    }  # fmt: skip


def _hidden(entry: Mapping[str, Any], pattern: re.Pattern[str] | None) -> str:
    text = str(entry["text"])
    if not text:
        return ""
    if entry["step"] in OF_THE_DISTURBED:
        return HIDDEN
    return pattern.sub(HIDDEN, text) if pattern else text


def _sought(callers: Sequence[Mapping[str, str]], street: str) -> re.Pattern[str] | None:
    """Return what to strike out: the names' words, telephones however they are written, flats and addresses."""
    found: list[str] = []
    for one in callers:
        home, _comma, flat = one["address"].rpartition(", ")
        words = [part for part in re.split(r"[^\w]+", one["name"]) if len(part) >= SHORTEST]
        digits = re.sub(r"\D", "", one["phone"])
        found += [rf"\b{re.escape(one['address'])}\b"] if one["address"] else []
        found += [rf"\b{re.escape(word)}s?\b" for word in words]
        found += [r"\D{0,2}".join(digits)] if len(digits) > SHORTEST else []
        found += [rf"\b{re.escape(flat)}\b"] if flat and home else []
        found += [rf"\b{re.escape(home)}\b"] if home and home.casefold() != street.casefold() else []
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _numbers(entries: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(one["pk"] for one in entries)


def _time(entries: Sequence[Mapping[str, Any]]) -> str:
    return str(entries[0]["happened_at"]) if entries else ""
