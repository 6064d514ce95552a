"""What the schema refuses, in Swedish: pydantic's kinds of errors, and the schema's own sentences."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.admin.ruleset_editor.words import label, path_words, value_word
from tenants.draft_checks import Problem, Steps
from tenants.drafting import Data

# By pydantic's kind; what stands in braces is filled from its context.
KINDS = {
    "missing": gettext_lazy("Fyll i fältet."),
    "extra_forbidden": gettext_lazy("Namnet finns inte i ett regelverk. Är det felstavat?"),
    "string_type": gettext_lazy("Skriv en text."),
    "string_too_short": gettext_lazy("Fyll i fältet."),
    "string_too_long": gettext_lazy("Texten är för lång. Den får ha högst {max_length} tecken."),
    "string_pattern_mismatch": gettext_lazy("Texten är skriven på fel sätt."),
    "int_type": gettext_lazy("Skriv ett heltal."),
    "int_parsing": gettext_lazy("Skriv ett heltal."),
    "int_parsing_size": gettext_lazy("Talet är för stort."),
    "int_from_float": gettext_lazy("Skriv ett heltal, utan decimaler."),
    "float_type": gettext_lazy("Skriv ett tal."),
    "float_parsing": gettext_lazy("Skriv ett tal."),
    "finite_number": gettext_lazy("Skriv ett vanligt tal."),
    "greater_than": gettext_lazy("Talet måste vara större än {gt}."),
    "greater_than_equal": gettext_lazy("Talet får vara lägst {ge}."),
    "less_than": gettext_lazy("Talet måste vara mindre än {lt}."),
    "less_than_equal": gettext_lazy("Talet får vara högst {le}."),
    "bool_type": gettext_lazy("Svara ja eller nej."),
    "bool_parsing": gettext_lazy("Svara ja eller nej."),
    "literal_error": gettext_lazy("Välj ett av alternativen."),
    "enum": gettext_lazy("Välj ett av alternativen."),
    "date_type": gettext_lazy("Skriv ett datum, till exempel 2026-12-23."),
    "date_parsing": gettext_lazy("Skriv ett datum, till exempel 2026-12-23."),
    "date_from_datetime_parsing": gettext_lazy("Skriv ett datum, till exempel 2026-12-23."),
    "date_from_datetime_inexact": gettext_lazy("Skriv ett datum utan klockslag, till exempel 2026-12-23."),
    "time_type": gettext_lazy("Skriv ett klockslag, till exempel 08:00."),
    "time_parsing": gettext_lazy("Skriv ett klockslag, till exempel 08:00."),
    "model_type": gettext_lazy("Här ska det stå flera uppgifter, var och en med ett namn, inte en enda."),
    "dict_type": gettext_lazy("Här ska det stå flera uppgifter, var och en med ett namn."),
    "tuple_type": gettext_lazy("Här ska det stå en lista."),
    "list_type": gettext_lazy("Här ska det stå en lista."),
    "too_short": gettext_lazy("Fyll i minst {min_length}."),
    "too_long": gettext_lazy("Det får vara högst {max_length}."),
    "union_tag_invalid": gettext_lazy("Slaget finns inte."),
    "union_tag_not_found": gettext_lazy("Slaget saknas."),
    "period_too_long": gettext_lazy("Perioden är för lång. Längden får vara högst {most}."),
    "control_sign": gettext_lazy("Texten innehåller tecken som inte kan visas. Skriv om den."),
    "too_odd": gettext_lazy("Det som står här går inte att läsa. Skriv om det."),
}
# The schema's own sentences. A name that is filled in is a value; one that ends in _key is a key, one in _path a way.
OWN: tuple[tuple[str, Any], ...] = (
    (r"a period is ", gettext_lazy("Skriv ett heltal från 1 och välj dagar, arbetsdagar eller månader.")),
    (
        r"^colour (?P<colour>#\w+) is too light",
        gettext_lazy("{colour} är för ljus för vit text. Välj en mörkare färg: kontrasten ska vara minst 4,5."),
    ),
    (
        r"^dark_colour (?P<colour>#\w+) is too dark",
        gettext_lazy("{colour} är för mörk mot mörk bakgrund. Välj en ljusare färg: kontrasten ska vara minst 4,5."),
    ),
    (r"^a scheme in \S+ needs advertising", gettext_lazy("Uthyrningssättet behöver en annonseringstid.")),
    (
        r"^direct_offer is not advertised",
        gettext_lazy(
            "Direkterbjudanden annonseras inte: lämna annonseringstiden tom, och fyll i hur många som får erbjudandet."
        ),
    ),
    (r"^a share is for direct_offer", gettext_lazy("En andel kan bara anges för direkterbjudanden.")),
    (
        r"^first_come has no viewing period",
        gettext_lazy("Först till kvarn har ingen visningstid, och ordningen är intresseanmälans tid."),
    ),
    (r"asks one at a time: leave round_size", gettext_lazy("Sökande tillfrågas en i taget, så lämna fältet tomt.")),
    (
        r"^round_size can be left to staff only",
        gettext_lazy(
            "Fyll i ett antal. Det kan bara lämnas åt personalen när personalen också väljer vem som får bostaden."
        ),
    ),
    (
        r"^(?P<where_path>[\w.-]+) names '(?P<name>[^']*)', which is none of the queues",
        gettext_lazy("{where_path}: kön {name} finns inte."),
    ),
    (
        r"^(?P<where_path>[\w.-]+) names '(?P<name>[^']*)', which is none of the requirements",
        gettext_lazy("{where_path}: grundkravet {name} finns inte."),
    ),
    (
        r"^(?P<where_path>[\w.-]+) needs a table of \S+",
        gettext_lazy("{where_path}: regeln behöver en tabell med belopp per år."),
    ),
    (
        r"^(?P<where_path>grounds\.\w+)\.months is not shorter",
        gettext_lazy("{where_path}: uppsägningstiden ska vara kortare än den ordinarie."),
    ),
    (
        r"^(?P<where_path>grounds\.\w+)\.within is for an estate",
        gettext_lazy("{where_path}: en tid efter dödsfallet kan bara anges när hyresgästen har avlidit."),
    ),
    (
        r"^grounds\.move_out is the ordinary notice",
        gettext_lazy("En flytt utan särskild anledning har den ordinarie uppsägningstiden. Ta bort anledningen."),
    ),
    (
        r"^approved_by_noon needs a move_out",
        gettext_lazy("För att bostaden ska kunna godkännas behöver hyresgästen boka en avflyttningsbesiktning."),
    ),
    (
        r"^grounds\.(?P<reason_value>\w+) is no reason for a (?P<kind_key>\w+)",
        gettext_lazy("{kind_key}: anledningen {reason_value} gäller inte för den. Ta bort den."),
    ),
    (
        r"^assumed names '(?P<name>[^']*)', which is no key",
        gettext_lazy("Listan över antagna uppgifter pekar på {name}, som inte finns."),
    ),
)
DOTTED = re.compile(r"\b[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\b")


def sentence(problem: Problem, data: Data) -> str:
    """Return what is wrong with a value as a sentence for the field where it stands."""
    text = problem.text.removeprefix("Value error, ").removeprefix("Assertion failed, ")
    if problem.kind in KINDS:
        return str(KINDS[problem.kind]).format_map(_Said(problem.context))
    for pattern, words in OWN:
        if found := re.search(pattern, text):
            return str(words).format_map({name: _told(name, value, data) for name, value in found.groupdict().items()})
    return _without_words(text, data)


def whole_sentence(problem: Problem, data: Data) -> str:
    """Return what is wrong with the whole as a sentence that names the key in words."""
    said = sentence(problem, data)
    return f"{path_words(data, problem.where)}: {said}" if problem.where else said


def place_of(problem: Problem) -> Steps:
    """Return the way to what a problem is about; the whole's own validators say it in their sentence."""
    found = DOTTED.search(problem.text) if not problem.where else None
    return tuple(found[0].split(".")) if found else problem.where


def named_key(problem: Problem, keys: Mapping[str, Any] | list[str]) -> str | None:
    """Return the first of a part's keys that a sentence about the whole part names."""
    found = [key for word in re.findall(r"[a-z][a-z0-9_]*", problem.text) for key in keys if word == key]
    return found[0] if found else None


def _without_words(text: str, data: Data) -> str:
    """Return the best that can be said of a sentence that the table lacks: the keys in words, and the sentence."""
    if found := DOTTED.search(text):
        where = path_words(data, found[0].split("."))
        return _("%(where)s går inte ihop med resten (%(text)s).") % {"where": where, "text": text}
    return _("Uppgifterna går inte ihop (%(text)s).") % {"text": text}


def _told(name: str, value: str, data: Data) -> str:
    if name.endswith("_path"):
        return path_words(data, value.split("."))
    return label(value) if name.endswith("_key") else value_word(value) if name.endswith("_value") else value


class _Said(dict[str, Any]):
    """Fills in what a context has; a whole number without its decimals."""

    def __missing__(self, key: str) -> str:
        return "–"

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        return int(value) if isinstance(value, float) and value.is_integer() else value
