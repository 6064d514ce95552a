"""Laws of the log's sentences: whatever an event's data can hold is said in words, a code never as it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from django.utils import translation

from disturbance.core.categories import Category, Ending
from disturbance.core.repeated import LawStep
from letting.core.actions import DueKind
from letting.core.inspection import InspectionKind
from letting.core.states import ClosedBecause
from letting.models import DebtKind, Often, SecurityKind
from letting.models.check import PROFILE
from letting.services.credit_orders import DOWN, NO_NUMBER
from letting.services.reviews import FAILED_AS
from letting.services.selecting import CAUSES as CHOOSING
from queues.core.points import Reset
from queues.core.priority import Cause
from queues.models import BlockReason, Misconduct
from queues.models.companion import CompanionRole
from queues.services.claims import SUBJECT
from queues.services.exemptions import CAUSES as EXCEPTING
from tenants import exporting, outbox
from tenants.bankid.refusing import SENTENCES
from tenants.events import NAMED, declared, names_in, sentence, word_for
from tenants.models import Event, Extent
from tenants.my.erasing import HINDERS
from tenants.on_behalf import HOW, WHAT
from tenants.rulesets import parse, presets
from tenants.rulesets.change_rules import ChangeKind, ChangeReason
from tenants.rulesets.office_rules import ExceptedRule
from tenants.rulesets.queue_rules import QueueRules
from tenants.rulesets.requirement_rules import RequirementRules
from tenants.rulesets.tenancy_rules import NoticeReason

ROOT = Path(__file__).parents[2]
# Days, moments, numbers and what is written in words to begin with: they hold no code.
PLAIN = {
    "added", "among", "amount", "answer_by", "answer_last_day", "area", "before", "changed", "day", "days_left",
    "documents", "effective_on", "ends_on", "failed", "fields", "from_on", "full", "interests", "last_day", "masked",
    "reports", "until_on",
    "number", "offers", "offers_left", "points", "points_from", "publish_at", "rank", "removed", "rent", "round",
    "rows",
    "sign_last_day",
    "slot", "starts_on",
    "step", "unknown", "until", "valid_from", "version", "viewing_last_day",
}  # fmt: skip


def literals(annotation: Any) -> set[str]:
    """Return the strings of a type, however deep they stand in it."""
    if isinstance(annotation, str):
        return {annotation}
    return {word for part in get_args(annotation) for word in literals(part)}


def requirements() -> set[str]:
    rules = get_args(get_args(RequirementRules)[0])
    return {kind for rule in rules for kind in literals(rule.model_fields["kind"].annotation)} | {PROFILE}


def answers() -> set[str]:
    """Return every code that a requirement can be answered with: what `letting` passes where an answer has its code."""
    found = {DOWN, NO_NUMBER, *FAILED_AS.values()}
    for path in sorted((ROOT / "letting").rglob("*.py")):
        if not {"migrations", "admin", "simulation", "demo"} & set(path.parts):
            found |= set(codes_in(path))
    return found - {""}


def codes_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", "")
        second = call.args[1:2] if name in {"Answer", "verdict"} else []
        for said in [*second, *(keyword.value for keyword in call.keywords if keyword.arg == "code")]:
            for node in ast.walk(said):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
                elif isinstance(node, ast.Name) and isinstance(getattr(module, node.id, None), str):
                    yield getattr(module, node.id)


# What the codes under a key can be; under a kind and a key where it is something of that kind's own.
CODED: dict[str, Iterable[str]] = {
    "about": [SUBJECT],
    "category": Category,
    "cause": Cause,
    "change": ChangeKind,
    "check": requirements(),
    "code": answers(),
    "ending": Ending,
    "law_step": LawStep,
    "consent": literals(QueueRules.model_fields["consents"].annotation),
    "extent": Extent.values,
    "often": Often.values,
    "proposal": ["grant", "refuse"],
    "role": CompanionRole.values,
    "rule": literals(ExceptedRule),
    "upheld": ["upheld", "not_upheld"],
    "applicants.selected.cause": CHOOSING,
    "bankid.refused.reason": [*SENTENCES, "foreign_next"],
    "bankid.used.identity": ["personal_number", "coordination_number"],
    "block.lifted.reason": BlockReason.values,
    "block.started.reason": BlockReason.values,
    "candidate.chosen.cause": CHOOSING,
    **{f"debt.{done}.kind": DebtKind.values for done in ("made", "paid", "waived")},
    **{
        f"inspection.{done}.kind": list(InspectionKind)
        for done in (
            "wanted",
            "booked",
            "unbooked",
            "called_off",
            "reminded",
            "answer_reminded",
            "held",
            "signed",
            "objected",
        )
    },
    "erasure.hindered.reason": HINDERS.keys() - {"already_asked", "not_asked"},
    "exception.granted.cause": EXCEPTING,
    "exception.proposed.cause": EXCEPTING,
    "export.made.kind": exporting.kinds,
    "interest.closed.reason": ClosedBecause,
    "lease.change_asked.reason": ChangeReason,
    "lease.notice_given.reason": NoticeReason,
    "lease.joint_notice_asked.reason": NoticeReason,
    "listing.offered_directly.cause": CHOOSING,
    "message.sent_again.kind": outbox.declared(),
    "misconduct.noted.cause": Misconduct.values,
    "misconduct.struck.cause": Misconduct.values,
    "person.served.how": HOW,
    "person.served.what": WHAT,
    "points.reset.reason": Reset,
    "registration.corrected.reason": [],  # nothing corrects one yet
    "reminder.sent.kind": ["points_lapse", *literals(DueKind)],
    "security.accepted.kind": SecurityKind.values,
    "security.ended.kind": SecurityKind.values,
    "security.offered.kind": SecurityKind.values,
    "security.refused.kind": SecurityKind.values,
}


def keys_of(kind: str) -> set[str]:
    return {key for _text, key, _spec, _conversion in Formatter().parse(str(declared()[kind])) if key}


def codes_of(kind: str, key: str) -> list[str] | None:
    codes = CODED.get(f"{kind}.{key}", CODED.get(key))
    return None if codes is None else [str(code) for code in codes]


KINDS = sorted(declared())


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_of_a_sentence_is_known_as_plain_named_or_coded(kind: str) -> None:
    unknown = {key for key in keys_of(kind) - PLAIN - set(NAMED) if codes_of(kind, key) is None}
    assert unknown == set(), "say in PLAIN or CODED what it holds"


@pytest.mark.parametrize("kind", KINDS)
def test_each_code_of_a_sentence_has_words(kind: str) -> None:
    codes = [(key, code) for key in keys_of(kind) for code in codes_of(kind, key) or ()]
    assert [(key, code) for key, code in codes if word_for(kind, key, code) is None] == []


def test_the_walk_finds_the_codes_of_the_core_and_of_the_services() -> None:
    assert {"too_young", "recent_remark", "security_offered", "profile_filed", "decided_by_staff"} <= answers()
    assert {"age", "moved_in", "identity", "profile"} <= requirements()
    assert {"personal_data", "credit_check"} == set(CODED["consent"])


def test_a_code_that_was_not_declared_is_found() -> None:
    assert word_for("points.reset", "reason", "bad_luck") is None


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("points.reset", {"queue": "housing", "reason": "lease"}, "Köpoängen i Bostadskön nollställdes (hyresavtal)."),
        ("points.reset", {"queue": "gone", "reason": "swap"}, "Köpoängen i kön gone nollställdes (direktbyte)."),
        ("exception.ended", {"rule": "ranking"}, "Undantaget från turordningen upphörde."),
        ("reminder.sent", {"kind": "profile_due", "days_left": 0},
         "En påminnelse skickades (sökandeprofil). Dagar kvar: 0."),
        ("message.sent_again", {"kind": "answer_due"},
         "Ett meddelande som inte hade kommit fram skickades igen (påminnelse om svar)."),
        ("document.used", {"about": f"{SUBJECT}:12"}, "Handlingen lades till ett ärende (ansökan om förtur)."),
        ("block.started", {"until": "2026-08-18", "reason": "credit_failed"},
         "Personen spärrades till tisdag 18 augusti (kreditkontrollen var inte godkänd)."),
    ],
)  # fmt: skip
def test_a_sentence_says_codes_and_queues_in_words(kind: str, data: dict[str, Any], said: str) -> None:
    rules = parse(presets()["kopparstaden"].read_text(encoding="utf-8"))
    assert sentence(Event(landlord_id=1, kind=kind, data=data), names=names_in(rules)) == said


def test_queues_and_grounds_are_named_in_the_language_of_the_page() -> None:
    rules = parse(presets()["tunabyggen"].read_text(encoding="utf-8"))
    with translation.override("en"):
        names = names_in(rules)
        event = Event(landlord_id=1, kind="registration.renewed", data={"queue": "housing"})
        assert sentence(event, names=names) == "The person renewed the place in the Housing queue."
    assert rules.priority is not None
    assert {slug for key, slug in names if key == "ground"} == set(rules.priority.grounds)
