"""Sökandeprofil on Mina sidor: household, incomes, papers, securities. CHECK-2, 6, 11, 14."""

import re
from pathlib import Path
from typing import Any

import pytest

from letting.core.facts import Household, Income
from letting.models import ApplicantFacts, Security
from letting.services.applicant_profiles import ENDLESS, Profile, Reference, profile_of
from queues.models import Companion
from tenants.models import Document
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import Clock, World, at, make_world
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.papers import named, pdf
from tests.queues.company import answer, key_to

HERE = "/mina-sidor/sokandeprofil/"
TOLD = {
    "adults": "2", "children": "5, 12 och 2014", "landlord": "yes", "landlord_name": "Hem AB",
    "landlord_phone": "0503-123 45", "kind_0": "permanent", "net_0": "24 000 kr", "months_0": "",
    "kind_1": "student", "net_1": "9000", "months_1": "8",
}  # fmt: skip


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world("flen")


def profile(world: World) -> Profile:
    with world.scope():
        return profile_of(world.people["Anna"].pk)


def test_check_2_a_profile_is_told_and_shown_again(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    page = anna.text(HERE)
    assert all(text in page for text in ("Det här saknas", "Hur många som ska bo i bostaden", "Flens Bostads AB"))
    saved = anna.post(HERE, **TOLD)
    assert (saved.status_code, saved["Location"]) == (303, HERE)
    assert profile(world) == Profile(
        Household(2, (5, 12, 12)),
        (Income(IncomeKind.PERMANENT, 24_000, ENDLESS), Income(IncomeKind.STUDENT, 9_000, 8)),
        Reference(there_is=True, name="Hem AB", phone="0503-123 45"),
        at("05-11 09:00"),
    )
    page = anna.text(HERE)
    assert "24 000 kr i månaden, tills vidare" in page
    assert "9 000 kr i månaden, 8 månader till" in page
    assert 'value="5, 12, 12"' in page
    assert "Intyg på dina inkomster" in page
    assert page.count('name="kind_') == 4


def test_check_6_each_kind_says_what_it_counts_for_at_this_landlord(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    kinds = ("permanent", "child_benefit", "social_assistance", "parental")
    rows = {f"kind_{n}": kind for n, kind in enumerate(kinds)} | {f"net_{n}": "1000" for n in range(4)}
    months = {"months_2": "6", "months_3": "6"}
    assert anna.post(HERE, adults="1", **rows, **months).status_code == 303
    page = anna.text(HERE)
    told = page[page.index('id="told"') : page.index('id="counts"')]
    assert re.findall(r'class="status [^>]*>.*?</svg>\s*([^<]+)</span>', told) == [
        "Räknas", "Stöder andra inkomster", "Räknas inte", "Prövas av oss"
    ]  # fmt: skip
    assert "En inkomst ska vara säkrad minst 6 månader framåt." in page


def test_check_6_days_left_are_named_where_the_rules_ask_for_them(db: None, clock: Clock, visit: Visit) -> None:
    tuna = make_world("tunabyggen")
    assert "A-kassa: minst 180 dagar ska vara kvar." in visit("Anna", tuna).text(HERE)


BAD = [
    ({"adults": ""}, "Skriv hur många vuxna som ska bo i bostaden."),
    ({"adults": "0"}, "Antalet vuxna ska vara mellan 1 och 10."),
    ({"children": ", ".join(["5"] * 30)}, "Du kan fylla i högst 12 barn."),
    ({"children": "2027"}, "Ett barn är inte fött än."),
    ({"children": "1980"}, "Ett barn är högst 20 år."),
    ({"children": "-5"}, "Skriv bara åldrar eller födelseår"),
    ({"children": "<b>fem</b>"}, "Skriv bara åldrar eller födelseår"),
    ({"children": "5\x00"}, ""),
    ({"net_0": "-1"}, "Skriv ett tal mellan 1 och 1 000 000."),
    ({"net_0": str(10**12)}, "Skriv ett tal mellan 1 och 1 000 000."),
    ({"net_0": "mycket"}, "Skriv ett helt tal med siffror."),
    ({"net_0": ""}, "Skriv hur mycket det är i månaden efter skatt."),
    ({"kind_0": ""}, "Välj vad det är för inkomst."),
    ({"kind_0": "lottery"}, "Välj vad det är för inkomst."),
    ({"months_1": ""}, "Skriv hur många månader inkomsten varar till."),
    ({"months_1": "999"}, "Skriv ett tal mellan 0 och 119."),
    ({"no_income": "on"}, "Du har både skrivit en inkomst och att du inte har någon."),
    ({"landlord_name": ""}, "Skriv vem hyresvärden är."),
    ({"landlord_phone": "ring"}, "Skriv hyresvärdens telefonnummer med siffror."),
    ({"landlord": "perhaps"}, "Välj ja eller nej."),
]


@pytest.mark.parametrize(("change", "says"), BAD, ids=[str(change)[:30] for change, _ in BAD])
def test_what_cannot_be_is_told_at_its_field_and_what_was_typed_stays(
    world: World, visit: Visit, change: dict[str, str], says: str
) -> None:
    refused = visit("Anna").post(HERE, **(TOLD | change))
    page = words(refused)
    assert (refused.status_code, says in page, "field__error" in page) == (422, True, True)
    assert "<b>fem" not in page
    assert 'value="Hem AB"' in page or "landlord_name" in change
    assert 'value="9000"' in page
    with world.scope():
        assert not ApplicantFacts.objects.exists()


def test_a_flood_of_income_rows_is_cut_and_no_error(world: World, visit: Visit) -> None:
    flood = {f"kind_{n}": "permanent" for n in range(99)} | {f"net_{n}": "100" for n in range(99)}
    assert visit("Anna").post(HERE, adults="1", **flood).status_code == 303
    assert len(profile(world).income or ()) == 12


def test_no_income_is_an_answer(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    assert anna.post(HERE, adults="1", no_income="on", landlord="no").status_code == 303
    assert profile(world).income == ()
    assert "Profilen är komplett" in anna.text(HERE)


def test_check_2_papers_are_handed_in_and_removed(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    anna.post(HERE, **TOLD)
    files = f"{HERE}handlingar/"
    assert anna.post(files, papers=[pdf("lön.pdf"), pdf("csn.pdf")]).status_code == 303
    page = anna.text(HERE)
    assert all(text in page for text in ("lön.pdf", "csn.pdf", "Handlingarna är inlämnade.", "Profilen är komplett"))
    with world.scope():
        pk = Document.objects.get(name="lön.pdf").pk
    gone = anna.post(f"/mina-sidor/handlingar/{pk}/ta-bort/", next=HERE)
    assert (gone.status_code, gone["Location"]) == (303, HERE)
    with world.scope():
        subjects = Document.objects.filter(removed_at=None).values_list("name", "subject")
        assert list(subjects) == [("csn.pdf", f"letting.profile:{world.people['Anna'].pk}")]


def test_a_paper_that_is_none_is_told_at_the_field(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    files = f"{HERE}handlingar/"
    none = anna.post(files)
    assert (none.status_code, "Välj minst en fil." in words(none)) == (422, True)
    lies = anna.post(files, papers=[named(pdf(), "lön.png", "image/png")])
    assert (lies.status_code, "lön.png: Filen är inte av den sort som namnet säger." in words(lies)) == (422, True)
    assert anna.get(files).status_code == 405
    with world.scope():
        assert not Document.objects.exists()


def test_check_11_a_guarantor_is_asked_and_offered_from_the_profile(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    page = anna.text(HERE)
    assert "Bjud in en borgensman" in page
    assert "En säkerhet räcker inte för den som saknar egen inkomst." in page
    assert "Bankgaranti" not in page
    anna.post(f"{HERE}medsokande/bjud-in/borgensman/", email="bo@example.se")
    assert "Väntar på svar" in anna.text(HERE)
    world.person("Bo", serial=989)
    answer(world, "Bo", key=key_to(world))
    assert "Prövas av oss" in anna.text(HERE)
    with world.scope():
        Security.objects.update(state="refused", decided_at=at("05-11 10:00"), decided_by="staff:1")
    page = anna.text(HERE)
    assert ("Inte godtagen" in page, "Erbjud borgen igen" in page) == (True, True)
    assert anna.post(f"{HERE}sakerhet/guarantor/").status_code == 303
    with world.scope():
        rows = Security.objects.order_by("pk").values_list("state", "companion")
        companion = Companion.objects.get().pk
        assert list(rows) == [("refused", companion), ("offered", companion)]


def test_check_11_a_bank_guarantee_is_offered_with_its_paper(db: None, clock: Clock, visit: Visit, tmp_path: Path,
                                                             settings: Any) -> None:  # fmt: skip
    settings.MEDIA_ROOT = tmp_path
    hjo = make_world("wennergrens")
    anna = visit("Anna", hjo)
    offer = f"{HERE}sakerhet/bank_guarantee/"
    without = anna.post(offer)
    assert (without.status_code, "Välj minst en fil." in words(without)) == (422, True)
    lies = anna.post(offer, **{"guarantee-papers": [named(pdf(), "g.png", "image/png")]})
    assert (lies.status_code, "Filen är inte av den sort" in words(lies)) == (422, True)
    with hjo.scope():
        assert not Security.objects.exists()
    assert anna.post(offer, **{"guarantee-papers": [pdf("garanti.pdf")]}).status_code == 303
    page = anna.text(HERE)
    assert all(text in page for text in ("garanti.pdf", "Prövas av oss", "Ta tillbaka"))
    with hjo.scope():
        pk = Security.objects.get().pk
    bo = visit("Bo", hjo, serial=989)
    assert bo.post(f"{HERE}sakerhet/{pk}/ta-tillbaka/").status_code == 404
    assert anna.post(f"{HERE}sakerhet/{pk}/ta-tillbaka/").status_code == 303
    with hjo.scope():
        assert Security.objects.get().state == "ended"


def test_a_security_that_the_landlord_does_not_take_is_refused_in_words(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    anna.post(f"{HERE}sakerhet/bank_guarantee/", **{"guarantee-papers": [pdf()]})
    assert "En sådan säkerhet tar vi inte emot." in anna.text(HERE)
    anna.post(f"{HERE}sakerhet/gold/")
    with world.scope():
        assert not Security.objects.exists()


def test_the_profile_asks_twelve_questions_at_most_however_much_there_is(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    anna.post(HERE, **TOLD)
    one = len(anna.queries(HERE))
    anna.post(f"{HERE}handlingar/", papers=[pdf(f"{n}.pdf") for n in range(5)])
    anna.get(HERE)  # the message that they are handed in is shown once
    assert len(anna.queries(HERE)) == one <= 12


def test_the_overview_says_in_a_line_how_far_the_application_has_come(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    assert "Sökandeprofilen saknar 3 uppgifter." in anna.text("/mina-sidor/")
    anna.post(HERE, adults="1", no_income="on", landlord="no")
    anna.post(f"{HERE}medsokande/bjud-in/medsokande/", email="bo@example.se", relation="spouse")
    page = anna.text("/mina-sidor/")
    assert "Sökandeprofilen är komplett." in page
    assert "Inbjudan att vara medsökande väntar på svar, senast måndag 25 maj." in page
    assert len(anna.queries("/mina-sidor/")) <= 12
