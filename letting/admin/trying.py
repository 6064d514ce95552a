"""A draft of the rules tried on a story: played under the draft and under the rules in force, side by side.

Nothing is kept: the simulator makes a landlord of its own in a transaction that is rolled back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

import structlog
from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.story_words import told, wrong
from letting.admin.words import LISTING
from letting.core.states import ListingState
from letting.simulation.player import Played, play
from letting.simulation.shipped import advertised, fill, moments, shipped, title_of
from letting.simulation.story import BadStory, Story, parse_story
from tenants import clock
from tenants.admin.ruleset_editor.desk import Desk, address, open_desk, to_the_draft
from tenants.admin.ruleset_editor.hooks import Tool, tools
from tenants.core.calendar import local_day
from tenants.events import Names, names_in
from tenants.rulesets import Rules
from tenants.words import clock_time, day, said

log = structlog.get_logger()

LARGEST = 50_000  # characters of a story of one's own
MOST_PEOPLE, MOST_LISTINGS, MOST_ACTS, MOST_EVENTS, LONGEST = 20, 5, 100, 500, timedelta(days=400)
STOPPED = (RuntimeError, DatabaseError, ArithmeticError, LookupError, ValueError)


@dataclass(frozen=True, slots=True)
class Moment:
    """What happens at one time: now, in the draft, or both."""

    at: datetime
    now: str
    draft: str

    @property
    def same(self) -> bool:
        """Say whether it happens in both."""
        return self.now == self.draft

    @property
    def time(self) -> str:
        """Return the time of day."""
        return clock_time(self.at)

    @property
    def day(self) -> str:
        """Return the day, with its weekday."""
        return day(self.at, year=True)


class StoryForm(forms.Form):
    """Which story is played, and of which way of letting; or a story of one's own."""

    story = forms.ChoiceField(label=gettext_lazy("Berättelse"))
    scheme = forms.ChoiceField(label=gettext_lazy("Uthyrningssätt"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Egen berättelse"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Skriv berättelsen i textformatet TOML. Högst 50 000 tecken."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off"}),
    )

    OWN = "egen"

    def __init__(self, *args: Any, schemes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (self.OWN, _("En egen berättelse, som jag klistrar in"))
        stories = [(name, title_of(name)) for name in shipped()] if schemes else []
        for name, choices in (("story", [*stories, own]), ("scheme", schemes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
            field.choices = choices
            field.error_messages["invalid_choice"] = _("Välj ett av alternativen.")

    def clean(self) -> dict[str, Any]:
        """Read a story of one's own, and refuse one that would take too long."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("story") != self.OWN or "text" in self.errors:
            return data
        text = data.get("text", "")
        if not text.strip():
            self.add_error("text", _("Klistra in en berättelse."))
        elif len(text) > LARGEST:
            self.add_error("text", _("Berättelsen är för lång: den får ha högst 50 000 tecken."))
        else:
            try:
                data["own"] = _small_enough(parse_story(text.replace("\r\n", "\n")))
            except BadStory as error:
                self.add_error("text", wrong(error))
        return data


def _small_enough(story: Story) -> Story:
    acts = sum(len(do.actors) for do in story.do)
    ends = max([do.at for do in story.do] + [story.end or story.start])
    too_many = len(story.applicants) > MOST_PEOPLE or len(story.listings) > MOST_LISTINGS or acts > MOST_ACTS
    if too_many or ends - story.start > LONGEST:
        raise BadStory("story: too long for a page", kind="too_large_story")
    return story


def try_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Ask for a story; a POST plays it and shows what came of it. Nothing is changed by it."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    rules = desk.rules
    both = [slug for slug in advertised(desk.in_force.rules) if rules is not None and slug in advertised(rules)]
    schemes = [(slug, said(rules.schemes[slug].name)) for slug in both] if rules is not None else []
    form = StoryForm(request.POST if request.method == "POST" else None, schemes=schemes)
    played: tuple[Played, Played] | None = None
    if request.method == "POST" and rules is not None and form.is_valid():
        played = _play(desk, rules, form)
    rows = _side_by_side(*played, _names(desk)) if played is not None else []
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/try",
        title=_("Prova reglerna på en berättelse"),
        subtitle=_("Utkast till nya regler"),
        status=422 if form.errors or (request.method == "POST" and rules is None) else 200,
        form=form,
        wrong=desk.wrong,
        played=played is not None,
        rows=rows,
        parting=next((row for row in rows if not row.same), None),
        endings=_endings(*played) if played is not None else [],
        in_force=desk.in_force,
        back=address(""),
    )


def _play(desk: Desk, rules: Rules, form: StoryForm) -> tuple[Played, Played] | None:
    """Play the story under the rules in force and under the draft; what stops it stands at its field."""
    data, old = form.cleaned_data, desk.in_force.rules
    field = "text" if "own" in data else "story"
    try:
        if "own" in data:
            return _both(desk, data["own"], data["own"])
        scheme = data["scheme"] or advertised(old)[0]
        when = moments(old, scheme, local_day(clock.now()))
        name = data["story"]
        return _both(desk, fill(name, old, scheme, when), fill(name, rules, scheme, when))
    except BadStory as error:
        form.add_error(field, wrong(error))
    except STOPPED as error:
        log.warning("story.stopped", error=type(error).__name__)
        form.add_error(field, _("Berättelsen gick inte att spela upp till slutet. Kontrollera tal och datum i den."))
    return None


def _both(desk: Desk, now: Story, draft: Story) -> tuple[Played, Played]:
    return (
        play(now, desk.in_force.source, most_events=MOST_EVENTS),
        play(draft, desk.draft.source, most_events=MOST_EVENTS),
    )


def _names(desk: Desk) -> Names:
    """Return what the rules call their queues and grounds: those in force first, so that a new name parts nothing."""
    return {**(names_in(desk.rules) if desk.rules is not None else {}), **names_in(desk.in_force.rules)}


def _side_by_side(now: Played, draft: Played, names: Names) -> list[Moment]:
    """Return both in order of time, what they share once."""
    old, new = _lines(now, names), _lines(draft, names)
    rows: list[Moment] = []
    for what, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            rows += [Moment(at, words, words) for at, words in old[i:j]]
        else:
            rows += _apart(old[i:j], new[k:m])
    return rows


def _apart(old: list[tuple[datetime, str]], new: list[tuple[datetime, str]]) -> Iterator[Moment]:
    """Yield what the two do not share, what happens at the same time beside each other."""
    for at in sorted({at for at, _words in (*old, *new)}):
        here = ([words for moment, words in side if moment == at] for side in (old, new))
        for now, draft in zip_longest(*here, fillvalue=""):
            yield Moment(at, now, draft)


def _lines(played: Played, names: Names) -> list[tuple[datetime, str]]:
    found = ((datetime.fromisoformat(event["at"]), told(event, names)) for event in played.events)
    return [(at, words) for at, words in found if words]


def _endings(now: Played, draft: Played) -> list[tuple[str, str, str]]:
    """Return how each listing ends: its name, now, in the draft."""
    return [
        (key, _ending(listing), _ending(draft.final["listings"][key])) for key, listing in now.final["listings"].items()
    ]


def _ending(listing: dict[str, Any]) -> str:
    word = str(LISTING[ListingState(listing["state"])][0])
    who = str(listing["tenant"] or "")
    return _("%(state)s, till %(who)s") % {"state": word, "who": who.capitalize()} if who else word


tools.append(
    Tool(
        "prova",
        "try",
        gettext_lazy("Prova reglerna på en berättelse"),
        gettext_lazy("Samma händelser med båda versionerna av reglerna, sida vid sida"),
        try_page,
    )
)
