"""What is asked of the one who rents, or has rented, in words: references, conduct, moving on (CHECK-13 to 18)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.public.saying import Line, listed
from queues.models import Misconduct
from tenants import words
from tenants.rulesets.requirement_rules import ConductRule, DeclarationRule, MovedInRule, ReferencesRule

DECLARED: dict[str, tuple[Any, Any]] = {
    "residence": (
        gettext_lazy("Du ska bo i bostaden själv och vara folkbokförd där."),
        gettext_lazy("Vi rekommenderar att du folkbokför dig i bostaden."),
    ),
    "insurance": (
        gettext_lazy("Du ska ha en hemförsäkring från den dag du flyttar in."),
        gettext_lazy("Vi rekommenderar en hemförsäkring från den dag du flyttar in."),
    ),
    "identity": (
        gettext_lazy("Du visar legitimation när du skriver under."),
        gettext_lazy("Ha gärna legitimation med dig när du skriver under."),
    ),
}


def one_lease() -> list[Line]:
    """CHECK-13: one housing lease at a time."""
    return [Line(_("Du kan bara ha ett bostadsavtal hos oss. Hyr du redan här säger du upp det avtalet."))]


def references(rule: ReferencesRule) -> list[Line]:
    """CHECK-14: an earlier landlord is asked, and payments and upkeep of one's own renters looked at."""
    bad = {
        "fail": _("Är referenserna dåliga kan du inte få avtal."),
        "review": _("Är referenserna dåliga prövar vi det från fall till fall."),
    }[rule.bad]
    none = {
        "pass": _("Har du aldrig haft en hyresvärd är det inget hinder."),
        "review": _("Har du aldrig haft en hyresvärd prövar vi det från fall till fall."),
        "fail": _("Har du aldrig haft en hyresvärd kan du inte få avtal."),
    }[rule.none]
    return [
        Line(_("Vi frågar din nuvarande eller tidigare hyresvärd hur du har skött dig som hyresgäst.")),
        Line(_("Hyr du redan av oss ser vi själva efter hur du har betalat och skött din bostad.")),
        Line(bad, "bad"),
        Line(none, "none"),
    ]


def conduct(rule: ConductRule) -> list[Line]:
    """QUEUE-14, CHECK-10: how one has behaved as a renter here, as far back as the rule looks."""
    if rule.within is None:
        asked = Line(_("Du ska inte ha misskött en bostad hos oss tidigare."), "within")
    else:
        text = _("Har du misskött en bostad hos oss ska det ha gått minst %(period)s sedan dess.")
        asked = Line(text % {"period": words.period(rule.within)}, "within")
    answer = {
        "fail": _("Annars kan du inte få avtal."),
        "review": _("Annars prövar vi det från fall till fall."),
    }[rule.answer]
    counts = _("Till misskötsel räknas %(causes)s.") % {"causes": listed([one.label for one in Misconduct])}
    return [asked, Line(answer, "answer"), Line(counts)]


def moved_in(rule: MovedInRule) -> list[Line]:
    """CHECK-17: how a present renter may move on."""
    text = _("Hyr du redan av oss ska du ha bott i din bostad i minst %(period)s innan du byter.")
    found = [Line(text % {"period": words.period(rule.not_before)}, "not_before")]
    debts = {
        "fail": _("Då får du inte ha skulder till oss."),
        "review": _("Har du skulder till oss prövar vi det från fall till fall."),
    }
    smaller = {
        "pass": _("Byter du till en mindre bostad hindrar skulder inte."),
        "review": _("Byter du till en mindre bostad för att förbättra din ekonomi prövar vi det från fall till fall."),
        "fail": _("Byter du till en mindre bostad får du inte ha skulder till oss."),
    }
    if rule.debts != "pass":
        found.append(Line(debts[rule.debts], "debts"))
    if rule.debts_when_smaller != rule.debts:
        found.append(Line(smaller[rule.debts_when_smaller], "debts_when_smaller"))
    if rule.inspection:
        found.append(Line(_("Vi besiktigar din nuvarande bostad först."), "inspection"))
    return found


def declaration(rule: DeclarationRule) -> list[Line]:
    """CHECK-15, 16, 18: what one undertakes or shows when signing, or is advised to."""
    required, advised = DECLARED[rule.kind]
    return [Line(str(required if rule.needed == "required" else advised), "needed")]
