"""Laws of the words: all of it can be read in English, and no page says a word past the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import polib
import pytest
from django.apps import apps
from django.contrib import admin
from django.template.base import Lexer, TokenType
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from tenants import words
from tenants.catalogues import FOREIGN, differences, of_python, of_template, wordings

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
LANGUAGES = [path.parents[1].name for path in CATALOGUES]
ENGLISH = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))
MEND = "`make words` writes new wordings into locale/ and compiles it; then translate what it names."

# What stands bare in a template because it is the same in every language, or is in the other language on purpose.
BARE = {"Kölapp", "English", "Svenska", "WCAG", "PDF", "JSON"}
SEEN = {"alt", "aria-label", "placeholder", "title", "data-error", "data-offline", "data-copied", "data-busy"}
UNSEEN = {"script", "style", "code"}
OURS = ("tenants", "queues", "letting", "disturbance")
ICONS = "material-symbols"
WORD = re.compile(r"[^\W\d_]{2,}")


def test_every_wording_of_a_page_is_in_the_english_catalogue() -> None:
    ours = {(entry.msgctxt or "", entry.msgid) for entry in ENGLISH if FOREIGN not in entry.comment}
    assert {"missing": set(wordings(ROOT)) - ours, "gone": ours - set(wordings(ROOT))} == {
        "missing": set(),
        "gone": set(),
    }, MEND


@pytest.mark.parametrize("path", CATALOGUES, ids=LANGUAGES)
def test_every_wording_is_translated_and_none_of_it_guessed(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    left = catalogue.untranslated_entries() + catalogue.fuzzy_entries() + catalogue.obsolete_entries()
    assert [entry.msgid for entry in left] == [], MEND


@pytest.mark.parametrize("path", CATALOGUES, ids=LANGUAGES)
def test_the_compiled_catalogue_is_the_one_that_is_read(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == polib.pofile(str(path)).to_binary(), MEND


@pytest.mark.parametrize("path", CATALOGUES, ids=LANGUAGES)
def test_a_translation_keeps_placeholders_tags_and_spaces(path: Path) -> None:
    wrong = {}
    for entry in polib.pofile(str(path)):
        sources = {0: entry.msgid, 1: entry.msgid_plural}
        pairs = [(sources[n], said) for n, said in entry.msgstr_plural.items()] or [(entry.msgid, entry.msgstr)]
        for source, said in pairs:
            if different := differences(source, said):
                wrong[source] = different
    assert wrong == {}


def test_staff_are_called_by_one_word_in_english() -> None:
    other = re.compile(r"members? of staff|(?<!letting )\bofficer|letting staff|employee|case ?worker", re.IGNORECASE)
    assert [entry.msgstr for entry in ENGLISH if other.search(entry.msgstr)] == []


def test_a_librarys_wording_that_we_say_better_is_still_the_librarys() -> None:
    import allauth
    import django
    import unfold

    homes = [
        Path(allauth.__file__).parent,
        *(Path(django.__file__).parent / at for at in ("conf", "contrib/admin", "contrib/auth")),
    ]
    theirs = [polib.pofile(str(home / "locale/sv/LC_MESSAGES/django.po")) for home in homes]
    known = {entry.msgid for catalogue in theirs for entry in catalogue}
    # Unfold has no catalogue: its wordings are found where it says them.
    sources = [path for path in Path(unfold.__file__).parent.rglob("*") if path.suffix in (".py", ".html")]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    foreign = [e.msgid for path in CATALOGUES for e in polib.pofile(str(path)) if FOREIGN in e.comment]
    assert [msgid for msgid in foreign if msgid not in known and msgid not in said] == []


class Visible(HTMLParser):
    """Gathers what a reader sees or hears of a template."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []  # elements that no reader sees, or that are drawn as an icon

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name in SEEN and value]
        if tag in UNSEEN or ICONS in (dict(attrs).get("class") or ""):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.said.append(data)


def bare_words(source: str) -> Iterator[str]:
    """Return the words of a template that stand outside the translate tags."""
    kept: list[str] = []
    within = ""
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type is TokenType.BLOCK and token.contents.split() else ""
        if not within and name in {"blocktranslate", "comment"}:
            within = f"end{name}"
        elif token.contents == "block icon":
            within = "endblock"
        elif within and name == within:
            within = ""
        elif not within and token.token_type is TokenType.TEXT:
            kept.append(token.contents)
    page = Visible()
    page.feed("".join(kept))
    for said in page.said:
        without = re.sub(r"&\w+;", " ", said)
        yield from (word for word in WORD.findall(without) if word not in BARE)


