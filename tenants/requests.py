"""What a request carries once `tenants.middleware` has met it: for the types of views."""

from django.http import HttpRequest

from tenants.models import Landlord, Membership, Person


class LandlordRequest(HttpRequest):
    """A request at a landlord's host. `person` and `membership` are lazy: ask for their truth, never `is None`."""

    landlord: Landlord
    person: Person | None
    membership: Membership | None
