"""Extras in the templates of messages."""

from collections.abc import Mapping, Sequence

from django import template

from letting.extra_words import why
from tenants.words import language

register = template.Library()


@register.filter
def in_words(names: Mapping[str, str]) -> str:
    """Return a name in the language that is written in."""
    return names.get(language(), names["sv"])


@register.filter
def extra_why(codes: Sequence[str]) -> str:
    """Say why the portal refused an extra."""
    return why(codes)
