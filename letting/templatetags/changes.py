"""What a change of a lease is called, in templates."""

from django import template

from letting.change_words import NAMES
from tenants.rulesets.change_rules import ChangeKind

register = template.Library()


@register.filter
def change_word(kind: str) -> str:
    """Return what a kind of change is called within a sentence: "direktbyte"."""
    return str(NAMES[ChangeKind(kind)])
