"""Every page is light: few questions to the database, little to load, nothing written in place of a file.

Whoever may open an address opens it, in a town where everything has happened (`tests.whole_town`).
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import unfold
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from tests.architecture.permissions import PERMISSIONS
from tests.cast import World
from tests.pages.office import FRAME
from tests.rounds import Stop, comes, rounds
from tests.whole_town import NOW, whole_town

MOST_QUERIES, MOST_HTML, MOST_BESIDE = 12, 100_000, 100_000
FILE = re.compile(r'<(?:script|link)\b[^>]*\b(?:src|href)="/static/([^"?]+\.(?:js|css))"')
IN_PLACE = re.compile(
    r'<script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))[^>]*>|<style[^>]*>|<[a-z][^>]*\s(?:style|on[a-z]+)="',
    re.IGNORECASE,
)
UNFOLDS_OWN = '<style id="unfold-theme-colors">'  # the admin's colours, which its looser policy lets in

# Nobody is let in by a GET, with what is there in this town; every other address has a page, leads on or sends a file.
NOBODYS = {
    "account_logout", "admin:logout",  # left alone: the round goes on
    "admin:autocomplete", "admin:view_on_site", "admin/(?P<url>.*)$",  # Django's, closed or asked by scripts
    "admin:letting_unit_picture", "public:picture", "admin:letting_inspection_photo", "admin:letting_inspection_pdf",
    "admin:disturbance_case_photo",
    "admin:letting_inspection_remark_change",
    "my:inspection_photo", "admin:tenants_export_file", "my:extract_file",  # there are none
    "my:mandate_question", "my:mandate_answer",  # asked of someone: tests/browser/test_ombud.py
    "bankid_callback", "socialaccount_login_error", "socialaccount_signup",  # by a broker: tests/browser/test_login.py
    "api:nothing_here",  # what is not there
    "admin:password_change",  # the portal's own page for it
    "admin:tenants_mandate_add", "admin:tenants_barrier_add", "admin:disturbance_case_add",
    "admin:queues_exemption_add",  # of the rules of this town none can be excepted from
    "admin:letting_notice_add", "admin:letting_homeclaim_add", "admin:letting_earliermove_add",
    "admin:letting_inspection_add", "admin:letting_debt_add", "admin:letting_leasechange_add",
    "admin:letting_extra_add",
    "admin:letting_security_add", "admin:queues_companion_add", "admin:queues_queue_add", "admin:tenants_document_add",
    "admin:tenants_event_add", "admin:tenants_export_add", "admin:tenants_message_add", "admin:tenants_ruleset_add",
}  # fmt: skip


@pytest.fixture
def town(db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> World:
    settings.MEDIA_ROOT = tmp_path
    town = whole_town()
    monkeypatch.setattr("tenants.clock.now", lambda: NOW)
    return town


def test_every_page_is_light(town: World) -> None:
    faults, let_in, clients = [], set[str](), {who: comes(town, who) for who in (None, *town.users)}
    for stop in rounds(town):
        if PERMISSIONS[stop.name] == "staff" and stop.name in let_in and stop.who != "Eva":
            continue  # heads and directors open what officers cannot
        answer, asked = ask(clients[stop.who], stop)
        if answer.status_code not in (400, 401, 403, 404) and not is_sent_to_the_door(stop, answer):
            let_in.add(stop.name)
        if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
            faults += [(*stop, fault) for fault in against(stop, answer.content.decode(), asked)]
    shut = {name for name in set(PERMISSIONS) - let_in if not name.endswith("_delete")}  # nothing is deleted by hand
    assert (faults, shut - NOBODYS) == ([], set())


def is_sent_to_the_door(stop: Stop, answer: HttpResponse) -> bool:
    """Say whether one who should be let in is asked to log in, or for a second step."""
    return PERMISSIONS[stop.name] in ("person", "staff") and answer.headers.get("Location", "").startswith("/konto/")


def test_what_is_heavy_is_told() -> None:
    stop, files = Stop("public:start", None, "/"), "".join(f'<script src="/static/{name}"></script>' for name in HEAVY)
    page = f'<p style="color: red" onclick="x()">{"a" * MOST_HTML}</p><script>x()</script><style>p {{}}</style>{files}'
    told = against(stop, page, ["SELECT 1"] * 13)
    assert [word.split()[0] for word in told] == ["13", "100", "185", "<p", "<script>", "<style>"]


HEAVY = ("unfold/js/chart/chart.js", "admin/js/vendor/xregexp/xregexp.js", "unfold/css/styles.css")


def ask(client: Client, stop: Stop) -> tuple[HttpResponse, list[str]]:
    """Open a page; return it with what it asks the database, the frame of its transaction left out."""
    asked: list[str] = []

    def note(execute: Any, sql: str, *rest: Any) -> Any:
        if not sql.startswith(FRAME):
            asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        return client.get(stop.path), asked


def against(stop: Stop, page: str, asked: list[str]) -> list[str]:
    """Return what speaks against a page."""
    size, beside = len(page.encode()), sum(map(squeezed, set(FILE.findall(page))))
    return [
        *([f"{len(asked)} queries"] if len(asked) > MOST_QUERIES else []),
        *([f"{size // 1000} kB"] if size > MOST_HTML else []),
        *([f"{beside // 1000} kB beside"] if beside > MOST_BESIDE else []),
        *(found for found in IN_PLACE.findall(page) if found != UNFOLDS_OWN or PERMISSIONS[stop.name] != "staff"),
    ]


@cache
def squeezed(name: str) -> int:
    """Return what a file weighs on its way."""
    path = finders.find(name)
    assert path, name
    return len(zlib.compress(Path(path).read_bytes(), 6))


LEFT_OUT = ("unfold/js/alpine/alpine.sort.js", "unfold/js/htmx/htmx.js", "unfold/js/chart/chart.js")


def test_the_staffs_frame_is_unfolds_without_what_no_page_uses() -> None:
    """The copy follows the library: when Unfold changes its frame, this tells."""
    frame = "unfold/layouts/skeleton.html"
    theirs = (Path(unfold.__file__).parent / "templates" / frame).read_text(encoding="utf-8").splitlines()
    ours = (Path(settings.BASE_DIR) / "templates" / frame).read_text(encoding="utf-8").splitlines()
    assert ours == [line for line in theirs if not any(script in line for script in LEFT_OUT)]
