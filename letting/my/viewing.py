"""The viewing of one offer: who shows it, which time, and "Jag har varit på visning" (JOUR-8, JOUR-9)."""

from typing import Any

from letting.models.listing import ShownBy
from letting.my.reading import slots_of
from letting.my.standing import OfferView


def viewing_context(view: OfferView, *, chosen: str = "", error: str = "") -> dict[str, Any]:
    """Return what an offer's page shows of its viewing."""
    by_landlord = view.listing.shown_by == ShownBy.LANDLORD
    slots = slots_of(view, chosen) if by_landlord and view.can_book else []
    return {
        "by_landlord": by_landlord,
        "slots": slots,
        "any_left": any(not slot["disabled"] and not slot["mine"] for slot in slots),
        "slot_error": error,
        "booking": view.booking,
    }
