"""What someone looks for in words, a short phrase for each thing asked: on chips, in saved searches, in mails."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from letting.core.finding import Wanted
from letting.public.filtering import KINDS
from tenants import words
from tenants.rulesets import Rules


def phrase(name: str, value: Any, rules: Rules) -> str:
    """Return one thing asked for as a phrase that stands by itself: "Minst 2 rum"."""
    match name:
        case "kind":
            return str(dict(KINDS).get(value, value))
        case "area":
            return str(value)
        case "rooms_from":
            return _("Minst %(n)s rum") % {"n": value}
        case "rooms_to":
            return _("Högst %(n)s rum") % {"n": value}
        case "size_from":
            return _("Minst %(size)s") % {"size": words.square_metres(value)}
        case "size_to":
            return _("Högst %(size)s") % {"size": words.square_metres(value)}
        case "rent_to":
            return _("Högst %(rent)s i månaden") % {"rent": words.kronor(value)}
        case "move_from":
            return _("Inflyttning tidigast %(day)s") % {"day": _day(value)}
        case "move_to":
            return _("Inflyttning senast %(day)s") % {"day": _day(value)}
        case "scheme":
            scheme = rules.schemes.get(value)
            return words.said(scheme.name) if scheme else str(value)
        case _:
            return {"lift": _("Hiss"), "balcony": _("Balkong"), "accessible": _("Tillgänglig med rullstol")}[name]


def phrases(wanted: Wanted, rules: Rules) -> list[tuple[str, Any, str]]:
    """Return all that is asked for as (name, value, phrase); each of several areas is one."""
    said = []
    for name in wanted.asked:
        value = getattr(wanted, name)
        said += [(name, one, phrase(name, one, rules)) for one in (value if name == "area" else [value])]
    return said


def in_words(wanted: Wanted, rules: Rules) -> str:
    """Return a whole wish on a line: "Centrum, Norr, minst 2 rum, hiss"."""
    said = [
        text if name in {"area", "scheme"} else words.in_sentence(text) for name, _value, text in phrases(wanted, rules)
    ]
    return words.begun(", ".join(map(str, said))) if said else _("Alla lediga bostäder och platser")


def _day(value: date) -> str:
    return words.day(value, year=True)
