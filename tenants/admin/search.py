"""One search over everything: persons, units, lettings, leases, complaints, each app with its own group.

What is sought travels in the body, never in an address: it is often a name or a number (safety 50). All groups are read
in one statement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin import site
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenants import clock
from tenants.admin.dashboard import Row
from tenants.admin.log import actor_of
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Membership, Person
from tenants.models.person import LastDigits
from tenants.personal_number import BadNumber, index, read
from tenants.reading import read_together
from tenants.words import day

SHOWN = 8
LONGEST = 100
SHORTEST = 2
PHONE_DIGITS = 9


@dataclass(frozen=True)
class Sought:
    """What is sought, as each group may look for it."""

    request: HttpRequest
    text: str

    @property
    def words(self) -> list[str]:
        """Return the words."""
        return self.text.split()

    @cached_property
    def number_index(self) -> bytes | None:
        """Return the blind index of a personal number, where one was written."""
        try:
            number = read(self.text, today=local_day(clock.now()))
        except BadNumber:
            return None
        return index(number.digits, self.request.landlord.pk)  # type: ignore[attr-defined]  # set by the middleware

    def persons(self) -> QuerySet[Person]:
        """Return the persons who are meant: by exact number, else by telephone, or how names and address begin."""
        visible = (
            Person.objects.all() if may(self.request, Act.SEE_PROTECTED) else Person.objects.filter(protected=False)
        )
        if self.number_index is not None:
            return visible.filter(number_index=self.number_index)
        digits = re.sub(r"[^0-9]", "", self.text)
        if len(digits) >= PHONE_DIGITS and re.fullmatch(r"[-+0-9\s()/]+", self.text):
            return visible.alias(last=LastDigits("phone")).filter(last=digits[-PHONE_DIGITS:])
        first, last = self.words[0], self.words[-1]
        if len(self.words) == 1:
            named = Q(family_name__istartswith=first) | Q(given_name__istartswith=first)
            return visible.filter(named | Q(email__istartswith=first))
        either = Q(given_name__istartswith=first, family_name__istartswith=last)
        return visible.filter(either | Q(given_name__istartswith=last, family_name__istartswith=first))


@dataclass(frozen=True, slots=True)
class Group:
    """A sort of thing that can be found: its rows, and how one is shown. `reads` is None for nothing."""

    title: Any
    icon: str
    act: Act
    reads: Callable[[Sought], QuerySet[Any] | None]
    shows: Callable[[Any, Sought], Row]


@dataclass(frozen=True, slots=True)
class Found:
    """A group with what was found in it."""

    title: str
    icon: str
    rows: list[Row]
    more: bool


def _persons(sought: Sought) -> QuerySet[Any]:
    return sought.persons().order_by("family_name", "given_name", "pk")


def _person(row: Person, _sought: Sought) -> Row:
    hint = ", ".join(filter(None, [_("född %(day)s") % {"day": day(row.born, year=True, weekday=False)}, row.phone]))
    protected = {"status": _("Skyddade personuppgifter"), "kind": "bad"} if row.protected else {}
    return Row(row.full_name, reverse("admin:tenants_person_change", args=[row.pk]), hint, **protected)


groups: list[Group] = [Group(gettext_lazy("Personer"), "user", Act.SEE_PERSONS, _persons, _person)]


@require_http_methods(["GET", "HEAD", "POST"])
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what was found; the answer to a POST, so that no name or number stands in an address."""
    text = " ".join(request.POST.get("words", "").replace("\x00", "")[:LONGEST].split())
    found: list[Found] = []
    sought = Sought(request, text)
    if len(text) >= SHORTEST:
        found = _found(sought)
    by_number = len(text) >= SHORTEST and sought.number_index is not None and may(request, Act.SEE_PERSONS)
    if by_number:
        _note(request, sought)
    context = {
        **site.each_context(request),
        "title": _("Sök"),
        "sought": "" if sought.number_index is not None else text,
        "groups": found,
        "logged": by_number,
    }
    if by_number and not found:
        context["sought"] = _("personnummer")
    request.current_app = site.name
    return TemplateResponse(request, "admin/kolapp/search.html", context)


def _found(sought: Sought) -> list[Found]:
    """Return each group that has something, all read in one statement."""
    asked = [
        (group, rows)
        for group in groups
        if may(sought.request, group.act) and (rows := group.reads(sought)) is not None
    ]
    if not asked:
        return []
    answers: Sequence[list[Any]] = read_together(*(rows[: SHOWN + 1] for _group, rows in asked))
    return [
        Found(str(group.title), group.icon, [group.shows(row, sought) for row in rows[:SHOWN]], len(rows) > SHOWN)
        for (group, _rows), rows in zip(asked, answers, strict=True)
        if rows
    ]


def _note(request: HttpRequest, sought: Sought) -> None:
    """Note that staff searched by a personal number, and whose it was: never the number (safety 56)."""
    me = request.membership.pk  # type: ignore[attr-defined]  # set by the middleware
    Membership.objects.select_for_update(no_key=True).get(pk=me)  # keeps the chain in order
    person = sought.persons().values_list("pk", flat=True).first()
    fact = Fact("person.number_searched", f"tenants.membership:{me}", person, {"rows": 1 if person else 0})
    record([fact], by=actor_of(request), now=clock.now())
