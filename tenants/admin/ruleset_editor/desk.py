"""The draft as the editor's pages meet it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from tenants import clock
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, must
from tenants.admin.ruleset_editor.refusals import place_of, whole_sentence
from tenants.core.calendar import local_day
from tenants.draft_checks import Problem, check_whole
from tenants.drafting import GENERAL, Data, Place, fingerprint, read, section_of
from tenants.drafts import latest, the_draft
from tenants.models import Ruleset, RulesetDraft
from tenants.rulesets import Rules


def address(name: str, *args: Any) -> str:
    """Return the address of one of the draft's pages; without a name that of the draft."""
    return reverse(f"admin:tenants_ruleset_draft{f'_{name}' if name else ''}", args=args)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A problem of the whole, in words, with the page where it is put right."""

    sentence: str
    url: str


@dataclass
class Desk:
    """A draft with what is asked about it, read once."""

    draft: RulesetDraft

    @cached_property
    def data(self) -> Data:
        """Return the draft as data."""
        return read(self.draft.source)

    @cached_property
    def newest(self) -> Ruleset:
        """Return the version that was written last."""
        return latest()

    @cached_property
    def in_force(self) -> Ruleset:
        """Return the version in force today."""
        today = local_day(clock.now())
        return self.newest if self.newest.valid_from <= today else Ruleset.in_force(today)

    @cached_property
    def _whole(self) -> tuple[Rules | None, list[Problem]]:
        return check_whole(self.data)

    @property
    def rules(self) -> Rules | None:
        """Return the rules that the draft comes to; None while it does not hang together."""
        return self._whole[0]

    @property
    def wrong(self) -> list[Wrong]:
        """Return what stands in the way of the whole, in words."""
        return [Wrong(whole_sentence(problem, self.data), self.url_of(problem)) for problem in self._whole[1]]

    @property
    def is_outdated(self) -> bool:
        """Say whether a version was written since the draft began."""
        return self.draft.based_on_id != self.newest.pk

    @property
    def seen(self) -> str:
        """Return the mark of the draft as it is."""
        return fingerprint(self.draft.source)

    def url_of(self, problem: Problem) -> str:
        """Return the page where a problem is put right."""
        place = place_at(self.data, [str(step) for step in place_of(problem)])
        return place_url(place) if place else address("")


def open_desk(request: HttpRequest) -> Desk | None:
    """Return the draft's desk for whoever may change the rules; None where there is no draft."""
    must(request, Act.CHANGE_RULES)
    draft = the_draft()
    return Desk(draft) if draft is not None else None


def to_the_draft() -> HttpResponse:
    """Return the way to the draft's page, which says that there is none and how to begin."""
    return see_other(address(""))


def place_url(place: Place) -> str:
    """Return the address of a place's page."""
    if place.name:
        return address("part", place.section.key, place.name)
    return address("section", place.section.key)


def place_at(data: Data, steps: Sequence[str]) -> Place | None:
    """Return the place that a way leads to."""
    section = section_of(steps[0]) or section_of(GENERAL) if steps else None
    if section is None:
        return None
    if not section.is_named:
        return Place(section)
    name = steps[1] if len(steps) > 1 else ""
    return Place(section, name) if name in data.get(section.key, {}) else None


def find_place(section_key: str, name: str) -> Place:
    """Return a place by its address; an unknown section is a 404, whether the part is there or not."""
    section = section_of(section_key)
    if section is None or section.is_named != bool(name):
        raise Http404
    return Place(section, name)
