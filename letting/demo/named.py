"""The persons that one can log in as in the demo, and their numbers. No Django: the demo's start reads it, too."""

from datetime import date

from letting.demo.people import series_number

# Name, birth date and years in line; what each is there to show stands on the demo page.
DEMO_PERSONS = (
    ("Anna", date(1984, 3, 1), 19),
    ("Hilma", date(1956, 9, 30), 31),
    ("Cecilia", date(1978, 6, 12), 23),
    ("Bo", date(1999, 10, 5), 1),
    ("David", date(2007, 2, 14), 0),
    ("Ylva", date(1990, 4, 18), 6),
)
NAMED_SERIAL = 988


def demo_numbers() -> dict[str, str]:
    """Return each one's number, twelve digits of the official test series, by name."""
    return {name: series_number(born, NAMED_SERIAL).replace("-", "") for name, born, _years in DEMO_PERSONS}
