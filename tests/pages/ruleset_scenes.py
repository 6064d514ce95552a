"""What the tests of the rules' editor share: a browser's idea of a form, and staff who are at work in the draft."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tenants.drafting import Data, read
from tenants.drafts import the_draft
from tenants.models import Role, Ruleset, RulesetDraft
from tests.cast import World


def inside(world: World, name: str = "Maria", role: str = Role.MANAGER) -> Client:
    client = Client(headers={"host": world.host})
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str = "", *args: str) -> str:
    return reverse(f"admin:tenants_ruleset_draft{f'_{name}' if name else ''}", args=args)


def begun(world: World, name: str = "Maria") -> Client:
    """Return a manager's browser, with a draft begun."""
    client = inside(world, name)
    assert client.post(url("start")).status_code == 303
    return client


def draft_of(world: World) -> RulesetDraft:
    with world.scope():
        draft = the_draft()
    assert draft is not None
    return draft


def data_of(world: World) -> Data:
    return read(draft_of(world).source)


def versions(world: World) -> list[int]:
    with world.scope():
        return sorted(Ruleset.objects.values_list("version", flat=True))


class Form(HTMLParser):
    """The form of a page as a browser would send it: the last one with a save button in it."""

    def __init__(self, page: str, holding: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._now: dict[str, list[str]] = {}
        self._holding = holding
        self._select = self._area = ""
        self._first: str | None = None
        self._chosen: str | None = None
        self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at_ = dict(attrs)
        name = at_.get("name") or ""
        if tag == "form":
            self._now = {}
        elif tag == "input" and name:
            kind = at_.get("type", "text")
            if kind not in ("checkbox", "radio") or "checked" in at_:
                self._add(name, at_.get("value") or ("on" if kind == "checkbox" else ""))
        elif tag == "select":
            self._select, self._first, self._chosen = name, None, None
        elif tag == "option":
            value = at_.get("value") or ""
            self._first = value if self._first is None else self._first
            self._chosen = value if "selected" in at_ else self._chosen
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._add(self._select, (self._first or "") if self._chosen is None else self._chosen)
        elif tag == "textarea":
            self._add(self._area, self._text.removeprefix("\n"))
            self._area = ""
        elif tag == "form" and self._holding in self._now:
            self.fields = self._now

    def _add(self, name: str, value: str) -> None:
        self._now.setdefault(name, []).append(value)


def form_of(answer: HttpResponse | Any, holding: str = "_seen") -> dict[str, Any]:
    """Return what a browser would send if nothing were changed."""
    return dict(Form(answer.content.decode(), holding).fields)


def saves(client: Client, address: str, **changed: Any) -> Any:
    """Open a place, change some of its fields (`_` for a dot), and save."""
    fields = form_of(client.get(address)) | {name.replace("__", "."): value for name, value in changed.items()}
    return client.post(address, {name: value for name, value in fields.items() if value is not None})
