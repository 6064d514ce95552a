"""What staff do in a person's name, because she phones, writes or comes to the office: noted with how she said it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.actors import Actor
from tenants.events import Fact, declare_codes, record
from tenants.models import Person

HOW = {
    "phone": _("per telefon"),
    "office": _("på kontoret"),
    "letter": _("per brev"),
    "mail": _("per e-post"),
}
WHAT = {
    "registered": _("ställde personen i kö"),
    "contact": _("ändrade kontaktuppgifter"),
    "profile": _("fyllde i sökandeprofilen"),
    "interest": _("anmälde intresse"),
    "interest_withdrawn": _("tog tillbaka en intresseanmälan"),
    "notice": _("sade upp ett avtal"),
    "home_claim": _("noterade att personen vill bo kvar"),
    "lease_change": _("lämnade en ansökan om ändring av ett avtal"),
    "lease_change_agreed": _("svarade på en ansökan om ändring av ett avtal"),
    "lease_change_withdrawn": _("tog tillbaka en ansökan om ändring av ett avtal"),
    "extra": _("ansökte om ett tillval"),
    "viewing_booked": _("bokade visning"),
    "inspection_booked": _("bokade besiktning"),
    "viewed": _("noterade att personen varit på visning"),
    "yes": _("tackade ja"),
    "no": _("tackade nej"),
    "sign": _("noterade underskriften"),
    "decline_lease": _("tackade nej till avtalet"),
}
declare_codes(HOW, of="person.served.how")
declare_codes(WHAT, of="person.served.what")


@transaction.atomic
def note_service(person_id: int, *, how: str, what: str, about: str = "", by: Actor, now: datetime) -> None:
    """Note in a person's log what staff did for her and how she asked for it; `about` names the matter.

    Called after the deed, in its transaction: her row is locked last but one, as the order of locks has it.
    Raises KeyError for a code that is not one of `HOW` and `WHAT`.
    """
    _known = HOW[how], WHAT[what]
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    data = {"how": how, "what": what} | ({"about": about} if about else {})
    record([Fact("person.served", f"tenants.person:{person_id}", person_id, data)], by=by, now=now)
