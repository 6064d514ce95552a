"""Rounds: who opens which pages, from the table of permissions. A new address in it is walked to by itself.

An address with an id in it is walked to once for each state that such a thing is in, by those whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from django.test import Client

from tenants.models import Message, Person
from tests.architecture.annas_town import FIRST
from tests.architecture.permissions import PERMISSIONS
from tests.architecture.test_doors import ADDRESSES, WORDS
from tests.cast import World
from tests.queues.company import key_to
from tests.whole_town import PASSWORD

WHO = {
    "anyone": (None, "Anna"),
    "account": (None, "Anna"),
    "person": ("Anna", "Bo", "Cecilia", "Hilma", "David", "Nils"),
    "staff": ("Eva", "Maria", "Disa"),
}
KINDS: dict[str, type[Model]] = FIRST | {"message": Message, "person": Person}
PARAMETER = re.compile(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>")
MOST = 2  # of what has no states
# For whom these stand differently; else what Anna sees is enough.
STANDS_DIFFERENTLY = re.compile(r"^my:(overview|interest|inspection|offer|lease|notice|earlier|change|extra|queue|who)")

# What is not told by the name of an address: whose id stands in it, and the words that it takes.
ABOUT = {
    "admin:letting_unit_import_page": "unitimport",
    "admin:letting_unit_import_confirm": "unitimport",
    "admin:letting_unit_import_discard": "unitimport",
    "my:priority_withdraw": "priorityclaim",
    "my:earlier": "lease",
    "my:change": "leasechange",
    "my:change_agree": "leasechange",
    "my:change_ask": "lease",
    "my:change_sign": "leasechange",
    "my:change_withdraw": "leasechange",
    "admin:letting_leasechange_enter": "lease",
    "admin:letting_leasechange_kinds": "lease",
    "my:extras": "lease",
    "my:extra_withdraw": "extra",
    "my:joint_notice": "lease",
    "my:notice": "lease",
    "my:notice_join": "lease",
    "my:notice_stay": "lease",
    "my:notice_give": "lease",
    "my:notice_undo": "lease",
    "admin:letting_notice_give": "lease",
    "admin:letting_extra_for": "lease",
    "admin:letting_homeclaim_for": "notice",
    "admin:letting_inspection_order": "lease",
    "admin:letting_inspection_keys": "lease",
    "admin:letting_inspection_slot_remove": "inspectionslot",
}
TAKES = {
    "my:companion_invite": {"slug": "medsokande"},
    "my:priority_apply": {"ground": "job"},
    "my:change_ask": {"slug": "andrahand"},
    "admin:letting_leasechange_enter": {"slug": "overlatelse"},
    "my:security_offer": {"kind": "guarantor"},
    "public:statistics_file": {"what": "kotid-omrade"},
    "admin:letting_listing_statistics_file": {"what": "kotid-omrade"},
    "admin:tenants_export_order": {"kind": "persons"},
    "admin:tenants_ruleset_draft_section": {"section": "landlord"},
    "admin:tenants_ruleset_draft_part": {"section": "schemes", "name": "ordinary"},
    "admin:tenants_ruleset_draft_new": {"section": "schemes"},
    "admin:tenants_ruleset_draft_remove": {"section": "schemes", "name": "senior"},
}

ON_A_PERSON = re.compile(r"^admin:(queues_(block|exemption|priorityclaim|registration)|letting_complaint)_add$")


class Stop(NamedTuple):
    """An address on a round: the name it has in the table, who opens it, and where it is."""

    name: str
    who: str | None
    path: str


def comes(town: World, who: str | None) -> Client:
    """Return someone's browser, logged in, with her password given lately enough for what asks for that."""
    client = Client(HTTP_HOST=town.host)
    if who:
        client.force_login(town.users[who], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post("/konto/reauthenticate/", {"password": PASSWORD})
        assert answer.status_code == 302, answer.content
    return client


def rounds(town: World, *permissions: str) -> list[Stop]:
    """Return every address of the table with these permissions (all, if none are named), for all who may open it."""
    key = key_to(town)
    return [
        Stop(name, who, path)
        for name, pattern in ADDRESSES
        if "logout" not in name and (not permissions or PERMISSIONS[name] in permissions)
        for who in WHO[PERMISSIONS[name]]
        if PERMISSIONS[name] != "person" or who == "Anna" or STANDS_DIFFERENTLY.match(name)
        for path in _paths(town, name, pattern, who, key)
    ]


def _paths(town: World, name: str, pattern: str, who: str | None, key: str) -> Iterator[str]:
    """Fill an address's parameters in: with ids of hers on Mina sidor, else with one id for each state."""
    about, words = _about(name, pattern), WORDS | {"key": key} | TAKES.get(name, {})
    kinds = {word if word in KINDS else about for word in _parameters(pattern) if word not in words}
    ids = {kind: _ids(town, kind, who if PERMISSIONS[name] == "person" else None) for kind in kinds}
    if PERMISSIONS[name] == "staff" and not name.endswith(("_workbench", "_change", "_act", "_for")):
        ids = {kind: rows[-MOST:] for kind, rows in ids.items()}
    asks = f"?person={town.people['David'].pk}" if ON_A_PERSON.match(name) else ""
    for number in range(max(map(len, ids.values()), default=1)):

        def fill(found: re.Match[str], number: int = number) -> str:
            word = str(found[1] or found[2])
            rows = ids.get(word if word in KINDS else about, [])
            return words.get(word) or str(rows[min(number, len(rows) - 1)])

        if all(ids.values()):
            yield "/" + PARAMETER.sub(fill, pattern).replace("^", "").replace("$", "") + asks


def _about(name: str, pattern: str) -> str:
    """Return what an id in an address is the id of."""
    space, _, last = name.rpartition(":")
    model = [*pattern.split("/"), "", ""][2] if pattern.startswith("admin/") else ""
    longest_first = sorted(KINDS, key=len, reverse=True)
    named = next((kind for kind in longest_first if kind in last and space == "my"), "listing")
    return ABOUT.get(name) or (model if model in KINDS else named)


def _parameters(pattern: str) -> list[str]:
    return [first or second for first, second in PARAMETER.findall(pattern)]


def _ids(town: World, kind: str, whose: str | None) -> list[int]:
    """Return ids of a kind: all of someone's, or one for each state it can be in; else the latest few."""
    model = KINDS[kind]
    fields = {field.name for field in model._meta.concrete_fields}
    with town.scope():
        rows: Any = model._default_manager.order_by("-pk" if kind == "person" else "pk")  # Anna last, who has most
        if whose and "person" in fields:
            person = town.people.get(whose)
            rows = rows.filter(person=person.pk if person else None)
        elif "state" in fields:
            return sorted(dict(rows.values_list("state", "pk")).values())
        return list(rows.values_list("pk", flat=True))[-MOST:]
