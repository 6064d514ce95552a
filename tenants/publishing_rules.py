"""A draft becomes the next version of the rules, from a day on; lettings that go on keep theirs (JOUR-23)."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.draft_checks import check_whole
from tenants.drafting import fingerprint, read
from tenants.drafts import latest
from tenants.landlords import write_version
from tenants.models import Landlord, Ruleset, RulesetDraft
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.scoping import scoped_landlord

# What the apps above have against rules that are to come after others, as a code; None for nothing.
objections: list[Callable[[Rules, Rules], str | None]] = []


def obstacles(draft: RulesetDraft, newest: Ruleset, rules: Rules | None, landlord: Landlord) -> tuple[str, ...]:
    """Return why a draft cannot be published, whatever the day.

    `rules_changed` (a version was written since it began), `not_whole` (it is no ruleset), `other_landlord`,
    `nothing_changed`, and what the apps above object.
    """
    if draft.based_on_id != newest.pk:
        return ("rules_changed",)
    if rules is None:
        return ("not_whole",)
    if rules.landlord.slug != landlord.slug:
        return ("other_landlord",)
    if rules == newest.rules:
        return ("nothing_changed",)
    return tuple(code for objects in objections if (code := objects(rules, newest.rules)))


@transaction.atomic
def publish_draft(*, valid_from: date, seen: str, by: Actor, now: datetime) -> Ruleset | Refused:
    """Write the draft as the next version, in force from a day on; the draft is gone.

    Refused: `no_draft`, `changed_meanwhile` (it is not the draft that was seen), `day_passed`, and the `obstacles`.
    """
    landlord = Landlord.objects.select_for_update().get(pk=scoped_landlord())
    draft = RulesetDraft.objects.select_for_update(of=("self",)).first()
    if draft is None:
        return Refused(("no_draft",))
    if seen != fingerprint(draft.source):
        return Refused(("changed_meanwhile",))
    if valid_from < local_day(now):
        return Refused(("day_passed",))
    rules, _problems = check_whole(read(draft.source))
    if codes := obstacles(draft, latest(), rules, landlord):
        return Refused(codes)
    source = draft.source
    draft.delete()
    return write_version(source, valid_from=valid_from, by=by, now=now)
