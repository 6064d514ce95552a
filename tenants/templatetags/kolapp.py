"""Dates and figures in words, for templates: see `tenants.words`."""

from django import template

from tenants import words

register = template.Library()

for _name in ("day", "short_day", "deadline", "moment", "number", "kronor", "square_metres", "rooms"):
    register.filter(_name, getattr(words, _name))
register.simple_tag(words.span, name="span")


@register.filter
def day_year(value: object) -> str:
    """Return "måndag 25 maj 2026"."""
    return words.day(value, year=True)
