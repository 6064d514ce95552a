"""Who may open which address on a night service's host, by what she does there; managers may open them all."""

from __future__ import annotations

from tests.architecture.permissions import PERMISSIONS

OPERATOR, PATROL, MANAGER = "operator", "patrol", "manager"
CENTRE = (
    "live", "stream", "intake", "find", "look", "case", "case_live", "send", "entry", "correct", "close", "join",
    "patrols",
    "patrol_off",
)  # fmt: skip
PATROLS = (
    "patrol", "patrol_live", "patrol_offline", "patrol_outbox", "patrol_go_on", "patrol_go_off", "patrol_well",
    "patrol_place", "patrol_case", "patrol_case_live", "patrol_press",
)  # fmt: skip
MANAGING = (
    "customers", "customer", "staff", "worker", "worker_invite", "shifts", "shift_drop", "registers",
    "register", "register_file", "register_confirm", "register_discard",
)  # fmt: skip
NIGHT_ROLES = {
    **{f"night:{name}": (OPERATOR,) for name in CENTRE},
    **{f"night:{name}": (PATROL,) for name in PATROLS},
    **{f"night:{name}": (OPERATOR, PATROL) for name in ("board", "photo")},
    **{f"night:{name}": (MANAGER,) for name in MANAGING},
}
BESIDE = {"alive": "anyone", "set_language": "anyone"}
# Logging in is the same as on a landlord's host.
LOGIN = {name: who for name, who in PERMISSIONS.items() if who == "account"}
NIGHT_PERMISSIONS = {**dict.fromkeys(NIGHT_ROLES, "night"), **LOGIN, **BESIDE}
