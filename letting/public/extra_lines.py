"""What can be chosen for a home, in words for the page of rules (LEASE-12)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.public.requirement_words import TITLES
from letting.public.saying import Said, in_a_sentence, is_assumed, listed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.extra_rules import ExtraRules

OWING = {
    "fail": gettext_lazy("Har du skulder till oss kan du inte få tillval."),
    "review": gettext_lazy("Har du skulder till oss prövar vi om du kan få tillval."),
}


def extras(rules: Rules) -> list[Said]:
    """Say what can be chosen, at what price, and what that takes; nothing where nothing can be."""
    given = rules.tenancy.extras
    if not given.items:
        return []
    found = [_item(rules, slug, given) for slug in given.items]
    if given.owing in OWING:
        found.append(Said(str(OWING[given.owing]), is_assumed(rules, "tenancy.extras", "owing")))
    if given.requirements:
        asked = listed([in_a_sentence(str(TITLES[rules.requirements[one].kind])) for one in given.requirements])
        text = _("Du ska uppfylla kraven: %(asked)s.") % {"asked": asked}
        found.append(Said(text, is_assumed(rules, "tenancy.extras", "requirements")))
    return [*found, Said(_("Undantag kan förekomma och prövas från fall till fall."), False)]


def _item(rules: Rules, slug: str, given: ExtraRules) -> Said:
    item = given.items[slug]
    told = {"what": words.said(item.name), "rent": words.kronor(item.rent)}
    text = _("%(what)s: %(rent)s i månaden, utöver hyran.") % told
    return Said(text, is_assumed(rules, f"tenancy.extras.items.{slug}", "rent"))
