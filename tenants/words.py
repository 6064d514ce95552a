"""Dates, times and figures in words: the weekday with every date, 24 for the end of a last day."""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import formats, translation
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.core.calendar import STOCKHOLM, Period, Unit
from tenants.rulesets.base import Words

YEAR = 365.25  # days
NBSP = "\N{NO-BREAK SPACE}"


def as_day(value: object) -> date | None:
    """Return a date, a moment or ISO text as a Stockholm day; None for nothing."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return value.astimezone(STOCKHOLM).date()
    return value if isinstance(value, date) else None


def as_moment(value: object) -> datetime | None:
    """Return a moment or ISO text as local time; None for nothing."""
    if isinstance(value, str) and value:
        value = datetime.fromisoformat(value)
    return value.astimezone(STOCKHOLM) if isinstance(value, datetime) else None


def day(value: object, *, year: bool = False, weekday: bool = True) -> str:
    """Return "måndag 25 maj", with the year if asked."""
    when = as_day(value)
    if when is None:
        return ""
    pattern = ("l " if weekday else "") + "j F" + (" Y" if year else "")
    return str(formats.date_format(when, pattern))


def short_day(value: object) -> str:
    """Return "mån 25 maj"."""
    when = as_day(value)
    if when is None:
        return ""
    words = str(formats.date_format(when, "l j F")).split()
    return f"{words[0][:3]} {words[1]} {words[2][:3] if len(words[2]) > 4 else words[2]}"


def deadline(value: object) -> str:
    """Return "måndag 25 maj kl. 24": a last day ends at midnight (TIME-1)."""
    when = as_day(value)
    return _("%(day)s kl. 24") % {"day": day(when)} if when else ""


def moment(value: object, *, year: bool = False) -> str:
    """Return "fredag 22 maj kl. 08.00"; with the year where it matters."""
    when = as_moment(value)
    if when is None:
        return ""
    return _("%(day)s kl. %(time)s") % {"day": day(when, year=year), "time": clock_time(when)}


def second(value: object) -> str:
    """Return "fredag 22 maj 2026 kl. 08.00.07", as a proof tells time."""
    when = as_moment(value)
    if when is None:
        return ""
    return moment(when, year=True) + (f"{when:.%S}" if in_swedish() else f"{when::%S}")


def clock_time(value: datetime | time) -> str:
    """Return "08.00" of a local time, in English "08:00"."""
    return f"{value:%H.%M}" if in_swedish() else f"{value:%H:%M}"


def span(first: object, last: object) -> str:
    """Return "18–21 maj", or "29 maj–3 juni"."""
    start, end = as_day(first), as_day(last)
    if start is None or end is None:
        return day(start or end, weekday=False)
    if start == end:
        return day(start, weekday=False)
    head = str(start.day) if (start.year, start.month) == (end.year, end.month) else day(start, weekday=False)
    return f"{head}–{day(end, weekday=False)}"


def number(value: object) -> str:
    """Return "7 200", with gaps that do not break; in English "7,200"."""
    if value in (None, ""):
        return ""
    written = f"{int(str(value)):,}"
    return written.replace(",", NBSP) if in_swedish() else written


def kronor(value: object) -> str:
    """Return "7 200 kr"."""
    return f"{number(value)}{NBSP}kr" if value not in (None, "") else ""


def square_metres(value: float | Decimal | str) -> str:
    """Return "58 m²", or "58,5 m²"."""
    size = Decimal(str(value)).normalize()
    written = f"{size:f}"
    if in_swedish():
        written = written.replace(".", ",")
    return f"{written}{NBSP}m²"


def rooms(value: int) -> str:
    """Return "2 rum och kök"."""
    return ngettext("%(rooms)s rum och kök", "%(rooms)s rum och kök", value) % {"rooms": value} if value else ""


def period(value: Period) -> str:
    """Return "4 arbetsdagar", "7 dagar", "12 månader" or "2 år"."""
    n = value.length
    match value.unit:
        case Unit.WORKDAYS:
            return ngettext("%(n)s arbetsdag", "%(n)s arbetsdagar", n) % {"n": n}
        case Unit.DAYS:
            return days(n)
        case Unit.MONTHS if n > 12 and n % 12 == 0:
            return years(n // 12)
        case Unit.MONTHS:
            return ngettext("%(n)s månad", "%(n)s månader", n) % {"n": n}


def days(value: int) -> str:
    """Return "1 dag" or "12 dagar"."""
    return ngettext("%(n)s dag", "%(n)s dagar", value) % {"n": value}


def years(value: int) -> str:
    """Return "1 år" or "12 år"."""
    return ngettext("%(n)s år", "%(n)s år", value) % {"n": value}


def time_in_line(points: int) -> str:
    """Return points, a day each, as people count a long wait: "6 år 3 mån", "8 mån", "12 dagar"."""
    whole, months = divmod(round(points * 12 / YEAR), 12)
    if not whole and not months:
        return days(points)
    said = [years(whole)] if whole else []
    said += [ngettext("%(n)s mån", "%(n)s mån", months) % {"n": months}] if months else []
    return " ".join(said).replace(" ", NBSP)


def begun(words: object) -> str:
    """Return words as a sentence begins with them."""
    said = str(words)
    return said[:1].upper() + said[1:]


def _in_sentence(words: object) -> str:
    said = str(words).rstrip(".")
    return said[:1].lower() + said[1:]


in_sentence = lazy(_in_sentence, str)  # words that begin a sentence, as they stand in the middle of one


def said(text: Words) -> str:
    """Return a ruleset's name or sentence in the language of the page."""
    return text.in_language(language())


def language() -> str:
    """Return the language in force, "sv" or "en"."""
    return (translation.get_language() or "sv")[:2]


def in_swedish() -> bool:
    """Return whether the language in force is Swedish."""
    return language() == "sv"
