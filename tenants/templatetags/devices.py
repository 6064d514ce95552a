"""What a browser says of itself, in words that its owner knows again."""

from django import template
from django.utils.translation import gettext

register = template.Library()

# In the order they are looked for: many claim to be others, too.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "SamsungBrowser": "Samsung",
            "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac",
           "CrOS": "Chromebook", "Linux": "Linux"}  # fmt: skip


@register.filter
def device(agent: str) -> str:
    """Return "Chrome på Android" for what a browser calls itself; of one that we do not know, that."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    if browser and system:
        return gettext("%(browser)s på %(system)s") % {"browser": browser, "system": system}
    return browser or system or gettext("Okänd enhet")
