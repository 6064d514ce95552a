"""Stories in Swedish: what happened in one, and what is wrong with one that cannot be played."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.refusals import ANSWERS, INTEREST
from letting.simulation.story import BadStory
from tenants.admin.ruleset_editor.refusals import KINDS
from tenants.events import Names, declared, sentence
from tenants.models import Event

ACTIONS = {
    "express_interest": gettext_lazy("anmäla intresse"),
    "withdraw_interest": gettext_lazy("ta tillbaka intresset"),
    "book_viewing": gettext_lazy("boka visning"),
    "confirm_viewing": gettext_lazy("tala om att visningen är gjord"),
    "accept": gettext_lazy("tacka ja"),
    "decline": gettext_lazy("tacka nej"),
    "sign": gettext_lazy("skriva under"),
    "decline_lease": gettext_lazy("tacka nej till avtalet"),
    "give_notice": gettext_lazy("säga upp avtalet"),
    "claim_home": gettext_lazy("begära att få bo kvar"),
    "sign_own_lease": gettext_lazy("skriva under sitt eget avtal"),
    "confirm_notice": gettext_lazy("bekräfta uppsägningen"),
    "grant_claim": gettext_lazy("låta någon bo kvar"),
    "refuse_claim": gettext_lazy("säga nej till att någon bor kvar"),
    "ask_extra": gettext_lazy("ansöka om ett tillval"),
    "decide_extra": gettext_lazy("avgöra en ansökan om tillval"),
    "lay_out_time": gettext_lazy("lägga upp en besiktningstid"),
    "book_inspection": gettext_lazy("boka besiktning"),
    "inspect": gettext_lazy("besikta bostaden"),
    "sign_protocol": gettext_lazy("skriva under protokollet"),
    "take_keys": gettext_lazy("ta emot nycklarna"),
    "settle_debts": gettext_lazy("notera att skulden är betald"),
    "register": gettext_lazy("ställa sig i kö"),
    "renew": gettext_lazy("förnya köplatsen"),
    "publish": gettext_lazy("publicera annonsen"),
    "withdraw": gettext_lazy("dra tillbaka annonsen"),
    "record_check": gettext_lazy("avgöra en kontroll"),
}
UNSAID = frozenset({"message.sent"})  # each comes with an event that is told

# What `check_story` says, by its English.
PROBLEMS: tuple[tuple[str, Any], ...] = (
    (r"is before start$", gettext_lazy("tiden ligger före berättelsens början (start).")),
    (r"is after end$", gettext_lazy("tiden ligger efter berättelsens slut (end).")),
    (r"is after start", gettext_lazy("dagen ligger efter berättelsens början (start).")),
    (r"ends before it begins", gettext_lazy("avbrottet slutar innan det börjar.")),
    (r"there is no unit '(?P<name>.*)'", gettext_lazy("objektet {name} finns inte i berättelsen.")),
    (r"there is no listing '(?P<name>.*)'", gettext_lazy("annonsen {name} finns inte i berättelsen.")),
    (r"there is no applicant '(?P<name>.*)'", gettext_lazy("sökanden {name} finns inte i berättelsen.")),
    (r"there is no action '(?P<name>.*)'", gettext_lazy("handlingen {name} finns inte.")),
    (r"has no scheme '(?P<name>.*)'", gettext_lazy("uthyrningssättet {name} finns inte i reglerna.")),
    (r"has no queue '(?P<name>.*)'", gettext_lazy("kön {name} finns inte i reglerna.")),
    (r"has no check '(?P<name>.*)'", gettext_lazy("kontrollen {name} finns inte i reglerna.")),
    (r"'(?P<name>.*)' cannot be played yet", gettext_lazy("handlingen {name} kan inte spelas upp.")),
    (r"cannot be played yet", gettext_lazy("det kan inte spelas upp.")),
    (r"is an action of staff", gettext_lazy("det är personalen som gör det: skriv staff.")),
    (r"staff is the landlord's own", gettext_lazy("staff är personalen: ge sökanden ett annat namn.")),
    (r"is missing", gettext_lazy("uppgiften saknas.")),
    (r"takes no such key", gettext_lazy("uppgiften hör inte till handlingen.")),
    (r"has the wrong form", gettext_lazy("uppgiften är skriven på fel sätt.")),
    (r'is "pass" or "fail"', gettext_lazy("skriv pass eller fail.")),
    (r"is true or false", gettext_lazy("skriv true eller false.")),
    (r"a local date and time", gettext_lazy("skriv dag och klockslag, till exempel 2026-05-11T09:00:00.")),
    (r"a date is wanted", gettext_lazy("skriv ett datum, till exempel 2026-05-11.")),
)


def told(event: dict[str, Any], names: Names) -> str:
    """Return an event of a story as a sentence, with the name of who it is about; nothing for what is left out."""
    kind = event["event"]
    if kind in UNSAID:
        return ""
    who = _name(event.get("applicant", ""))
    if kind in ("interest.refused", "action.refused"):
        words = _refused(event)
    elif kind in declared():
        data = {key: value for key, value in event.items() if value is not None}
        words = sentence(Event(kind=kind, data=data), names=names)
    else:
        words = kind
    return f"{who}: {words}" if who else words


def _refused(event: dict[str, Any]) -> str:
    code = event["code"]
    reason = (INTEREST | ANSWERS).get(code)
    action = ACTIONS.get(event.get("action", "express_interest"), event.get("action", ""))
    because = str(reason.what) if reason is not None else str(code)
    return _("fick inte %(action)s. %(because)s") % {"action": action, "because": because}


def _name(key: str) -> str:
    return key[:1].upper() + key[1:]


def wrong(error: BadStory) -> str:
    """Return what is wrong with a story as a sentence that names the key."""
    text = str(error)
    if error.kind == "not_toml":
        return _("Berättelsen är inte skriven som TOML. Felet, på engelska: %(why)s") % {"why": text[:200]}
    if error.kind == "too_large_story":
        return _(
            "Berättelsen är för stor för en sida: högst 20 sökande, 5 annonser, 100 handlingar, 400 dagar"
            " och 500 händelser."
        )
    key, _colon, reason = text.partition(": ")
    for pattern, words in PROBLEMS:
        if found := re.search(pattern, reason):
            return f"{key}: {str(words).format_map(found.groupdict())}"
    if error.kind in KINDS:
        return f"{key}: {str(KINDS[error.kind]).format_map(error.context)}"
    return text
