"""The form of an application to change a lease: what its kind asks, and no more (LEASE-7 to 10)."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.change_words import REASONS
from letting.core.lease_changes import documents_asked, reasons_of, rent_ceiling, turns
from letting.my.change_words import asks, shows
from letting.services.change_requests import Wish
from queues.services.invitations import LONGEST_EMAIL
from tenants import words
from tenants.my.documents import DocumentsField
from tenants.rulesets.change_rules import AFTER_DEATH, ChangeKind, ChangeReason, ChangeRules, SubletRules

HIGHEST_RENT = 1_000_000
OWN_FIELDS = {
    ChangeKind.SUBLET: ("until_on", "rent_asked"),
    ChangeKind.SWAP: ("where", "elsewhere"),
    ChangeKind.TRANSFER: ("since_on",),
    ChangeKind.ADDITION: ("since_on",),
}
OPTIONAL = {"until_on", "rent_asked", "where", "elsewhere", "since_on"}
A_DAY = {"required": _("Välj en dag."), "invalid": _("Skriv dagen så här: 2026-09-01.")}
EMAILS = {
    ChangeKind.SUBLET: _("E-postadress till andrahandshyresgästen"),
    ChangeKind.SWAP: _("E-postadress till den du byter med"),
    ChangeKind.TRANSFER: _("E-postadress till den som ska ta över"),
    ChangeKind.ADDITION: _("E-postadress till den som ska skrivas in"),
}
# Where what stands against an application is said.
FIELDS = {
    "no_such_reason": "reason", "text_missing": "text", "document_missing": "documents", "not_a_turn": "from_on",
    "from_missing": "from_on", "from_passed": "from_on", "until_wrong": "until_on", "sublet_too_short": "until_on",
    "sublet_too_long": "until_on", "sublet_past_lease": "until_on",
    "rent_missing": "rent_asked", "rent_above_ceiling": "rent_asked",
    "since_missing": "since_on", "since_ahead": "since_on", "registered_too_short": "since_on",
    "elsewhere_missing": "elsewhere", "bad_address": "email", "yourself": "email", "too_many": "email",
}  # fmt: skip


def date_input() -> forms.DateInput:
    """Return a field for a day, which browsers open a calendar for."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ChangeForm(forms.Form):
    """Why, with whom, from when; then what the kind asks, documents, and own words.

    `own_rent` bounds a sublet's; `saved` is how many documents have come already.
    """

    reason = forms.ChoiceField(
        label=_("Varför ansöker du?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en anledning."), "invalid_choice": _("Välj en av anledningarna.")},
    )
    email = forms.EmailField(
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("Vi mejlar en länk. Den som får mejlet loggar in och säger ja eller nej."),
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv en hel e-postadress, till exempel namn@exempel.se."),
        },
    )
    where = forms.ChoiceField(
        label=_("Var hyr den du byter med?"),
        choices=[("here", _("Också hos oss")), ("elsewhere", _("Hos en annan hyresvärd"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj var den andra hyr."), "invalid_choice": _("Välj var den andra hyr.")},
    )
    elsewhere = forms.CharField(
        label=_("Den andra bostadens adress, och hyresvärden"),
        help_text=_("Bara om den andra hyr hos en annan hyresvärd. Till exempel: Storgatan 1, Falun. Falubostäder."),
        max_length=200,
        required=False,
    )
    since_on = forms.DateField(
        label=_("Personen har varit folkbokförd hos dig sedan"),
        help_text=_("Vi kontrollerar det i folkbokföringen."),
        required=False,
        widget=date_input(),
        error_messages=A_DAY,
    )
    from_on = forms.DateField(label=_("Första dagen"), widget=date_input(), error_messages=A_DAY)
    until_on = forms.DateField(label=_("Sista dagen"), widget=date_input(), error_messages=A_DAY)
    rent_asked = forms.IntegerField(
        label=_("Hyra som andrahandshyresgästen betalar, kr i månaden"),
        min_value=0,
        max_value=HIGHEST_RENT,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Skriv hyran i hela kronor."),
            "invalid": _("Skriv hyran i hela kronor, till exempel 7500."),
            "min_value": _("Skriv hyran i hela kronor, till exempel 7500."),
            "max_value": _("Skriv hyran i hela kronor, till exempel 7500."),
        },
    )
    documents = DocumentsField(label=_("Handlingar"))
    text = forms.CharField(
        label=_("Berätta kort"),
        help_text=_("Skriv bara det som behövs för beslutet. Skriv inget om hälsa eller annat känsligt."),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": _("Berätta kort varför du ansöker."),
            "max_length": _("Skriv högst 2 000 tecken."),
        },
    )

    def __init__(
        self, *args: Any, kind: ChangeKind, rules: ChangeRules, own_rent: int, today: date, saved: int = 0,
        by_staff: bool = False, has_pupil: bool = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        kept = {*(() if by_staff else AFTER_DEATH), *(() if has_pupil else (ChangeReason.PUPIL,))}
        offered = [one for one in reasons_of(kind, rules) if one not in kept]
        offered = offered or [ChangeReason.OTHER]
        self._offer(offered, rules)
        for name in OPTIONAL - set(OWN_FIELDS[kind]):
            del self.fields[name]
        self.fields["email"].label = EMAILS[kind]
        if "since_on" in self.fields and not any(
            one in rules.grounds and rules.grounds[one].at_least for one in offered
        ):
            del self.fields["since_on"]
        self.fields["documents"].required = not saved and all(documents_asked(rules, one) for one in offered)
        if not any(documents_asked(rules, one) for one in offered):
            self.fields["documents"].help_text = _("Om du har något som visar skälet. PDF, JPEG eller PNG.")
        elif wanted := shows(rules):
            self.fields["documents"].label = gettext("Handlingar som visar att det stämmer")
            self.fields["documents"].help_text = f"{wanted} {self.fields['documents'].help_text}"
        if isinstance(rules, SubletRules):
            ceiling = gettext("Högst %(rent)s: din egen hyra och %(n)s procent för möbler.")
            self.fields["rent_asked"].help_text = ceiling % {
                "rent": words.kronor(rent_ceiling(own_rent, rules)),
                "n": rules.above_rent,
            }
        else:
            self._only_turns(turns(today, rules.ahead))

    def _offer(self, offered: list[ChangeReason], rules: ChangeRules) -> None:
        if offered == [ChangeReason.OTHER]:
            del self.fields["reason"]
            self.fields["text"].label = gettext("Berätta varför du ansöker")
            self.fields["text"].required = True
            return
        said = [(one, " ".join([f"{REASONS[one]}.", *asks(rules, one)])) for one in offered]
        self.fields["reason"].choices = [(one.value, text) for one, text in said]  # type: ignore[attr-defined]  # a choice field's

    def _only_turns(self, days: tuple[date, ...]) -> None:
        self.fields["from_on"] = forms.TypedChoiceField(
            label=gettext("Från vilken dag ska det gälla?"),
            help_text=gettext("Dagen kan bli senare om den andra svarar efter månadsskiftet."),
            choices=[(day.isoformat(), words.day(day, year=True)) for day in days],
            coerce=date.fromisoformat,
            error_messages={"required": _("Välj en dag."), "invalid_choice": _("Välj en av dagarna i listan.")},
        )

    def wish(self) -> Wish:
        """Return what a valid form applies for."""
        given = self.cleaned_data
        return Wish(
            kind=self.kind,
            reason=ChangeReason(given.get("reason") or ChangeReason.OTHER),
            from_on=given["from_on"],
            until_on=given.get("until_on"),
            rent_asked=given.get("rent_asked"),
            since_on=given.get("since_on"),
            text=given["text"],
            swaps_here=given.get("where") == "here",
            elsewhere=given.get("elsewhere", "") if given.get("where") == "elsewhere" else "",
        )
