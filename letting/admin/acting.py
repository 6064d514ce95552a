"""Acting for an applicant who phones or comes to the office: the same services, by staff, after one page of asking."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.publishing import find
from letting.admin.words import OFFER
from letting.core.answering import ANSWERABLE
from letting.core.states import IN_LINE, OPEN, OfferState
from letting.models import Lease, Listing, Offer, ViewingSlot
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from letting.services.signing import decline_lease, sign
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.admin.serving import IdentifiedForm
from tenants.outcome import Refused
from tenants.words import deadline, moment


@dataclass(frozen=True, slots=True)
class Deed:
    """Something an applicant can say, and what does it."""

    word: Any
    done: Any
    does: Callable[..., object]


DEEDS = {
    "viewed": Deed(gettext_lazy("Har varit på visning"), gettext_lazy("Visningen är noterad."), confirm_viewing),
    "yes": Deed(gettext_lazy("Tackar ja"), gettext_lazy("Ja-svaret är noterat."), accept),
    "no": Deed(gettext_lazy("Tackar nej"), gettext_lazy("Nej-svaret är noterat."), decline),
    "sign": Deed(
        gettext_lazy("Har visat legitimation och skrivit under avtalet på kontoret"),
        gettext_lazy("Avtalet är underskrivet och uthyrningen är klar."),
        sign,
    ),
    "sign_parent": Deed(
        gettext_lazy("Föräldern som skriver under har visat legitimation och skrivit under avtalet på kontoret"),
        gettext_lazy("Avtalet är underskrivet och uthyrningen är klar."),
        sign,
    ),
    "sign_other": Deed(
        gettext_lazy("Den andra på avtalet har visat legitimation och skrivit under på kontoret"),
        gettext_lazy("Avtalet är underskrivet och uthyrningen är klar."),
        sign,
    ),
    "decline_lease": Deed(
        gettext_lazy("Tackar nej till avtalet"), gettext_lazy("Nej-svaret är noterat."), decline_lease
    ),
}
# What can be said in each state of an offer; in the others there is nothing to say.
OPEN_DEEDS = {
    OfferState.PENDING: ("viewed", "yes", "no"),
    OfferState.ACCEPTED: ("no",),
    OfferState.DECLINED: ("yes",),
    OfferState.CANDIDATE: ("no",),
    OfferState.AWARDED: ("sign", "sign_parent", "sign_other", "decline_lease"),
}


def can_be_said(listing: Listing, offer: Offer) -> bool:
    """Say whether there is something for the applicant to say about an offer now."""
    if OfferState(offer.state) in IN_LINE:
        return listing.state in OPEN
    now = listing.state in ANSWERABLE and (offer.cycle, offer.round) == (listing.cycle, listing.round)
    return now and OfferState(offer.state) in OPEN_DEEDS


class DeedForm(IdentifiedForm):
    """What the applicant said, how, and that staff know who said it."""

    deed = forms.ChoiceField(
        label=gettext_lazy("Vad säger sökanden?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad sökanden säger.")},
    )
    field_order = ("deed", "how", "sure")

    def __init__(
        self, *args: Any, offer: Offer, slots: list[ViewingSlot], signers: dict[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        said = OPEN_DEEDS.get(OfferState(offer.state), ())
        keys = [key for key in said if not key.startswith("sign") or key in signers]
        deeds = [(key, DEEDS[key].word) for key in keys]
        booking = [(f"book:{slot.pk}", _("Bokar visning %(at)s") % {"at": moment(slot.at)}) for slot in slots]
        waits = offer.state == OfferState.PENDING
        self.fields["deed"].choices = [*(booking if waits else ()), *deeds]  # type: ignore[attr-defined]  # a choice field's


def act_page(request: HttpRequest, pk: int, offer: int, model_admin: Any) -> HttpResponse:
    """Ask what the applicant said, and do it in her name; the log tells that staff did."""
    must(request, Act.ACT_FOR_APPLICANT)
    listing = find(pk)
    row = Offer.objects.select_related("person").filter(pk=offer, listing=listing).first()
    if row is None or (row.person.protected and not may(request, Act.SEE_PROTECTED)):
        raise Http404
    bench = reverse("admin:letting_listing_workbench", args=[pk])
    open_ = can_be_said(listing, row)
    signers = _signers(row)
    form = DeedForm(request.POST or None, offer=row, slots=list(listing.slots.all()), signers=signers)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["deed"]
        who = signers.get(key, row.person_id)
        outcome, done = _do(key, listing, who, request)
        if not isinstance(outcome, Refused):
            what = "viewing_booked" if key.startswith("book:") else key.partition("_")[0] if key in signers else key
            form.served(request, who, what, listing.subject)
        tell(request, outcome, done)
        return see_other(bench)
    word = OFFER[OfferState(row.state)][0]
    facts = [
        (_("Sökande"), row.person.full_name),
        (_("Telefon"), row.person.phone or "–"),
        (_("Plats"), str(row.rank)),
        (_("Läge"), str(word)),
        (_("Visning till och med"), deadline(row.viewing_last_day) or "–"),
        (_("Svar senast"), deadline(row.answer_last_day) or "–"),
    ]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Svara åt sökanden"),
        subtitle=str(listing),
        form=form if open_ else None,
        intro="" if open_ else _("Det finns inget att svara på just nu."),
        facts=facts,
        button=_("Spara svaret"),
        cancel=bench,
        status=422 if form.errors else 200,
    )


def _signers(offer: Offer) -> dict[str, int]:
    """Return who signs the lease of an award, by what is said: herself, her parent, and the second of two."""
    rows = Lease.objects.filter(offer=offer, annulled_at=None).only("person", "co_renter", "resident")
    lease = rows.first()
    if lease is None:
        return {}
    first = "sign" if lease.resident_id is None else "sign_parent"
    return {first: lease.person_id} | ({"sign_other": lease.co_renter_id} if lease.co_renter_id else {})


def _do(key: str, listing: Listing, who: int, request: HttpRequest) -> tuple[object, str]:
    by, now = actor_of(request), clock.now()
    if key.startswith("book:"):
        slot = int(key.removeprefix("book:"))
        return book_viewing(listing.pk, who, slot, by=by, now=now), _("Visningen är bokad.")
    deed = DEEDS[key]
    outcome = deed.does(listing.pk, who, by=by, now=now)
    if isinstance(outcome, Lease) and outcome.signed_at is None:
        return outcome, _("Underskriften är noterad. Avtalet gäller när båda har skrivit under.")
    return outcome, str(deed.done)
