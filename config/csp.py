"""The content security policies: the portal's own, and a looser one for the admin."""

from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PORTAL: dict[str, Any] = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "manifest-src": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}

# Unfold's templates evaluate their attributes (Alpine) and style elements in place; they hold no inline script.
ADMIN: dict[str, Any] = PORTAL | {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}


def with_tiles(policy: dict[str, Any], tiles: str) -> dict[str, Any]:
    """Return a policy that lets pictures come from the host of the map's tiles; without tiles the same policy."""
    if not tiles:
        return policy
    at = urlsplit(tiles)
    return policy | {"img-src": [*policy["img-src"], f"{at.scheme}://{at.netloc}"]}


def with_broker(policy: dict[str, Any], origin: str) -> dict[str, Any]:
    """Return a policy that lets the form for BankID lead on to the broker; without one the same policy."""
    return policy | {"form-action": [*policy["form-action"], origin]} if origin else policy


class PolicyMiddleware(CSPMiddleware):
    """Send the portal's policy, and below the admin's path the admin's."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Choose by path; a view's own decorator still adds to it."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            parts.config = parts.config or ADMIN
        return parts
