"""The groups of the start page that come from the lettings, each made from the same list of listings. No query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.admin.awaited import Awaited, awaited
from letting.admin.bench_acts import PAGES
from letting.admin.deadlines import next_day, word_of
from letting.core.states import ListingState
from tenants.admin.dashboard import SHOWN, Board, Row, Waiting
from tenants.admin.rights import may
from tenants.rulesets import Rules
from tenants.words import begun, deadline, kronor, moment


@dataclass(frozen=True, slots=True)
class Seen:
    """The lettings of the start page, read with what they wait for, and the rules that they follow by their id."""

    board: Board
    listings: list[Any]
    rules: dict[int, Rules]

    def in_state(self, *states: ListingState) -> Iterator[Any]:
        """Return those in some states."""
        return (row for row in self.listings if row.state in states)


STAFFS_OWN = (
    (Awaited.SELECTION, gettext_lazy("Urval till visning att göra"), "users"),
    (Awaited.CHOICE, gettext_lazy("Val av hyresgäst att göra"), "key"),
    (Awaited.DIRECT_OFFER, gettext_lazy("Direkterbjudanden att skicka vidare"), "forward"),
    (Awaited.IDENTITY, gettext_lazy("Legitimation att notera"), "eye"),
)
SINCE = {
    Awaited.SELECTION: gettext_lazy("Annonsen slutade %(at)s"),
    Awaited.CHOICE: gettext_lazy("Annonsen slutade %(at)s"),
    Awaited.DIRECT_OFFER: gettext_lazy("Erbjuds direkt sedan %(at)s"),
    Awaited.IDENTITY: gettext_lazy("Uthyrd %(at)s"),
}


def bench(pk: int) -> str:
    """Return the address of a listing's workbench."""
    return reverse("admin:letting_listing_workbench", args=[pk])


def reviews(seen: Seen) -> Waiting:
    """Return the lettings whose candidate has checks to decide."""
    found = [row for row in seen.listings if row.reviews][:SHOWN]
    rows = [_checks(row, ngettext("%d kontroll", "%d kontroller", row.reviews) % row.reviews) for row in found]
    return Waiting(_("Kontroller att avgöra"), "pen", rows, urgent=True)


def profiles(seen: Seen) -> Waiting:
    """Return the lettings with filed profiles to approve or not (CHECK-2)."""
    found = [row for row in seen.listings if row.profiles][:SHOWN]
    rows = [_checks(row, ngettext("%d profil", "%d profiler", row.profiles) % row.profiles) for row in found]
    return Waiting(_("Sökandeprofiler att granska"), "document", rows, urgent=True)


def _checks(row: Any, status: str) -> Row:
    return Row(str(row), bench(row.pk) + "#kontroller", status=status, kind="wait")


def staffs_own(seen: Seen) -> list[Waiting]:
    """Return what staff are to choose, offer or note, for those whose work it is; each leads to where it is done."""
    waits: dict[Awaited, list[Any]] = {what: [] for what, _title, _icon in STAFFS_OWN}
    for row in seen.listings:
        rules = seen.rules.get(row.ruleset_id)
        if rules is not None and (what := awaited(row, rules)) is not None:
            waits[what].append(row)
    return [
        Waiting(str(title), icon, _rows(what, waits[what]), urgent=True)
        for what, title, icon in STAFFS_OWN
        if may(seen.board.request, PAGES[what][2])
    ]


def _rows(what: Awaited, found: Iterable[Any]) -> list[Row]:
    _word, name, _act = PAGES[what]
    posts = what is Awaited.IDENTITY
    rows = []
    for row in list(found)[:SHOWN]:
        url = bench(row.pk) if posts else reverse(f"admin:letting_listing_{name}", args=[row.pk])
        since = row.ended_at if posts else row.advert_ended_at
        hint = SINCE[what] % {"at": moment(since)} if since else ""
        rows.append(Row(str(row), url, hint, _("Väntar på dig"), "wait"))
    return rows


def unsigned(seen: Seen) -> Waiting:
    """Return the leases that wait to be signed, the first due first."""
    today = seen.board.today
    found = sorted(seen.in_state(ListingState.AWARDED), key=lambda row: (row.sign_last_day or date.max, row.pk))
    rows = []
    for row in found[:SHOWN]:
        rules = seen.rules[row.ruleset_id]
        left = rules.workdays.workdays_left(today, row.sign_last_day) if row.sign_last_day else 0
        words = ngettext("%d arbetsdag kvar", "%d arbetsdagar kvar", left) % left
        hint = _("Skrivs under senast %(day)s") % {"day": deadline(row.sign_last_day)}
        rows.append(Row(str(row), bench(row.pk), hint, words, "wait"))
    return Waiting(_("Väntar på underskrift"), "document", rows)


def failed(seen: Seen) -> Waiting:
    """Return the lettings whose step failed, the most tried first."""
    found = [row for row in seen.listings if (row.last_error or row.failed_steps) and row.state != ListingState.LET]
    rows = [
        Row(
            str(row),
            bench(row.pk),
            status=ngettext("%d försök", "%d försök", row.failed_steps) % row.failed_steps,
            kind="bad",
        )
        for row in sorted(found, key=lambda row: (-row.failed_steps, row.pk))[:SHOWN]
    ]
    return Waiting(_("Steg som misslyckades"), "warning", rows, urgent=True)


def ending(seen: Seen) -> Waiting:
    """Return the adverts whose last day is today."""
    hint = _("Sista anmälningsdag är i dag, till kl. 24")
    found = [row for row in seen.in_state(ListingState.ADVERTISED) if row.advert_last_day == seen.board.today]
    rows = [Row(str(row), bench(row.pk), hint) for row in found[:SHOWN]]
    return Waiting(_("Annonser som slutar i dag"), "clock", rows)


def coming(seen: Seen) -> Waiting:
    """Return the lettings with a last day within a week, the first first; today's adverts have a group of their own."""
    first, last = seen.board.today, seen.board.today + timedelta(days=7)
    found = [(day, row) for row in seen.listings if (day := next_day(row)) is not None and first <= day <= last]
    ends_today = [row.pk for day, row in found if row.state == ListingState.ADVERTISED and day == first]
    rows = [
        Row(str(row), bench(row.pk), f"{begun(word_of(row))}: {deadline(day)}")
        for day, row in sorted(found, key=lambda one: (one[0], one[1].pk))
        if row.pk not in ends_today
    ]
    url = f"{reverse('admin:letting_listing_changelist')}?dag=7"
    return Waiting(_("Sista dagar inom en vecka"), "calendar", rows[:SHOWN], more_url=url)


def unwanted(seen: Seen) -> Waiting:
    """Return the adverts that nobody wants, the first to end first."""
    found = [row for row in seen.in_state(ListingState.ADVERTISED) if not row.wanted]
    rows = [
        Row(
            str(row),
            bench(row.pk),
            _("Hyra %(rent)s, sista dag %(day)s")
            % {"rent": kronor(row.unit.rent), "day": deadline(row.advert_last_day)},
        )
        for row in sorted(found, key=lambda row: (row.advert_last_day or date.max, row.pk))[:SHOWN]
    ]
    return Waiting(_("Annonser utan intresseanmälningar"), "home", rows)
