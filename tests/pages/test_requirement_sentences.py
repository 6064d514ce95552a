"""Requirements as sentences: every variant of every kind, in Swedish, and the English of some of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from letting.core.facts import Home
from letting.public.requirement_words import all_requirements, lines, more, requirements
from tenants.core.calendar import Period
from tenants.rulesets import Rules, parse, presets
from tenants.rulesets.office_rules import CheckRules
from tenants.rulesets.requirement_rules import (
    AgeRule,
    ConductRule,
    CreditRule,
    DeclarationRule,
    HouseholdLimit,
    HouseholdRule,
    IncomeKind,
    IncomeRule,
    MovedInRule,
    ReferencesRule,
    RequirementRules,
)

DAY = date(2026, 5, 12)
HOME = Home(rooms=1, size=40.0, rent=6500)
RULES = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}
NO_SECURITY = RULES["kopparstaden"].model_copy(update={"checks": CheckRules()})
GUARANTOR = RULES["kopparstaden"].model_copy(update={"checks": CheckRules(securities=("guarantor",))})
HALF_A_YEAR, TWO_YEARS = Period.parse("6 months"), Period.parse("24 months")
WORK = (IncomeKind.PERMANENT,)


def said(rule: RequirementRules, *, home: Home | None = None, rules: Rules = NO_SECURITY, language: str = "sv") -> str:
    with translation.override(language):
        text = " ".join(line.text for line in (*lines(rule, rules, home, DAY), *more(rule)))
    return text.replace("\N{NO-BREAK SPACE}", " ")


def income(**more_of_it: Any) -> IncomeRule:
    return IncomeRule(**{"rule": "review", "counted": WORK, "months_ahead": 6, **more_of_it})


def credit(**more_of_it: Any) -> CreditRule:
    return CreditRule(**{"restructuring": "review", **more_of_it})


def household(**more_of_it: Any) -> HouseholdRule:
    limit = HouseholdLimit(up_to_area=49, rooms=1, persons=3, small_children=more_of_it.pop("small", 0))
    return HouseholdRule(limits=(limit,), **more_of_it)


def moved_in(**more_of_it: Any) -> MovedInRule:
    return MovedInRule(not_before=HALF_A_YEAR, **more_of_it)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (AgeRule(minimum=20), "Du ska ha fyllt 20 år när du skriver under."),
        (income(), "Vi bedömer det för varje hushåll: vad ni har kvar att leva på när hyran är betald."),
        (income(rule="normal_amount"), "ska hushållet ha minst normalbeloppet kvar att leva på, efter skatt."),
        (income(rule="reserved_amount"), "ska hushållet ha minst Kronofogdens förbehållsbelopp kvar."),
        (income(months_ahead=1), "Inkomsten ska vara säkrad minst 1 månad framåt."),
        (income(months_ahead=0), "Hur länge inkomsten varar spelar ingen roll."),
        (income(none_counts="fail"), "Utan någon inkomst som räknas kan du inte få avtal."),
        (income(none_counts="review"), "Saknar du inkomst som räknas prövar vi det särskilt."),
        (income(supporting=(IncomeKind.CHILD_BENEFIT,)), "tillsammans med en inkomst som räknas: Barnbidrag."),
        (income(refused=(IncomeKind.SOCIAL_ASSISTANCE,)), "Räknas aldrig: Försörjningsstöd."),
        (income(days_left={IncomeKind.UNEMPLOYMENT: 180}), "Av A-kassa ska minst 180 dagar vara kvar."),
        (credit(), "Du ska inte ha skulder hos Kronofogden eller skulder till oss."),
        (credit(enforcement_debt="review"), "Har du skulder hos Kronofogden prövar vi det från fall till fall."),
        (credit(enforcement_debt="review"), "Du ska inte ha skulder till oss."),
        (credit(landlord_debt="pass"), "Du kan få avtal även om du har skulder till oss."),
        (credit(older_remark="fail"), "Du ska inte ha några betalningsanmärkningar."),
        (credit(older_remark="review"), "Har du betalningsanmärkningar prövar vi dem från fall till fall."),
        (credit(older_remark="pass"), "Betalningsanmärkningar hindrar inte."),
        (
            credit(recent=HALF_A_YEAR),
            "Betalningsanmärkningar ska vara äldre än 6 månader. Äldre anmärkningar prövar vi",
        ),
        (
            credit(recent=HALF_A_YEAR, recent_remark="review"),
            "som är yngre än 6 månader prövar vi från fall till fall.",
        ),
        (credit(recent=HALF_A_YEAR, recent_remark="pass"), "som är yngre än 6 månader hindrar inte."),
        (credit(recent=HALF_A_YEAR, older_remark="fail"), "Äldre anmärkningar hindrar också ett avtal."),
        (credit(recent=HALF_A_YEAR, older_remark="pass"), "Äldre anmärkningar hindrar inte."),
        (credit(all_paid="references"), "Är alla skulder betalda väger goda boendereferenser upp anmärkningarna."),
        (
            credit(all_paid="references", references_for=TWO_YEARS),
            "Är alla skulder betalda väger goda boendereferenser som täcker minst 2 år upp anmärkningarna.",
        ),
        (credit(restructuring="fail"), "Den som har en pågående skuldsanering kan inte få avtal."),
        (credit(restructuring="pass"), "En pågående skuldsanering hindrar inte."),
        (credit(restructuring="cheaper_if_tenant"), "kan du bara byta till en billigare bostad än den du redan hyr"),
        (credit(reused_for=HALF_A_YEAR), "Vi tar en kreditupplysning högst en gång på 6 månader."),
        (household(), "Upp till 49 m² och högst 1 rum: högst 3 personer."),
        (household(area_inclusive=False), "Mindre än 49 m² och högst 1 rum: högst 3 personer."),
        (household(small=1), "Minst 1 av dem ska då vara ett barn under 7 år."),
        (household(small=2, small_child_under=4), "Minst 2 av dem ska då vara barn under 4 år."),
        (household(too_large="fail"), "Är ni fler kan du inte anmäla intresse."),
        (household(too_large="review"), "Det är en riktlinje. Är ni fler prövar vi det från fall till fall."),
        (HouseholdRule(limits=(HouseholdLimit(up_to_area=50, persons=3),)), "Upp till 50 m²: högst 3 personer."),
        (ReferencesRule(bad="fail"), "Är referenserna dåliga kan du inte få avtal."),
        (ReferencesRule(bad="review"), "Är referenserna dåliga prövar vi det från fall till fall."),
        (ReferencesRule(none="pass"), "Har du aldrig haft en hyresvärd är det inget hinder."),
        (ReferencesRule(none="review"), "Har du aldrig haft en hyresvärd prövar vi det från fall till fall."),
        (ReferencesRule(none="fail"), "Har du aldrig haft en hyresvärd kan du inte få avtal."),
        (ReferencesRule(), "Hyr du redan av oss ser vi själva efter hur du har betalat och skött din bostad."),
        (ConductRule(), "Du ska inte ha misskött en bostad hos oss tidigare. Annars kan du inte få avtal."),
        (ConductRule(within=TWO_YEARS), "Har du misskött en bostad hos oss ska det ha gått minst 2 år"),
        (ConductRule(answer="review"), "Annars prövar vi det från fall till fall."),
        (ConductRule(), "verkställd avhysning, övergiven lägenhet och osant intygande."),
        (moved_in(), "ska du ha bott i din bostad i minst 6 månader innan du byter."),
        (
            moved_in(debts="fail"),
            "Då får du inte ha skulder till oss. Byter du till en mindre bostad hindrar skulder inte.",
        ),
        (moved_in(debts="review", debts_when_smaller="fail"), "Byter du till en mindre bostad får du inte ha skulder"),
        (moved_in(debts="fail", debts_when_smaller="review"), "för att förbättra din ekonomi prövar vi det från fall"),
        (moved_in(inspection=True), "Vi besiktigar din nuvarande bostad först."),
        (DeclarationRule(kind="residence"), "Du ska bo i bostaden själv och vara folkbokförd där."),
        (DeclarationRule(kind="insurance", needed="recommended"), "Vi rekommenderar en hemförsäkring"),
        (DeclarationRule(kind="insurance"), "Du ska ha en hemförsäkring från den dag du flyttar in."),
        (DeclarationRule(kind="identity"), "Du visar legitimation när du skriver under."),
    ],
)
def test_a_requirement_is_said_as_its_rule_has_it(rule: RequirementRules, sentence: str) -> None:
    assert sentence in said(rule)


def test_check_11_a_security_is_told_of_where_the_landlord_takes_one_and_nowhere_else() -> None:
    small = credit(small_remark=5000)
    told = {
        "income": said(income(), rules=GUARANTOR),
        "any": said(credit(), rules=GUARANTOR),
        "small": said(small, rules=GUARANTOR),
        "none": said(income()) + said(small),
        "needless": said(credit(older_remark="pass"), rules=GUARANTOR),
    }
    assert {name: text.count("borgensman") for name, text in told.items()} == {
        "income": 1, "any": 1, "small": 1, "none": 0, "needless": 0,
    }  # fmt: skip
    assert (
        "Är varje betalningsanmärkning på högst 5 000 kr, och har du inga skulder, kan en borgensman" in told["small"]
    )


def test_check_11_where_a_security_needs_an_income_that_is_said() -> None:
    rules = GUARANTOR.model_copy(
        update={"checks": CheckRules(securities=("guarantor", "bank_guarantee"), security_needs_income=True)}
    )
    assert "kan en borgensman eller en bankgaranti väga upp det." in said(income(), rules=rules)
    assert "En säkerhet räcker inte för den som saknar egen inkomst." in said(income(), rules=rules)


def test_check_3_and_5_a_flat_has_its_own_figure_from_the_table_of_the_year() -> None:
    assert "minst 12 743 kr i månaden efter skatt" in said(income(rule="normal_amount"), home=HOME)
    wennergrens = RULES["wennergrens"]
    reserved = said(wennergrens.requirements["reserved_income"], home=HOME, rules=wennergrens)
    assert "förbehållsbelopp kvar. För den som bor själv betyder det minst 12 743 kr" in reserved
    with translation.override("sv"):
        last_year = lines(income(rule="normal_amount"), NO_SECURITY, HOME, date(2024, 5, 1))[0].text
    assert "12\N{NO-BREAK SPACE}590" in last_year  # 6 500 and the 6 090 of 2024


def test_check_12_a_flat_says_how_many_and_for_how_many_of_them_it_must_be_small_children() -> None:
    assert said(household(small=1), home=HOME).startswith(
        "I bostaden kan högst 3 personer bo. Minst 1 av dem ska då vara ett barn under 7 år."
    )
    assert said(household(), home=Home(9, 200.0, 1)).startswith("Bostaden har ingen gräns")


@pytest.mark.parametrize("slug", RULES)
def test_each_requirement_is_told_once_with_the_ways_of_letting_that_ask_for_it(slug: str) -> None:
    rules = RULES[slug]
    asked = {name for scheme in rules.schemes.values() for name in scheme.requirements}
    with translation.override("sv"):
        told = all_requirements(rules, DAY)
        names = {
            ", ".join(scheme.name.sv for scheme in rules.schemes.values() if name in scheme.requirements)
            for name in asked
            if not all(name in scheme.requirements for scheme in rules.schemes.values())
        }
    assert (len(told), {one.applies_to for one in told} - {""}) == (len(asked), names)


@pytest.mark.parametrize("slug", RULES)
def test_a_flat_tells_the_requirements_of_its_own_way_of_letting_in_their_order(slug: str) -> None:
    rules = RULES[slug]
    with translation.override("sv"):
        for scheme in rules.schemes.values():
            told = requirements(scheme.requirements, rules, HOME, None, DAY)
            assert [one.lines[0].text for one in told] == [
                lines(rules.requirements[name], rules, HOME, DAY)[0].text for name in scheme.requirements
            ]
            assert {(one.label, one.kind) for one in told} <= {("", "")}


def test_the_same_is_said_in_english() -> None:
    assert said(credit(restructuring="cheaper_if_tenant"), language="en") == (
        "You must not have debts at the enforcement authority (Kronofogden) or debts to us. If you have payment"
        " remarks, we decide case by case. If you have a debt restructuring under way, you can only move to a home that"
        " costs less than the one you already rent from us."
    )
    assert said(household(small=1), language="en").endswith(
        "Up to 49 m² and at most 1 room: at most 3 people. At least 1 of them must then be a child under 7. Both the"
        " size and the number of rooms must be enough. If they differ, the lower limit holds."
    )
