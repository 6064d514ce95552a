"""Why an interest cannot be made, in words for the one who asks: what it is, from which day, and what to do instead."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from letting import refusals
from letting.core.eligibility import may_move_from
from letting.core.facts import Facts
from letting.models import Listing
from letting.public.saying import in_a_sentence
from letting.services.loading import rules_of, scheme_of
from letting.services.preview import Preview
from queues.core.registering import age_on, birthday
from tenants import words
from tenants.refusals import in_words
from tenants.rulesets import Rules
from tenants.rulesets.queue_rules import QueueRules
from tenants.rulesets.requirement_rules import MovedInRule


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason against an interest, what one can do instead, and where."""

    what: Any
    instead: Any
    href: str = ""
    link: str = ""

    @property
    def text(self) -> str:
        """Return what it is and what to do instead, as one text."""
        return f"{self.what} {self.instead}"


def reasons_in_words(codes: tuple[str, ...], listing: Listing, seen: Preview) -> list[Reason]:
    """Return every reason in words, with its day, its number or its queue where the rules or facts know them."""
    return [_reason(code, listing, seen) for code in codes]


def _reason(code: str, listing: Listing, seen: Preview) -> Reason:
    [known] = in_words([code], refusals.SENTENCES)
    rules, scheme = rules_of(listing), scheme_of(listing)
    queue = rules.queues[scheme.queue]
    match code:
        case "blocked" if seen.blocked_until is not None:
            day = words.day(seen.blocked_until, year=True)
            text = _("Du är spärrad just nu. Du kan anmäla intresse igen från %(day)s.") % {"day": day}
            return Reason(text, _("Det du redan har anmält fortsätter."), *_overview())
        case "moved_in_recently" if (first := _moving_day(rules, scheme.requirements, seen.facts)) is not None:
            day = words.day(first, year=True)
            return Reason(known.what, _("Du kan anmäla intresse från %(day)s.") % {"day": day})
        case "too_young":
            text = _("Du kan anmäla intresse från den dag du fyller %(years)s år, %(day)s.")
            first = birthday(seen.facts.born, queue.apply_age)
            return Reason(known.what, text % {"years": queue.apply_age, "day": words.day(first, year=True)})
        case "not_registered":
            return _not_registered(queue, listing, seen.facts)
        case "residents_only" if "residents_only" in rules.exceptions:
            phone = rules.landlord.phone
            text = _("Ibland gör vi undantag, när få andra vill ha det. Ring oss på %(phone)s och fråga.")
            return Reason(known.what, text % {"phone": phone})
        case "no_personal_number" if "personal_number" in rules.exceptions:
            text = _("Vi kan göra undantag. Ring oss på %(phone)s och berätta hur det är.")
            return Reason(known.what, text % {"phone": rules.landlord.phone})
        case "too_many_ongoing" if queue.max_ongoing_interests is not None:
            text = _("Du har redan %(n)s pågående intresseanmälningar, och fler kan du inte ha i den här kön.")
            mine = reverse("my:interests"), _("Se dina intresseanmälningar")
            return Reason(text % {"n": queue.max_ongoing_interests}, known.instead, *mine)
        case "household_too_large":
            return Reason(known.what, known.instead, reverse("my:applicant"), _("Öppna din sökandeprofil"))
        case _:
            return Reason(known.what, known.instead)


def _not_registered(queue: QueueRules, listing: Listing, facts: Facts) -> Reason:
    """Say which queue it is, and how one gets into it: by its area, on its own page, or by joining (QUEUE-15, 17)."""
    name = {"queue": in_a_sentence(words.said(queue.name))}
    what = _("Du står inte i %(queue)s, eller så är din plats där vilande.") % name
    if queue.elsewhere is not None:
        return Reason(what, _("Den kön har en egen sida."), queue.elsewhere, _("Öppna köns egen sida"))
    if age_on(facts.born, facts.today) < queue.register_age:
        day = words.day(birthday(facts.born, queue.register_age), year=True)
        text = _("Du kan ställa dig i den från den dag du fyller %(years)s år, %(day)s.")
        return Reason(what, text % {"years": queue.register_age, "day": day})
    if queue.area is not None:
        area = {"area": listing.unit.area or queue.area.capitalize()}
        text = _("Välj först området %(area)s bland dina önskemål. Då står du i kön från samma dag.") % area
        return Reason(what, text, reverse("my:wishes"), _("Välj området %(area)s") % area)
    text = _("Ställ dig i kön eller återaktivera din plats. Det är gratis, och sedan kan du anmäla intresse.")
    return Reason(what, text, reverse("my:queues"), _("Öppna dina köer"))


def _moving_day(rules: Rules, slugs: tuple[str, ...], facts: Facts) -> date | None:
    found = (rules.requirements[slug] for slug in slugs)
    days = [may_move_from(rule, facts) for rule in found if isinstance(rule, MovedInRule)]
    return max((day for day in days if day is not None), default=None)


def _overview() -> tuple[str, str]:
    return reverse("my:overview"), _("Se varför på översikten")
