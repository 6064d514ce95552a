"""A notice in words: its reasons, when the lease ends by each, and why (LEASE-2 to 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from letting.core.notice import leave_by, reasons
from letting.models import HomeClaim, HomeClaimState, Lease, Notice, NoticeState
from letting.services.notice import Ends, ends_of, rules_of_notice
from tenants import words
from tenants.outcome import Refused
from tenants.rulesets.tenancy_rules import NoticeReason

REASONS = {
    NoticeReason.MOVE_OUT: _("Jag flyttar ut"),
    NoticeReason.INTERNAL: _("Jag flyttar till en annan bostad hos oss"),
    NoticeReason.LARGER: _("Jag flyttar till en större bostad hos oss"),
    NoticeReason.SMALLER: _("Jag flyttar till en mindre bostad hos oss"),
    NoticeReason.CARE_HOME: _("Jag flyttar till ett vård- och omsorgsboende"),
    NoticeReason.ESTATE: _("Hyresgästen har avlidit"),
}

OF_RENTER = {
    NoticeReason.MOVE_OUT: _("Flyttar ut"),
    NoticeReason.INTERNAL: _("Flyttar till en annan bostad hos oss"),
    NoticeReason.LARGER: _("Flyttar till en större bostad hos oss"),
    NoticeReason.SMALLER: _("Flyttar till en mindre bostad hos oss"),
    NoticeReason.CARE_HOME: _("Flyttar till ett vård- och omsorgsboende"),
    NoticeReason.ESTATE: _("Hyresgästen har avlidit"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """A reason to choose, with the day on which the lease would end."""

    reason: NoticeReason
    label: str
    hint: str


def ways(lease: Lease, now: datetime, *, said: Mapping[NoticeReason, Any] = REASONS) -> list[Way]:
    """Return what a renter may choose between, each with its date; `said` in whose words: hers, or those of staff."""
    worked_out = {reason: ends_of(lease, reason, now=now) for reason in reasons(rules_of_notice(now))}
    return [
        Way(reason, str(said[reason]), hint(ends))
        for reason, ends in worked_out.items()
        if not isinstance(ends, Refused)
    ]


def hint(ends: Ends) -> str:
    """Say when the lease ends by a reason, and what that asks for."""
    day = {"day": words.day(ends.asked.ends_on, year=True)}
    if ends.asked.needs_document:
        return gettext("Avtalet upphör %(day)s om du visar upp ditt nya avtal.") % day
    if ends.asked.staff_decide:
        return gettext("Avtalet upphör %(day)s om vi kan hyra ut bostaden igen till dess. Vi avgör det.") % day
    return gettext("Avtalet upphör %(day)s.") % {"day": words.day(ends.ends_on, year=True)}


def why(lease: Lease, ends: Ends, *, jointly: bool = False) -> list[str]:
    """Explain an end date before the notice is given: how long, what is looked at, when the keys are to be in."""
    said = [long(ends.now.months)]
    if lease.ends_on is not None and ends.ends_on == lease.ends_on:
        said = [gettext("Avtalet har redan en sista dag, och den kommer tidigare än uppsägningstiden.")]
    if jointly:
        said.append(gettext("Avtalet upphör för er båda. Det gäller först när den andra också har sagt ja."))
    elif lease.co_renter_id is not None:
        said.append(
            gettext(
                "Hela avtalet upphör, även för den du hyr tillsammans med. Den personen får veta det genast och kan"
                " begära att få bo kvar. Får personen det är din uppsägningstid minst tre månader."
            )
        )
    if ends.waits:
        said.append(
            gettext("Godtar vi anledningen upphör avtalet i stället %(day)s. Du får besked på Mina sidor.")
            % {"day": words.day(ends.asked.ends_on, year=True)}
        )
    said.append(
        gettext("Bostaden ska vara tömd och städad och nycklarna lämnade senast %(at)s.")
        % {"at": words.moment(leave_by(ends.ends_on))}
    )
    return said


def long(months: int) -> str:
    """Say how a notice is counted."""
    text = ngettext(
        "Uppsägningstiden är %(n)s månad och räknas från nästa månadsskifte.",
        "Uppsägningstiden är %(n)s månader och räknas från nästa månadsskifte.",
        months,
    )
    return text % {"n": months}


def notice_status(notice: Notice) -> tuple[str, str]:
    """Return the word and the sign of how far a notice has come."""
    if notice.state == NoticeState.WITHDRAWN:
        return gettext("Återtagen"), "plain"
    if notice.withdrawal_asked_at is not None:
        return gettext("Du har bett att få ta tillbaka den"), "wait"
    if notice.state == NoticeState.CONFIRMED:
        return gettext("Bekräftad"), "good"
    return gettext("Mottagen"), "info"


CLAIM_STATES = {
    HomeClaimState.ASKED: (_("Prövas"), "wait"),
    HomeClaimState.GRANTED: (_("Godkänt"), "good"),
    HomeClaimState.REFUSED: (_("Inte godkänt"), "bad"),
    HomeClaimState.LAPSED: (_("Avtalet skrevs inte under i tid"), "bad"),
    HomeClaimState.DROPPED: (_("Uppsägningen togs tillbaka"), "plain"),
}


def claim_status(claim: HomeClaim) -> tuple[str, str]:
    """Return the word and the sign of how far it has come that one of two wants to stay."""
    word, kind = CLAIM_STATES[HomeClaimState(claim.state)]
    return str(word), kind
