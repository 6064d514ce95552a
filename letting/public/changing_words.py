"""How a lease is changed while it runs, in words for the page of rules (LEASE-7 to 10)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.change_words import DOING, REASONS
from letting.core.lease_changes import reasons_of
from letting.my.change_words import asks, points_said
from letting.public.requirement_words import TITLES
from letting.public.saying import Said, in_a_sentence, is_assumed, listed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.change_rules import ChangeKind, ChangeReason, ChangeRules, SubletRules, SwapRules

OF_TWO = {
    ChangeKind.SUBLET: gettext_lazy("Är ni två på avtalet ska ni båda säga ja."),
    ChangeKind.SWAP: gettext_lazy("Är ni två på ett avtal ska ni båda säga ja, och båda skriva under det nya."),
    ChangeKind.ADDITION: gettext_lazy("Högst två kan stå på ett avtal."),
}


@dataclass(frozen=True, slots=True)
class Changing:
    """One kind of change, with its rules."""

    slug: str
    title: str
    lines: list[Said]


def changing(rules: Rules) -> list[Changing]:
    """Return the four kinds of change, each with what it asks; the tenancy code's bounds where nothing else is said."""
    return [Changing(kind.value, str(DOING[kind]), _lines(kind, rules)) for kind in ChangeKind]


def _lines(kind: ChangeKind, rules: Rules) -> list[Said]:
    ruled, where = rules.change(kind), f"tenancy.{kind.value}"
    said = [*_reasons(kind, ruled), *_own(ruled)]
    if ruled.ahead:
        text = _("Det gäller från ett månadsskifte, tidigast %(n)s hela kalendermånader efter en komplett ansökan.")
        said.append(("ahead", text % {"n": ruled.ahead}))
    elif kind is not ChangeKind.SUBLET:
        said.append(("ahead", _("Det gäller från ett månadsskifte.")))
    if asked := _asked(ruled, rules):
        text = _("Den andra ska uppfylla kraven: %(asked)s.") % {"asked": asked}
        said.append(("requirements", text))
    said += [("", text) for text in points_said(kind, rules)]
    said += [("", str(OF_TWO[kind]))] if kind in OF_TWO else []
    said.append(("", _("Båda undertecknar ansökan. Besked lämnas inom tre veckor från det att den är komplett.")))
    return [Said(text, bool(key) and is_assumed(rules, where, key)) for key, text in said]


def _reasons(kind: ChangeKind, ruled: ChangeRules) -> list[tuple[str, str]]:
    offered = reasons_of(kind, ruled)
    if offered == (ChangeReason.OTHER,):
        return [("grounds", _("Du berättar med egna ord varför du ansöker. Vi prövar varje ansökan för sig."))]
    return [("grounds", " ".join([f"{REASONS[one]}.", *asks(ruled, one)])) for one in offered]


def _own(ruled: ChangeRules) -> list[tuple[str, str]]:
    match ruled:
        case SubletRules():
            said = [("above_rent", _("Hyran är högst din egen hyra och %(n)s procent.") % {"n": ruled.above_rent})]
            if ruled.usual is not None and ruled.longest is not None:
                text = _("Det beviljas normalt för %(usual)s och som längst för %(longest)s.")
                told = {"usual": words.period(ruled.usual), "longest": words.period(ruled.longest)}
                said.append(("longest", text % told))
            if ruled.contract:
                said.append(("contract", _("Du visar kontraktet med andrahandshyresgästen.")))
            return said
        case SwapRules():
            text = _("Du har bott i bostaden i minst %(period)s.") % {"period": words.period(ruled.residence)}
            said = [("residence", text), ("", _("Garage och parkeringsplats följer inte med."))]
            if ruled.inspected:
                said.append(("inspected", _("Bostäderna besiktigas, och skador betalas eller åtgärdas, före bytet.")))
            return said
        case _:
            return []


def _asked(ruled: ChangeRules, rules: Rules) -> str:
    return listed([in_a_sentence(str(TITLES[rules.requirements[slug].kind])) for slug in ruled.requirements])
