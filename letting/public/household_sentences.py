"""How many may live in a flat, in words (CHECK-12)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.core.eligibility import most_persons
from letting.core.facts import Home, Household
from letting.public.saying import Line
from tenants import words
from tenants.rulesets.requirement_rules import HouseholdLimit, HouseholdRule


def household(rule: HouseholdRule, home: Home | None) -> list[Line]:
    """Return how many may live there: in a flat if `home` is given, else that it depends on the flat."""
    return [Line(_limit(rule, home)), *([] if home and most_persons(rule, home) is None else [_too_large(rule)])]


def household_table(rule: HouseholdRule) -> list[Line]:
    """Return the limits, one for each size of flat."""
    rows = [Line(_row(rule, limit), "limits") for limit in rule.limits]
    if any(limit.rooms for limit in rule.limits):
        rows.append(Line(_("Både ytan och antalet rum ska räcka. Är de olika är det den lägre gränsen som gäller.")))
    return rows


def _too_large(rule: HouseholdRule) -> Line:
    if rule.too_large == "fail":
        return Line(_("Är ni fler kan du inte anmäla intresse."), "too_large")
    return Line(_("Det är en riktlinje. Är ni fler prövar vi det från fall till fall."), "too_large")


def _limit(rule: HouseholdRule, home: Home | None) -> str:
    if home is None:
        return _("Hushållet ska inte vara större än bostaden är avsedd för. Både vuxna och barn räknas.")
    full = most_persons(rule, home)
    if full is None:
        return _("Bostaden har ingen gräns för hur många som kan bo i den.")
    text = ngettext("I bostaden kan högst %(n)s person bo.", "I bostaden kan högst %(n)s personer bo.", full)
    small = full - (most_persons(rule, home, Household()) or full)
    return f"{text % {'n': full}} {_small(small, rule)}".rstrip()


def _small(number: int, rule: HouseholdRule) -> str:
    if not number:
        return ""
    said = {"n": number, "years": rule.small_child_under}
    return (
        ngettext(
            "Minst %(n)s av dem ska då vara ett barn under %(years)s år.",
            "Minst %(n)s av dem ska då vara barn under %(years)s år.",
            number,
        )
        % said
    )


def _row(rule: HouseholdRule, limit: HouseholdLimit) -> str:
    size = words.square_metres(limit.up_to_area)
    area = _("Upp till %(size)s") if rule.area_inclusive else _("Mindre än %(size)s")
    said = area % {"size": size}
    if limit.rooms is not None:
        text = ngettext("%(area)s och högst %(rooms)s rum", "%(area)s och högst %(rooms)s rum", limit.rooms)
        said = text % {"area": said, "rooms": limit.rooms}
    persons = ngettext("högst %(n)s person", "högst %(n)s personer", limit.persons) % {"n": limit.persons}
    return f"{said}: {persons}. {_small(limit.small_children, rule)}".rstrip()
