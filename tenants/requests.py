"""What a request carries once `tenants.middleware` has met it: for the types of views."""

from django.http import HttpRequest

from tenants.models import Landlord, Mandate, Membership, Person


class LandlordRequest(HttpRequest):
    """A request at a landlord's host. All but `landlord` are lazy: ask for their truth, never `is None`.

    `person` is whose pages they are; under a `mandate` that is the one who is represented.
    """

    landlord: Landlord
    person: Person | None
    mandate: Mandate | None
    membership: Membership | None
