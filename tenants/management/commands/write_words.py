"""`manage.py write_words`: bring locale/ up to date with pages and code; what is new waits, empty, to be translated."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand

from tenants.catalogues import FOREIGN, Key, Wording, wordings

WIDTH = 120
PLURALS = 2


class Command(BaseCommand):
    help = "Write the wordings of pages and code into locale/*/django.po, and compile each to its django.mo."

    def handle(self, *args: Any, **options: Any) -> None:
        found = wordings(Path(settings.BASE_DIR))
        for path in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po")):
            language = path.parents[1].name
            catalogue = written_anew(path, {} if language == settings.LANGUAGE_CODE else found)
            catalogue.save()
            catalogue.save_as_mofile(str(path.with_suffix(".mo")))
            empty = catalogue.untranslated_entries() + catalogue.fuzzy_entries()
            self.stdout.write(f"{language}: {len(catalogue)} wordings, {len(empty)} without a translation")
            for entry in empty:
                self.stdout.write(f"  {entry.msgid}")


def written_anew(path: Path, found: dict[Key, Wording]) -> polib.POFile:
    """Return a catalogue with just the wordings that are found, and the libraries' that it says better."""
    old = polib.pofile(str(path), wrapwidth=WIDTH)
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old}
    foreign = [entry for key, entry in known.items() if FOREIGN in entry.comment and key not in found]
    ours = [_entry(wording, known.get(key)) for key, wording in found.items()]
    old.clear()
    old.extend(sorted(ours, key=lambda e: (e.occurrences, e.msgid)) + sorted(foreign, key=lambda e: str(e.msgid)))
    return old


def _entry(wording: Wording, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=wording.context or None,
        msgid=wording.one,
        msgid_plural=wording.many,
        occurrences=[(file, "") for file in sorted(wording.files)],
        flags=["python-format"] if "%(" in wording.one else [],
        msgstr=known.msgstr if known else "",
    )
    if wording.many:
        entry.msgstr_plural = dict.fromkeys(range(PLURALS), "")
        if known:
            entry.msgstr_plural |= known.msgstr_plural or dict.fromkeys(range(PLURALS), known.msgstr)
        entry.msgstr = ""
    return entry
