"""Lighthouse on four pages, as a phone and as a desk (`make lighthouse`); figures go to docs/quality.md by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from config.paths import ROOT
from tests.browser.conftest import FLAGS, WHOLE
from tests.browser.portal import Portal
from tests.browser.test_pictures import pages
from tests.browser.walker import Walker

PAGES = ("start", "lediga", "bostad", "oversikt")
ASKED = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 0.95
TRIES = 3  # it sometimes loses hold of the browser and ends in an error of its own; no score is tried again


@pytest.mark.lighthouse
@pytest.mark.parametrize("portal", [WHOLE], indirect=True)
def test_four_pages_are_measured(portal: Portal, chromium: Browser, tmp_path: Path) -> None:
    walker, told = Walker(portal, chromium), {}
    for name in PAGES:
        who, path = pages(portal)[name]
        walker.client_of(who).get("/")
        cookies = "; ".join(f"{one.key}={one.value}" for one in walker.client_of(who).cookies.values())
        for form in ("mobile", "desktop"):
            told[f"{name} {form}"] = measured(portal.address + path, form, cookies, tmp_path / f"{name}-{form}.json")
    print()
    for where, (scores, why) in told.items():
        print(where.ljust(22), {kind: round(100 * score) for kind, score in scores.items()}, *why)
    low = {(where, kind) for where, (scores, _) in told.items() for kind, score in scores.items() if score < ENOUGH}
    assert low == set()


def measured(address: str, form: str, cookies: str, into: Path) -> tuple[dict[str, float], list[str]]:
    """Return the scores of a page from 0 to 1, and the audits that take something away."""
    lighthouse = str(ROOT / "node_modules" / ".bin" / "lighthouse")
    asked = [
        lighthouse, address, "--quiet", "--output=json", f"--output-path={into}",
        f"--only-categories={','.join(ASKED)}", f"--chrome-flags=--headless=new {FLAGS}",
        f"--extra-headers={json.dumps({'Cookie': cookies})}", *(["--preset=desktop"] if form == "desktop" else []),
    ]  # fmt: skip
    environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or "/usr/bin/chromium"}
    for _ in range(TRIES):
        if subprocess.run(asked, check=False, env=environment, timeout=180).returncode == 0:
            break
    report = json.loads(into.read_text(encoding="utf-8"))
    kinds, audits = report["categories"], report["audits"]
    counted = {ref["id"] for kind in kinds.values() for ref in kind["auditRefs"] if ref["weight"]}
    why = sorted(one for one in counted if (audits[one]["score"] or 0) < ENOUGH and audits[one]["score"] is not None)
    return {kind: kinds[kind]["score"] for kind in ASKED}, why
