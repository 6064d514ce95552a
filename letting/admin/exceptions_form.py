"""The form of an exception from a rule of the queues; the ranking is departed from at the workbench."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.choosing_forms import ReasonForm
from letting.admin.words import EXCEPTION_CAUSES
from letting.core.states import ListingState
from letting.models import Listing
from letting.services.loading import RANKING
from queues.exception_words import RULES
from tenants.rulesets import Rules
from tenants.words import begun, deadline

MOST = 100  # adverts to choose among
EVERYTHING = "all"


def of_persons(rules: Rules) -> list[str]:
    """Return the rules that a person can be excepted from, the ranking of a listing left out."""
    return [str(rule) for rule in rules.exceptions if rule != RANKING]


class ExceptionForm(ReasonForm):
    """From which rule, for which advert, and why."""

    rule = forms.ChoiceField(
        label=gettext_lazy("Undantag från"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj vilken regel det gäller."),
            "invalid_choice": gettext_lazy("Välj en regel i listan."),
        },
    )
    listing = forms.ChoiceField(
        label=gettext_lazy("Gäller"),
        initial=EVERYTHING,
        help_text=gettext_lazy(
            "Gäller undantaget att ställa sig i en kö finns det ingen annons att välja. "
            "Välj då allt som personen söker."
        ),
        error_messages={
            "required": gettext_lazy("Välj vad undantaget gäller."),
            "invalid_choice": gettext_lazy("Välj en annons i listan."),
        },
    )
    field_order = ("rule", "listing", "cause", "reason")

    def __init__(self, *args: Any, rules: Rules, **kwargs: Any) -> None:
        super().__init__(*args, causes=EXCEPTION_CAUSES, **kwargs)
        names = [(rule, _rule(rule, rules)) for rule in of_persons(rules)]
        self.fields["rule"].choices = names  # type: ignore[attr-defined]  # a choice field's
        rows = Listing.objects.filter(state=ListingState.ADVERTISED).select_related("unit")
        adverts = [(str(row.pk), f"{row}, {_last_day(row)}") for row in rows.order_by("unit__street", "pk")[:MOST]]
        everything = (EVERYTHING, _("Allt som personen söker"))
        self.fields["listing"].choices = [everything, (_("En annons"), adverts)]  # type: ignore[attr-defined]  # a choice field's

    def said(self) -> dict[str, Any]:
        """Return what a valid form says, as the service asks for it."""
        data = self.cleaned_data
        listing = None if data["listing"] == EVERYTHING else int(data["listing"])
        return {"rule": data["rule"], "listing_id": listing, "cause": data["cause"], "reason": data["reason"]}


def _rule(rule: str, rules: Rules) -> str:
    word = begun(RULES[rule])
    two = dict(rules.exceptions)[rule].needs_two  # type: ignore[index]  # one of its keys
    return _("%(rule)s (en kollega ska bekräfta)") % {"rule": word} if two else word


def _last_day(listing: Listing) -> str:
    return _("till och med %(day)s") % {"day": deadline(listing.advert_last_day)}
