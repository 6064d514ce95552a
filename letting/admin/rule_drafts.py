"""What `letting` adds to the editor of the rules: the dates that a draft leads to, and what goes on as before."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.admin.way import Mark, coming_way
from letting.core.states import OPEN, ListingState
from letting.models import Listing
from tenants.admin.ruleset_editor.hooks import Preview, consequences, previews
from tenants.rulesets import Rules
from tenants.words import said


def ways(after: Rules, before: Rules, today: date) -> list[Preview]:
    """Return each way of letting with its dates, if a listing were published today."""
    found = []
    for slug in dict.fromkeys([*after.schemes, *before.schemes]):
        scheme = after.schemes.get(slug) or before.schemes[slug]
        new, old = _way(after, slug, today), _way(before, slug, today)
        found.append(Preview(said(scheme.name), new, old, _note(slug, after, before, new, old)))
    return found


def _way(rules: Rules, slug: str, today: date) -> list[Mark]:
    scheme = rules.schemes.get(slug)
    if scheme is None or scheme.advertising is None:
        return []
    return coming_way(rules, slug, today, rules.workdays.last_day_starting(today, scheme.advertising))


def _note(slug: str, after: Rules, before: Rules, new: list[Mark], old: list[Mark]) -> str:
    if slug not in before.schemes:
        return _("Nytt uthyrningssätt")
    if slug not in after.schemes:
        return _("Tas bort")
    return "" if new or old else _("Annonseras inte")


def what_goes_on(rules: Rules) -> list[str]:
    """Return what publishing these rules means for listings: those that run keep theirs (JOUR-23)."""
    running = Listing.objects.filter(state__in=list(OPEN)).count()
    said = [
        ngettext(
            "%(n)s uthyrning som pågår följer sina egna regler till slutet.",
            "%(n)s uthyrningar som pågår följer sina egna regler till slutet.",
            running,
        )
        % {"n": running}
    ]
    drafts = Listing.objects.filter(state=ListingState.DRAFT).exclude(scheme__in=list(rules.schemes)).count()
    if drafts:
        words = ngettext(
            "%(n)s utkast till annons har ett uthyrningssätt som tas bort. Byt det innan annonsen publiceras.",
            "%(n)s utkast till annonser har ett uthyrningssätt som tas bort. Byt det innan de publiceras.",
            drafts,
        )
        said.append(words % {"n": drafts})
    return said


previews.append(ways)
consequences.append(what_goes_on)
