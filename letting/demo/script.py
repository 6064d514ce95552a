"""The named persons' stories: when the flat of each was advertised, so that each is today where it should be."""

from datetime import date

from tenants.core.calendar import ONE_DAY, Calendar
from tenants.rulesets.scheme_rules import SchemeRules

BACK = 60  # days that are looked back

# Where each story's letting should be today, and whose it is.
WHOSE = {"advert": "Anna", "viewing": "Anna", "answering": "Anna", "award": "Cecilia", "checking": "Hilma"}


def scripted(scheme: SchemeRules, calendar: Calendar, today: date) -> dict[date, list[str]]:
    """Return the days on which the flats of the stories were advertised, by the scheme's own periods."""
    workdays = [day for n in range(BACK) if calendar.is_workday(day := today - n * ONE_DAY)]
    script: dict[date, list[str]] = {}
    for key in WHOSE:
        there = [day for day in workdays if _is_there(key, day, scheme, calendar, workdays)]
        if there:
            script.setdefault(there[0], []).append(key)
    return script


def lately(day: date, calendar: Calendar, today: date) -> bool:
    """Say whether a day is the workday before the latest one, or after: awards made then still wait to be signed."""
    latest = [one for n in range(BACK) if calendar.is_workday(one := today - n * ONE_DAY)][:2]
    return day >= latest[-1]


def _is_there(key: str, day: date, scheme: SchemeRules, calendar: Calendar, workdays: list[date]) -> bool:
    """Say whether a flat advertised on a day is where a story wants it today. `workdays` run back from today."""
    latest, before = workdays[0], workdays[1]
    if scheme.advertising is None:
        return False
    offered = calendar.workday_after(calendar.last_day_starting(day, scheme.advertising))
    viewed = calendar.last_day_starting(offered, scheme.viewing) if scheme.viewing else offered
    answering = calendar.workday_after(viewed)
    answered = calendar.last_day_starting(answering, scheme.answering)
    match key:
        case "advert":
            return day == before
        case "viewing":
            return offered <= before < viewed
        case "answering":
            return answering <= latest <= answered
        case _:
            if scheme.profile:  # staff may need a few evenings for everyone's
                return calendar.workday_after(calendar.last_day_after(answered, scheme.profile)) <= workdays[3]
            return calendar.workday_after(answered) <= before
