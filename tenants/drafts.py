"""What is done with the draft of a landlord's next rules: begun, changed place by place, replaced, thrown away.

Every act locks the draft, so that two who edit different places keep what both have done; who edits the same place
names, by `seen`, what she saw there, and is refused when it has become another.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from tenants.actors import Actor
from tenants.drafting import (
    FIXED,
    LARGEST,
    Data,
    Place,
    assumed_at,
    at,
    fingerprint,
    places,
    plain,
    put,
    read,
    with_assumed,
    write,
)
from tenants.events import Fact, record
from tenants.models import Landlord, Ruleset, RulesetDraft
from tenants.outcome import Refused
from tenants.scoping import scoped_landlord


def the_draft() -> RulesetDraft | None:
    """Return the draft of the landlord in scope."""
    return RulesetDraft.objects.select_related("based_on").first()


def latest() -> Ruleset:
    """Return the version that was written last, whether it has begun or not: what a next one follows."""
    return Ruleset.objects.order_by("-version")[:1].get()


def seen_at(data: Data, place: Place) -> str:
    """Return the mark of what a draft has at a place."""
    return fingerprint(at(data, place), assumed_at(data, place))


@transaction.atomic
def start_draft(*, by: Actor, now: datetime) -> RulesetDraft:
    """Begin a draft as a copy of the latest version; the one there is, if there is one."""
    _lock_landlord()
    if draft := the_draft():
        return draft
    base = latest()
    draft = RulesetDraft.objects.create(
        based_on=base, source=write(plain(base.rules)), made_at=now, made_by=str(by), saved_at=now, saved_by=str(by)
    )
    _note("ruleset.draft_started", base.version, by=by, now=now)
    return draft


@transaction.atomic
def save_place(place: Place, value: Any, *, assumed: list[str], seen: str, by: Actor, now: datetime) -> None | Refused:
    """Put a checked value at a place, and mark these of its keys as assumed.

    Refused: `no_draft`, `changed_meanwhile` (somebody has saved the place since), `name_taken` (a new part under a
    name that there is), `draft_too_large`.
    """
    draft = _locked()
    if draft is None:
        return Refused(("no_draft",))
    data = read(draft.source)
    before = at(data, place)
    if not seen and before is not None:
        return Refused(("name_taken",))
    if seen and seen != seen_at(data, place):
        return Refused(("changed_meanwhile",))
    changed = with_assumed(put(data, place, _with_fixed(place, value, before)), place, assumed)
    return _save(draft, changed, by=by, now=now)


@transaction.atomic
def remove_part(place: Place, *, seen: str, by: Actor, now: datetime) -> None | Refused:
    """Take a named part out of the draft, with what was marked in it. Refused: `no_draft`, `changed_meanwhile`."""
    draft = _locked()
    if draft is None:
        return Refused(("no_draft",))
    data = read(draft.source)
    if seen != seen_at(data, place):
        return Refused(("changed_meanwhile",))
    return _save(draft, with_assumed(put(data, place, None), place, []), by=by, now=now)


@transaction.atomic
def replace_draft(data: Data, *, seen: str, by: Actor, now: datetime) -> None | Refused:
    """Let a whole other text be the draft; begin one if there is none.

    Refused: `other_landlord` (it is not this landlord's), `changed_meanwhile`, `draft_too_large`.
    """
    landlord = _lock_landlord()
    if data.get("landlord", {}).get("slug") != landlord.slug:
        return Refused(("other_landlord",))
    draft = _locked()
    if draft is not None and seen != fingerprint(draft.source):
        return Refused(("changed_meanwhile",))
    return _save(draft or start_draft(by=by, now=now), data, by=by, now=now)


@transaction.atomic
def discard_draft(*, seen: str, by: Actor, now: datetime) -> None | Refused:
    """Throw the draft away. Refused: `no_draft`, `changed_meanwhile`."""
    _lock_landlord()
    draft = _locked()
    if draft is None:
        return Refused(("no_draft",))
    if seen != fingerprint(draft.source):
        return Refused(("changed_meanwhile",))
    draft.delete()
    _note("ruleset.draft_discarded", draft.based_on.version, by=by, now=now)
    return None


@transaction.atomic
def rebase_draft(*, by: Actor, now: datetime) -> None | Refused:
    """Let the draft follow the latest version: what it changed stays changed, all else is as the latest version has it.

    Refused: `no_draft`.
    """
    _lock_landlord()
    draft = _locked()
    if draft is None:
        return Refused(("no_draft",))
    base, newest = draft.based_on, latest()
    merged = rebased(read(draft.source), plain(base.rules), plain(newest.rules))
    for place in places(merged):
        merged = with_assumed(merged, place, assumed_at(merged, place))
    draft.based_on = newest
    _note("ruleset.draft_rebased", newest.version, by=by, now=now)
    return _save(draft, merged, by=by, now=now)


def rebased(mine: Any, base: Any, theirs: Any) -> Any:
    """Return what a draft comes to over a newer version: its own changes win, key by key; a list is one value.

    A part of another kind than before is one value too: keys of two kinds do not mix.
    """
    if mine == base:
        return theirs
    all_dicts = isinstance(mine, dict) and isinstance(base, dict) and isinstance(theirs, dict)
    if not all_dicts or len({str(part.get("kind")) for part in (mine, base, theirs)}) > 1:
        return mine
    merged = {}
    for key in dict.fromkeys([*theirs, *mine]):
        if key == "assumed":
            marked = [one for one in theirs.get(key, []) if one in mine.get(key, []) or one not in base.get(key, [])]
            merged[key] = marked + [one for one in mine.get(key, []) if one not in [*base.get(key, []), *marked]]
        elif (value := rebased(mine.get(key), base.get(key), theirs.get(key))) is not None:
            merged[key] = value
    return merged


def _lock_landlord() -> Landlord:
    """Lock the landlord's row: before the draft's, and while its log is written."""
    return Landlord.objects.select_for_update(no_key=True).get(pk=scoped_landlord())


def _locked() -> RulesetDraft | None:
    return RulesetDraft.objects.select_related("based_on").select_for_update(of=("self",)).first()


def _save(draft: RulesetDraft, data: Data, *, by: Actor, now: datetime) -> None | Refused:
    source = write(data)
    if len(source) > LARGEST:
        return Refused(("draft_too_large",))
    draft.source, draft.saved_at, draft.saved_by = source, now, str(by)
    draft.save(update_fields=["source", "based_on", "saved_at", "saved_by"])
    return None


def _with_fixed(place: Place, value: Any, before: Any) -> Any:
    """Return a value with what nobody may change as it was."""
    kept = {key: before[key] for *head, key in FIXED if tuple(head) == place.path and before}
    return {**value, **kept} if kept and isinstance(value, dict) else value


def _note(kind: str, version: int, *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"tenants.landlord:{scoped_landlord()}", data={"version": version})], by=by, now=now)
