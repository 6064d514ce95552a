"""The words of pages and code, found without gettext's own tools, and their translations in locale/.

Swedish is the source: every msgid is Swedish. `locale/en` has the English; `locale/sv` has only what a library says
in poorer Swedish than ours. A wording of a library's is marked with `FOREIGN`, so that it is kept.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

FOREIGN = "said by a library"
PLACES = ("config", "tenants", "queues", "letting", "disturbance", "templates")
TEMPLATE_ENDINGS = {".html", ".txt"}
# What a function's arguments are: c context, 1 singular, n plural.
CALLS = {"_": "1", "gettext": "1", "ngettext": "1n", "pgettext": "c1", "npgettext": "c1n"}
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*((?:{_STRING}\s*,?\s*)+)", re.DOTALL)
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w+\}")
_TAG = re.compile(r"</?\w+")

Key = tuple[str, str]


@dataclass(slots=True)
class Wording:
    """A msgid as a page or a module says it, and the files where it stands."""

    context: str
    one: str
    many: str = ""
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        """Return what a catalogue looks a wording up by."""
        return self.context, self.one


def wordings(root: Path) -> dict[Key, Wording]:
    """Return every wording of the templates and the code below a folder."""
    found: dict[Key, Wording] = {}
    for path in _files(root):
        text = path.read_text(encoding="utf-8")
        for wording in of_python(text) if path.suffix == ".py" else of_template(text):
            known = found.setdefault(wording.key, wording)
            known.many = known.many or wording.many
            known.files.add(path.relative_to(root).as_posix())
    return found


def of_python(source: str) -> Iterator[Wording]:
    """Return the wordings of a module: what it passes, as it stands, to a function of gettext's."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        roles = CALLS.get(name.removesuffix("_lazy").removesuffix("_noop"))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if roles and len(texts) >= len(roles):
            yield _wording(roles, texts)


def of_template(source: str) -> Iterator[Wording]:
    """Return the wordings of a template's translate tags and `_()`."""
    for name, arguments in _CALL.findall(templatize(source)):
        texts = ast.literal_eval(f"[{arguments}]")
        yield _wording(CALLS[name], texts)


def differences(source: str, translation: str) -> list[str]:
    """Return the placeholders, tags and outer spaces that a wording and its translation do not share."""
    wrong = [
        ", ".join(sorted(set(pattern.findall(source)) ^ set(pattern.findall(translation))))
        for pattern in (_PLACEHOLDER, _TAG)
    ]
    if source[:1].isspace() != translation[:1].isspace() or source[-1:].isspace() != translation[-1:].isspace():
        wrong.append("space at an end")
    return [words for words in wrong if words]


def _wording(roles: str, texts: Iterable[str]) -> Wording:
    said = dict(zip(roles, texts, strict=False))
    return Wording(said.get("c", ""), said["1"], said.get("n", ""))


def _files(root: Path) -> Iterator[Path]:
    for place in PLACES:
        for path in sorted((root / place).rglob("*")):
            if path.suffix == ".py" or (path.suffix in TEMPLATE_ENDINGS and path.is_file()):
                yield path
