"""The three answers of a requirement. *Review* means that a person decides; what is not known is reviewed. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tenants.rulesets.requirement_rules import Verdict


class Result(StrEnum):
    """The three answers."""

    PASS = "pass"  # noqa: S105  (not a password)
    FAIL = "fail"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its code, and the figures that its sentence names."""

    result: Result
    code: str = ""
    needed: int | None = None
    found: int | None = None


PASSED = Answer(Result.PASS)
NOT_KNOWN = Answer(Result.REVIEW, "not_known")


def verdict(wanted: Verdict, code: str) -> Answer:
    """Return the answer that a rule prescribes, with its code unless it is a pass."""
    return PASSED if wanted == "pass" else Answer(Result(wanted), code)


def strictest(answers: Iterable[Answer]) -> Answer:
    """Return the strictest of several answers: the first fail, else the first review, else a pass."""
    found = list(answers)
    for result in (Result.FAIL, Result.REVIEW):
        for answer in found:
            if answer.result is result:
                return answer
    return PASSED
