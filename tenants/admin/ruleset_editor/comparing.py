"""What a draft would change: key by key, and in the dates of a listing that is published today."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tenants import clock
from tenants.admin.ruleset_editor.desk import Desk, address, open_desk, to_the_draft
from tenants.admin.ruleset_editor.hooks import Preview, previews
from tenants.admin.ruleset_editor.words import label, name_of, path_words, said, section_word
from tenants.core.calendar import local_day
from tenants.differences import Change, differences, marks
from tenants.drafting import GENERAL, Data, plain, section_of
from tenants.models import Ruleset
from tenants.rulesets import Rules

NOTHING = ["–"]


@dataclass(frozen=True, slots=True)
class ChangedKey:
    """A key with its values in words; no lines where it has none."""

    name: str
    before: list[str]
    after: list[str]


@dataclass(slots=True)
class ChangedPart:
    """A part with its changed keys; `kind` is added, removed or changed."""

    title: str
    kind: str
    keys: list[ChangedKey] = field(default_factory=list)


def changed_parts(before: Rules, after: Rules) -> list[ChangedPart]:
    """Return the differences of two rulesets in words, part by part."""
    old, new = plain(before), plain(after)
    parts: dict[tuple[str, ...], ChangedPart] = {}
    for change in differences(before, after):
        head, rest = _head(change)
        if head not in parts:
            parts[head] = ChangedPart(_title(head, old, new), _kind(head, old, new))
        key = ChangedKey(_name(rest), _lines(change.before), _lines(change.after))
        if key.before != key.after:
            parts[head].keys.append(key)
    return [*(part for part in parts.values() if part.keys), *_marked(before, after, old, new)]


def _head(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    section = section_of(change.path[0])
    if section is None:
        return (GENERAL,), change.path
    size = 2 if section.is_named else 1
    return change.path[:size], change.path[size:]


def _title(head: tuple[str, ...], old: Data, new: Data) -> str:
    section = section_of(head[0])
    title = section_word(section) if section else label(head[0])
    if len(head) == 1:
        return title
    data = new if head[1] in new.get(head[0], {}) else old
    return f"{title}: {name_of(data, head[0], head[1])}"


def _kind(head: tuple[str, ...], old: Data, new: Data) -> str:
    if len(head) == 1:
        return "changed"
    if head[1] not in old.get(head[0], {}):
        return "added"
    return "changed" if head[1] in new.get(head[0], {}) else "removed"


def _name(rest: tuple[str, ...]) -> str:
    words = [label(key) for key in rest] or [_("Värde")]
    return ", ".join([words[0], *(word[:1].lower() + word[1:] for word in words[1:])])


def _lines(value: Any) -> list[str]:
    return NOTHING if value is None else said(value)


def _marked(before: Rules, after: Rules, old: Data, new: Data) -> Iterable[ChangedPart]:
    assumed, confirmed = marks(before, after)
    keys = [ChangedKey(path_words(new, key.split(".")), [_("publicerat")], [_("antaget")]) for key in assumed]
    keys += [ChangedKey(path_words(old, key.split(".")), [_("antaget")], [_("bekräftat")]) for key in confirmed]
    return [ChangedPart(_("Antagna uppgifter"), "changed", keys)] if keys else []


def difference_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the draft against the version in force, or against another that is named in the address."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    against = _version(request, desk)
    others = [one for one in _other_versions(desk) if one.pk != against.pk]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/difference",
        title=_("Skillnaden mot version %(n)s") % {"n": against.version},
        subtitle=_("Utkast till nya regler"),
        against=against,
        in_force=against.pk == desk.in_force.pk,
        others=others,
        parts=changed_parts(against.rules, desk.rules) if desk.rules is not None else [],
        wrong=desk.wrong,
        back=address(""),
        publish_url=address("publish"),
    )


def _other_versions(desk: Desk) -> list[Ruleset]:
    return list({one.pk: one for one in (desk.in_force, desk.draft.based_on, desk.newest)}.values())


def _version(request: HttpRequest, desk: Desk) -> Ruleset:
    wanted = request.GET.get("mot", "")
    if not wanted:
        return desk.in_force
    found = [one for one in _other_versions(desk) if str(one.version) == wanted]
    if not found:
        raise Http404
    return found[0]


def preview_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the dates of a listing that is published today, under the draft and under the rules in force."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    today = local_day(clock.now())
    found: list[Preview] = []
    if desk.rules is not None:
        found = [one for preview in previews for one in preview(desk.rules, desk.in_force.rules, today)]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/preview",
        title=_("En annons som publiceras i dag"),
        subtitle=_("Utkast till nya regler"),
        today=today,
        in_force=desk.in_force,
        previews=found,
        wrong=desk.wrong,
        back=address(""),
    )
