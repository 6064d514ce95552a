"""Files for a spreadsheet: as Excel reads them, and no cell a formula."""

import pytest

from tenants.csv_files import as_csv, csv_file, safe


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 70", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "\x00=1", "  =1"]
)
def test_a_text_that_begins_as_a_formula_is_written_with_an_apostrophe(text: str) -> None:
    assert safe(text) == "'" + text.replace("\x00", "")


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell() -> None:
    assert [safe(-5), safe(0), safe(None), safe("Åsgatan 1"), safe("")] == [-5, 0, "", "Åsgatan 1", ""]


def test_a_table_has_semicolons_and_the_mark_that_excel_looks_for() -> None:
    assert as_csv(["Område", "Antal"], [["A;B", 3], ['sa "hej"', None]]) == (
        '\ufeffOmråde;Antal\r\n"A;B";3\r\n"sa ""hej""";\r\n'
    )
    answer = csv_file("kotid", ["A"], [["=1"]])
    assert (answer["Content-Type"], answer["Content-Disposition"], answer.content.decode()) == (
        "text/csv; charset=utf-8", 'attachment; filename="kotid.csv"', "\ufeffA\r\n'=1\r\n",
    )  # fmt: skip
