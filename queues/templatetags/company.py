"""What companions are called, for pages and letters: see `queues.roles`."""

from django import template

from queues.roles import RELATIONS, ROLES

register = template.Library()


@register.filter
def role_word(role: str) -> str:
    """Return "medsökande" of a role, for the middle of a sentence."""
    return str(ROLES.get(role, role))


@register.filter
def relation_word(relation: str) -> str:
    """Return "sambo" of a relation; nothing where there is none."""
    return str(RELATIONS.get(relation, relation))
