"""The landlords' rules as data: a schema, and one TOML file per landlord."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from tenants.rulesets.schema import Rules

__all__ = ["FOLDER", "BadRuleset", "Rules", "parse", "presets"]

FOLDER = Path(__file__).parent


class BadRuleset(ValueError):
    """A ruleset that cannot be used; its text is one sentence that names the key and the reason."""


@lru_cache(maxsize=256)
def parse(source: str) -> Rules:
    """Read a ruleset's TOML text; raise BadRuleset with the key and the reason. Cached: the text is the key."""
    try:
        return Rules.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise BadRuleset(f"not TOML: {error}") from error
    except ValidationError as error:
        raise BadRuleset(_sentence(error)) from error


def presets() -> dict[str, Path]:
    """Return the rulesets that come with the portal, by slug."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    key = ".".join(str(step) for step in first["loc"]) or "the file"
    reason = first["msg"].removeprefix("Value error, ")
    more = error.error_count() - 1
    return f"{key}: {reason}" + (f" (and {more} more)" if more else "")
