"""Dates and figures in words, for templates: see `tenants.words`."""

from django import template
from django.utils.translation import get_language

from tenants import words
from tenants.rulesets.base import Words

register = template.Library()

for _name in ("day", "short_day", "deadline", "moment", "clock_time"):
    register.filter(_name, getattr(words, _name))
for _name in ("number", "kronor", "square_metres", "rooms", "period", "days", "time_in_line"):
    register.filter(_name, getattr(words, _name))
register.simple_tag(words.span, name="span")


@register.filter
def day_year(value: object) -> str:
    """Return "måndag 25 maj 2026"."""
    return words.day(value, year=True)


@register.filter
def moment_year(value: object) -> str:
    """Return "måndag 25 maj 2026 kl. 09.00"."""
    return words.moment(value, year=True)


@register.filter
def in_language(value: Words, language: str = "") -> str:
    """Return a ruleset's words in the language in force."""
    return value.in_language(language or get_language() or "sv")