INVENTED = {"stil.html"}  # a page of the demo with an invented flat on it
TEMPLATES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.*"))
    if path.suffix in {".html", ".txt"} and path.name not in INVENTED
]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "templates").as_posix())
def test_a_template_says_nothing_outside_its_translate_tags(path: Path) -> None:
    assert list(bare_words(path.read_text(encoding="utf-8"))) == []


def test_a_bare_word_is_found_in_text_and_in_what_is_read_aloud() -> None:
    page = '<p title="Hjälp">{% translate "Spara" %} nu {{ x }}<b>{% blocktranslate %}Ja{% endblocktranslate %}</b></p>'
    assert list(bare_words(page)) == ["Hjälp", "nu"]


def test_the_finder_reads_code_and_templates_as_gettext_does() -> None:
    code = '_("ett " "två"), ngettext("%(n)s dag", "%(n)s dagar", n), pgettext("ålder", "år"), _(name)'
    page = """{% load i18n %}{% translate 'Hej "du"' %}{% blocktranslate trimmed count n=x %}
        En {{ n }}{% plural %}Flera {{ n }}{% endblocktranslate %}{{ x|default:_("inget") }}"""
    assert [(w.context, w.one, w.many) for w in of_python(code)] == [
        ("", "ett två", ""),
        ("", "%(n)s dag", "%(n)s dagar"),
        ("ålder", "år", ""),
    ]
    assert {(w.context, w.one, w.many) for w in of_template(page)} == {
        ("", 'Hej "du"', ""),
        ("", "En %(n)s", "Flera %(n)s"),
        ("", "inget", ""),
    }


def test_dates_and_figures_are_said_in_both_languages() -> None:
    said = {}
    for language in ("sv", "en"):
        with translation.override(language):
            said[language] = [
                words.deadline("2026-05-25"),
                words.moment("2026-05-22T08:00:00+02:00"),
                words.short_day("2026-09-07"),
                words.span("2026-05-29", "2026-06-03"),
                words.kronor(7200),
                words.square_metres("58.5"),
                words.rooms(1),
                words.rooms(2),
                gettext("Sökande"),
                ngettext("%(n)s arbetsdag", "%(n)s arbetsdagar", 2) % {"n": 2},
            ]
    assert said == {
        "sv": [
            "måndag 25 maj kl. 24", "fredag 22 maj kl. 08.00", "mån 7 sep", "29 maj–3 juni", "7\xa0200\xa0kr",
            "58,5\xa0m²", "1 rum och kök", "2 rum och kök", "Sökande", "2 arbetsdagar",
        ],
        "en": [
            "Monday 25 May at 24:00", "Friday 22 May at 08:00", "Mon 7 Sep", "29 May–3 June", "7,200\xa0kr",
            "58.5\xa0m²", "1 room and kitchen", "2 rooms and kitchen", "Applicants", "2 workdays",
        ],
    }  # fmt: skip


def test_no_model_and_no_column_of_the_admin_is_named_past_the_catalogue() -> None:
    names: dict[str, object] = {app.label: app.verbose_name for app in apps.get_app_configs() if app.name in OURS}
    for model in apps.get_models():
        if not model.__module__.startswith(OURS):
            continue
        where = model._meta.label
        names |= {where: model._meta.verbose_name, f"{where}, plural": model._meta.verbose_name_plural}
        own = [field for field in model._meta.local_fields if not field.primary_key and field.model is model]
        names |= {f"{where}.{field.name}": field.verbose_name for field in own if _is_named(field)}
    for page in admin.site._registry.values():
        for name in dir(type(page)):
            text = getattr(getattr(page, name, None), "short_description", None)
            if text and _ours(page, name):
                names[f"{type(page).__name__}.{name}"] = text
    assert sorted(where for where, name in names.items() if not isinstance(name, Promise)) == []


def _is_named(field: Any) -> bool:
    return bool(field.verbose_name != field.name.replace("_", " "))


def _ours(page: Any, name: str) -> bool:
    return any(name in vars(kind) for kind in type(page).__mro__ if kind.__module__.startswith(OURS))
