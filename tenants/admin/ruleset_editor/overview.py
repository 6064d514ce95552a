"""The draft's own page: its sections with what was changed in them, and what can be done with the whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tenants import clock
from tenants.admin.log import actor_of, name_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, must
from tenants.admin.ruleset_editor.desk import Desk, address, open_desk, place_url
from tenants.admin.ruleset_editor.hooks import tools
from tenants.admin.ruleset_editor.words import name_of as part_word
from tenants.admin.ruleset_editor.words import section_word
from tenants.differences import differences, marks
from tenants.drafting import Data, Place, assumed_at, at, places, plain, sections
from tenants.drafts import discard_draft, rebase_draft, start_draft


@dataclass(frozen=True, slots=True)
class Line:
    """A place in the list: what it is called, and what has become of it."""

    title: str
    url: str
    status: str = ""
    kind: str = "plain"
    assumed: str = ""


@dataclass(slots=True)
class Card:
    """A section with its places."""

    title: str
    lines: list[Line] = field(default_factory=list)
    add_url: str = ""


def overview(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the draft, or how to begin one."""
    desk = open_desk(request)
    if desk is None:
        return model_admin.page(request, "rules/none", title=_("Ändra reglerna"), start_url=address("start"))  # type: ignore[no-any-return]  # the base admin's page
    base = plain(desk.draft.based_on.rules)
    changed = _number_of_changes(desk)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/draft",
        title=_("Utkast till nya regler"),
        subtitle=_("Regelverk"),
        desk=desk,
        saved_by=name_of(desk.draft.saved_by),
        cards=list(_cards(desk.data, base)),
        changed=changed,
        tools=[(tool, address(tool.name)) for tool in tools],
        urls={name: address(name) for name in ("difference", "preview", "publish", "text", "file", "discard")},
        rebase_url=address("rebase"),
    )


def _number_of_changes(desk: Desk) -> str:
    if desk.rules is None:
        return ""
    number = len(differences(desk.in_force.rules, desk.rules)) + sum(map(len, marks(desk.in_force.rules, desk.rules)))
    return ngettext("%(n)s ändring", "%(n)s ändringar", number) % {"n": number} if number else _("inga ändringar än")


def _cards(data: Data, base: Data) -> Iterator[Card]:
    there = list(places(data))
    yield Card(_("Gemensamt"), [_line(data, base, place) for place in there if not place.name])
    for section in sections():
        if section.is_named:
            lines = [_line(data, base, place) for place in there if place.section == section]
            lines += [
                Line(_capital(part_word(base, section.key, name)), "", _("Borttagen"), "bad")
                for name in base.get(section.key, {})
                if name not in data.get(section.key, {})
            ]
            yield Card(section_word(section), lines, address("new", section.key))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _line(data: Data, base: Data, place: Place) -> Line:
    now, before = at(data, place), at(base, place)
    title = part_word(data, place.section.key, place.name) if place.name else section_word(place.section)
    assumed = assumed_at(data, place)
    word = (
        ngettext("%(n)s antagen uppgift", "%(n)s antagna uppgifter", len(assumed)) % {"n": len(assumed)}
        if assumed
        else ""
    )
    if ".".join(place.path) in assumed:
        word = _("hela avsnittet är antaget")
    status, kind = "", "plain"
    if before is None and now is not None:
        status, kind = _("Ny"), "good"
    elif now != before:
        status, kind = _("Ändrad"), "info"
    elif not now or (isinstance(now, dict) and not any(now.values())):
        status = _("Tomt")
    return Line(_capital(title), place_url(place), status, kind, word)


@require_POST
def start(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Begin a draft as a copy of the latest version."""
    must(request, Act.CHANGE_RULES)
    start_draft(by=actor_of(request), now=clock.now())
    return see_other(address(""))


@require_POST
def rebase(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Move the draft's changes over to the latest version."""
    must(request, Act.CHANGE_RULES)
    outcome = rebase_draft(by=actor_of(request), now=clock.now())
    tell(request, outcome, _("Dina ändringar ligger nu ovanpå de senaste reglerna. Se skillnaden innan du publicerar."))
    return see_other(address(""))


def discard(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Ask once more, and throw the draft away."""
    desk = open_desk(request)
    if desk is None:
        return see_other(address(""))
    if request.method == "POST":
        outcome = discard_draft(seen=request.POST.get("seen", ""), by=actor_of(request), now=clock.now())
        if not tell(request, outcome, _("Utkastet är kastat. Reglerna som gäller är som de var.")):
            messages.info(request, _("Se efter vad som har ändrats, och kasta utkastet sedan om du fortfarande vill."))
        return see_other(address(""))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/sure",
        title=_("Kasta utkastet"),
        intro=_("Alla ändringar i utkastet går förlorade. Reglerna som gäller påverkas inte."),
        seen=desk.seen,
        button=_("Kasta utkastet"),
        cancel=address(""),
    )
