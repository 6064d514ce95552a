"""The rules by their ids: what each says, and which tests and stories show it. For `write_docs` and the tests."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CATALOGUE = Path("docs") / "rule-catalogue.toml"
WORDS = ("TIME", "JOUR", "QUEUE", "CHECK", "SCHEME", "LEASE", "NIGHT")
IN_A_NAME = re.compile(rf"(?:^|_)({'|'.join(WORDS).lower()})((?:(?:_and)?_\d+)+)(?=_|$)")
IN_A_STORY = re.compile(rf"\b({'|'.join(WORDS)})-(\d+(?:\.\.\d+)?(?:, \d+(?:\.\.\d+)?)*)")
HEAD_ENDS = re.compile(r"[:.](?: |$)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. `keys`: those that carry it beside the ones whose description begins with its id."""

    says: str
    keys: tuple[str, ...] = ()
    same: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A rule's id in the name of a test, or in the first line of a story."""

    rule: str
    path: Path
    name: str


def catalogue(root: Path) -> Mapping[str, Rule]:
    """Return the rules by their ids, in order."""
    read = tomllib.loads((root / CATALOGUE).read_text(encoding="utf-8"))
    return {
        rule: Rule(entry["says"], tuple(entry.get("keys", ())), entry.get("same", False))
        for rule, entry in read.items()
    }


def ids_in_name(name: str) -> tuple[str, ...]:
    """Return the ids in a test's name: `test_jour_10_and_11_…` has two, `…_jour_4_time_7` has one of each word."""
    found = IN_A_NAME.findall(name)
    return tuple(f"{word.upper()}-{number}" for word, numbers in found for number in re.findall(r"\d+", numbers))


def ids_in_head(line: str) -> tuple[str, ...]:
    """Return the ids that a story's first line begins with: "JOUR-1..3, 18; TIME-2." has five."""
    head = HEAD_ENDS.split(line.removeprefix("# "), maxsplit=1)[0]
    return tuple(
        f"{word}-{number}"
        for word, numbers in IN_A_STORY.findall(head)
        for span in numbers.split(", ")
        for number in _numbers(span)
    )


def _numbers(span: str) -> range:
    first, _, last = span.partition("..")
    return range(int(first), int(last or first) + 1)


def sightings(root: Path) -> Iterator[Sighting]:
    """Yield every id in the name of a test, and in the first line of a story, file by file."""
    for path in sorted((root / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield from (Sighting(rule, path, node.name) for rule in ids_in_name(node.name))
    for path in sorted((root / "tests" / "scenarios").glob("*.toml")):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        yield from (Sighting(rule, path, path.stem) for rule in ids_in_head(first))
