"""The requirement of debts and payment remarks in words (CHECK-7 to 11)."""

from django.utils.translation import gettext as _

from letting.public.income_sentences import SECURITIES
from letting.public.saying import Line, listed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import CreditRule


def credit(rule: CreditRule, rules: Rules) -> list[Line]:
    """Return what is asked of debts, remarks and a restructuring, each by its own answer."""
    found = [*_debts(rule), *_remarks(rule), *_security(rule, rules), Line(_restructuring(rule), "restructuring")]
    if rule.reused_for is not None:
        text = _("Vi tar en kreditupplysning högst en gång på %(period)s.")
        found.append(Line(text % {"period": words.period(rule.reused_for)}, "reused_for"))
    return found


def _debts(rule: CreditRule) -> list[Line]:
    both = {
        "enforcement_debt": (rule.enforcement_debt, _("skulder hos Kronofogden")),
        "landlord_debt": (rule.landlord_debt, _("skulder till oss")),
    }
    found = []
    for answer, text in (
        ("fail", _("Du ska inte ha %(debts)s.")),
        ("review", _("Har du %(debts)s prövar vi det från fall till fall.")),
        ("pass", _("Du kan få avtal även om du har %(debts)s.")),
    ):
        named = {key: word for key, (wanted, word) in both.items() if wanted == answer}
        if named:
            said = listed(list(named.values()), _(" eller "))
            found.append(Line(text % {"debts": said}, next(iter(named))))
    return found


def _remarks(rule: CreditRule) -> list[Line]:
    """Where no remark is recent all are judged as older ones (CHECK-7, CHECK-9)."""
    if rule.recent is None:
        found = [Line(_all_remarks(rule.older_remark), "older_remark")]
    else:
        period = {"period": words.period(rule.recent)}
        recent = {
            "fail": _("Betalningsanmärkningar ska vara äldre än %(period)s."),
            "review": _("En betalningsanmärkning som är yngre än %(period)s prövar vi från fall till fall."),
            "pass": _("Betalningsanmärkningar som är yngre än %(period)s hindrar inte."),
        }[rule.recent_remark]
        older = {
            "fail": _("Äldre anmärkningar hindrar också ett avtal."),
            "review": _(
                "Äldre anmärkningar prövar vi en i taget: hur många de är, hur gamla, hur stora och om de är betalda."
            ),
            "pass": _("Äldre anmärkningar hindrar inte."),
        }[rule.older_remark]
        found = [Line(recent % period, "recent_remark"), Line(older, "older_remark")]
    if rule.all_paid == "references":
        found.append(_made_up_for(rule))
    return found


def _made_up_for(rule: CreditRule) -> Line:
    """CHECK-10: what has been paid is made up for by good references, of as long a time as the rule asks."""
    if rule.references_for is None:
        return Line(_("Är alla skulder betalda väger goda boendereferenser upp anmärkningarna."), "all_paid")
    text = _("Är alla skulder betalda väger goda boendereferenser som täcker minst %(period)s upp anmärkningarna.")
    return Line(text % {"period": words.period(rule.references_for)}, "references_for")


def _all_remarks(answer: str) -> str:
    return {
        "fail": _("Du ska inte ha några betalningsanmärkningar."),
        "review": _("Har du betalningsanmärkningar prövar vi dem från fall till fall."),
        "pass": _("Betalningsanmärkningar hindrar inte."),
    }[answer]


def _security(rule: CreditRule, rules: Rules) -> list[Line]:
    recent = "pass" if rule.recent is None else rule.recent_remark
    if not rules.checks.securities or {recent, rule.older_remark} == {"pass"}:
        return []
    kinds = listed([SECURITIES[kind] for kind in rules.checks.securities], _(" eller "))
    if rule.small_remark is None:
        text = _("Har du betalningsanmärkningar men inga skulder kan %(kinds)s väga upp dem.") % {"kinds": kinds}
    else:
        text = _("Är varje betalningsanmärkning på högst %(sum)s, och har du inga skulder, kan %(kinds)s väga"
            " upp dem.") % {
            "sum": words.kronor(rule.small_remark), "kinds": kinds,
        }  # fmt: skip
    return [Line(text, "small_remark")]


def _restructuring(rule: CreditRule) -> str:
    match rule.restructuring:
        case "fail":
            return _("Den som har en pågående skuldsanering kan inte få avtal.")
        case "review":
            return _("En pågående skuldsanering prövar vi från fall till fall.")
        case "pass":
            return _("En pågående skuldsanering hindrar inte.")
        case "cheaper_if_tenant":
            return _(
                "Har du en pågående skuldsanering kan du bara byta till en billigare bostad än den du redan hyr av oss."
            )
