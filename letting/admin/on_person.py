"""A person's interests, offers and leases on her page; and the listings that run on a ruleset."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.acting import can_be_said
from letting.admin.words import CLOSED, INTEREST, LISTING, OFFER
from letting.core.states import ClosedBecause, InterestState, ListingState, OfferState
from letting.models import Extra, ExtraState, Interest, Lease, Listing, Offer
from letting.services.extras import costs, is_home_that_runs
from letting.services.notice import runs
from tenants import clock
from tenants.admin import rulesets
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Ruleset
from tenants.words import day, deadline, kronor, moment, number


def _bench(pk: int) -> str:
    return reverse("admin:letting_listing_workbench", args=[pk])


def _interests(page: PersonPage) -> Sequence[QuerySet[Any]]:
    found = Interest.objects.filter(person=page.person).select_related("listing__unit", "offer")
    return (found.order_by("-made_at")[:SHOWN],)


def interests_of(page: PersonPage, found: Sequence[Interest]) -> Panel:
    """Show what she has wanted, newest first, with the offer each led to."""
    rows = []
    acts = may(page.request, Act.ACT_FOR_APPLICANT)
    for row in found:
        offer: Offer | None = getattr(row, "offer", None)
        word, kind = OFFER[OfferState(offer.state)] if offer else INTEREST[InterestState(row.state)]
        because = CLOSED[ClosedBecause(row.closed_because)] if row.closed_because else ""
        rows.append(
            (
                Cell(str(row.listing), _bench(row.listing_id)),
                Cell(moment(row.made_at)),
                Cell(number(row.rank) or "–"),
                Cell(str(word), kind=kind),
                Cell((deadline(offer.answer_last_day) if offer and offer.state == "pending" else "") or str(because)),
                _act_for(row, offer) if acts else Cell(""),
            )
        )
    heads = (_("Annons"), _("Anmäld"), _("Plats"), _("Läge"), _("Svar senast, eller varför avslutad"), _("Åt personen"))
    url = reverse("admin:letting_listing_interest_for", args=[page.person.pk])
    act = (_("Anmäl intresse åt personen"), url) if acts else None
    return Panel(_("Intressen och erbjudanden"), heads, rows, _("Inga intresseanmälningar."), act=act)


def _act_for(row: Interest, offer: Offer | None) -> Cell:
    """Return the way to what staff can do for her with an interest now; nothing where there is nothing."""
    if offer is not None and can_be_said(row.listing, offer):
        return Cell(_("Svara åt sökanden"), reverse("admin:letting_listing_act", args=[row.listing_id, offer.pk]))
    if row.state == InterestState.ONGOING:
        return Cell(
            _("Ta tillbaka intresset"),
            reverse("admin:letting_listing_withdraw_for", args=[row.listing_id, row.person_id]),
        )
    return Cell("")


def _leases(page: PersonPage) -> Sequence[QuerySet[Any]]:
    hers = Q(lease__person=page.person.pk) | Q(lease__co_renter=page.person.pk)
    extras = Extra.objects.filter(hers, state=ExtraState.GRANTED).defer("results").order_by("pk")
    found = Lease.objects.filter(Lease.rented_by(page.person.pk)).select_related("unit").defer("terms", "pdf")
    return found.order_by("-starts_on", "-pk")[:SHOWN], extras


def leases_of(page: PersonPage, found: Sequence[Lease], extras: Sequence[Extra]) -> Panel:
    """Show her leases, newest first; what can be chosen for a home only where the rules know such a thing."""
    chosen = bool(rules_today(local_day(clock.now())).tenancy.extras.items)
    rows = [
        (
            Cell(str(row.unit), reverse("admin:letting_unit_change", args=[row.unit_id])),
            Cell(_rent(row, [one for one in extras if one.lease_id == row.pk])),
            Cell(day(row.starts_on, year=True)),
            Cell(day(row.ends_on, year=True) or "–"),
            _state(row),
            _notice(page, row),
            _change(page, row),
            *([_extra(page, row)] if chosen else []),
        )
        for row in found
    ]
    heads = [_("Objekt"), _("Hyra"), _("Gäller från"), _("Upphör"), _("Läge"), _("Uppsägning"), _("Ändring")]
    if chosen:
        heads.append(_("Tillval"))
    return Panel(_("Hyresavtal"), tuple(heads), rows, _("Inga avtal."))


def _notice(page: PersonPage, lease: Lease) -> Cell:
    """Return the way to a lease's notice, or to give one."""
    if lease.ended_with_id:
        return Cell(_("Se uppsägningen"), reverse("admin:letting_notice_change", args=[lease.ended_with_id]))
    if lease.notice_on is None and runs(lease, local_day(clock.now())) and may(page.request, Act.ACT_FOR_APPLICANT):
        url = reverse("admin:letting_notice_give", args=[lease.pk])
        about = f"?person={page.person.pk}" if lease.co_renter_id == page.person.pk else ""
        return Cell(_("Säg upp åt hyresgästen"), f"{url}{about}")
    return Cell("")


def _change(page: PersonPage, lease: Lease) -> Cell:
    """Return the way to enter a change of a lease that runs."""
    if lease.notice_on is None and runs(lease, local_day(clock.now())) and may(page.request, Act.ACT_FOR_APPLICANT):
        return Cell(_("Ändra avtalet"), reverse("admin:letting_leasechange_kinds", args=[lease.pk]))
    return Cell("")


def _rent(lease: Lease, extras: Sequence[Extra]) -> str:
    """Return the rent as the lease has it, and what is paid beside it today for what was chosen."""
    now_paid = [rent for day, rent in costs(lease, extras) if day <= local_day(clock.now())]
    if not now_paid:
        return kronor(lease.rent)
    told = {"rent": kronor(lease.rent), "added": kronor(now_paid[-1] - lease.rent)}
    return _("%(rent)s och %(added)s för tillval") % told


def _extra(page: PersonPage, lease: Lease) -> Cell:
    """Return the way to ask for something to be put into her home."""
    if not is_home_that_runs(lease, clock.now()) or not may(page.request, Act.ACT_FOR_APPLICANT):
        return Cell("")
    about = f"?person={page.person.pk}" if lease.co_renter_id == page.person.pk else ""
    return Cell(_("Ansök åt hyresgästen"), reverse("admin:letting_extra_for", args=[lease.pk]) + about)


def _state(lease: Lease) -> Cell:
    if lease.annulled_at:
        return Cell(_("Annullerat"), kind="bad")
    if lease.signed_at:
        return Cell(_("Underskrivet"), kind="good")
    return Cell(_("Skrivs under senast %(day)s") % {"day": deadline(lease.sign_last_day)}, kind="wait")


def listings_on(ruleset: Ruleset) -> Panel:
    """Show which listings run on a version of the rules (JOUR-23)."""
    found = Listing.objects.filter(ruleset=ruleset).select_related("unit").order_by("-published_at")[:SHOWN]
    rows = []
    for row in found:
        word, kind = LISTING[ListingState(row.state)]
        rows.append((Cell(str(row), _bench(row.pk)), Cell(moment(row.published_at)), Cell(str(word), kind=kind)))
    heads = (_("Annons"), _("Publicerad"), _("Läge"))
    return Panel(_("Uthyrningar som följer den här versionen"), heads, rows, _("Inga uthyrningar följer versionen än."))


parts += [Part(_interests, interests_of), Part(_leases, leases_of)]
rulesets.users.append(listings_on)
