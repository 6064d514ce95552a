"""How often one visitor may do a thing: counted by landlord and address, in the cache that all web processes share."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django_ratelimit.core import get_usage

from tenants.scoping import scoped_landlord


def seconds_to_wait(request: HttpRequest, what: str, rate: str) -> int:
    """Count one more of something by whoever asks; return how long to wait, in seconds: 0 is not at all.

    `rate` is "120/m": so many in a minute (s, m, h or d). While the cache is away nobody waits.
    """
    usage = get_usage(request, group=f"{scoped_landlord()}:{what}", key="ip", rate=rate, increment=True)
    return max(int(usage["time_left"]), 1) if usage and usage["should_limit"] else 0


def client_address(request: HttpRequest) -> str:
    """Return the address that the trusted proxies say is the visitor's; what she claims herself counts for nothing."""
    return str(get_adapter(request).get_client_ip(request))
