"""What the message templates need and the frozen context does not say in one language."""

from typing import Any

from django import template
from django.utils.translation import get_language

from tenants.events import names_in, sentence
from tenants.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def addition(context: template.Context) -> str:
    """Return what the landlord adds to a message of this kind, under the portal's own words; else nothing."""
    rules, message = context.get("rules"), context.get("message")
    if rules is None or message is None or message.kind not in rules.messages:
        return ""
    added: str = rules.messages[message.kind].addition.in_language(get_language() or "sv")
    return added


@register.simple_tag(takes_context=True)
def queue_name(context: template.Context) -> Any:
    """Return the queue's name, as it was when the message was posted."""
    english = (get_language() or "sv").startswith("en")
    return context.get("queue_en" if english else "queue_sv", "")


@register.simple_tag(takes_context=True)
def said(context: template.Context, name: str) -> Any:
    """Return what the frozen context says of a name in the language in force: `ground_sv` or `ground_en`."""
    english = (get_language() or "sv").startswith("en")
    return context.get(f"{name}_{'en' if english else 'sv'}", "")


@register.simple_tag
def deed_words(deed: dict[str, Any], rules: Any = None) -> str:
    """Return what was done, as the log says it, in the language in force."""
    row = Event(landlord_id=0, kind=deed["kind"], data=deed["data"])
    return sentence(row, names=names_in(rules) if rules else None)
