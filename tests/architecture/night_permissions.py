"""Who may open which address on a night service's host, by what she does there; managers may open them all."""

from __future__ import annotations

from tests.architecture.permissions import PERMISSIONS

OPERATOR, PATROL, MANAGER = "operator", "patrol", "manager"
NIGHT_ROLES = {
    **dict.fromkeys(
        (
            "night:board",
            "night:live",
            "night:intake",
            "night:find",
            "night:look",
            "night:case",
            "night:send",
            "night:entry",
            "night:correct",
            "night:close",
            "night:join",
        ),
        (OPERATOR,),
    ),
}
BESIDE = {"alive": "anyone", "set_language": "anyone"}
# Logging in is the same as on a landlord's host.
LOGIN = {name: who for name, who in PERMISSIONS.items() if who == "account"}
NIGHT_PERMISSIONS = {**dict.fromkeys(NIGHT_ROLES, "night"), **LOGIN, **BESIDE}
