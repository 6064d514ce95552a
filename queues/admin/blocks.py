"""Blocks in the staff's admin: misconduct noted with its cause, and a block lifted with a reason (QUEUE-12 to 14)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from queues.core.blocks import misconduct_block
from queues.models import Block, BlockReason, Misconduct
from queues.services.blocks import block_for_misconduct, lift_block
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of, names_of
from tenants.admin.persons import asked_person, see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.outcome import Refused
from tenants.words import begun, day, moment, period


class MisconductForm(forms.Form):
    """What was misconduct: a code, and no words of one's own about someone."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Orsak"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj en orsak."),
            "invalid_choice": gettext_lazy("Välj en orsak i listan."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        causes = [(code, begun(word)) for code, word in Misconduct.choices]
        self.fields["cause"].choices = causes  # type: ignore[attr-defined]  # a choice field's


class LiftForm(forms.Form):
    """Why a block is lifted."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Skälet sparas. Skriv det som behövs för beslutet, inget om hälsa eller privatliv."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )


def state_of(block: Block, today: date) -> tuple[str, str]:
    """Return how a block stands on a day, as a word and a sign."""
    if block.lifted_at is not None:
        return (_("Hävd"), "plain") if block.until else (_("Struken"), "plain")
    if block.until is None:
        return _("Noterad"), "warn"
    return (_("Spärrad"), "bad") if block.until > today else (_("Har gått ut"), "plain")


def why(block: Block) -> str:
    """Return a block's reason and cause in words."""
    reason = begun(BlockReason(block.reason).label)
    return f"{reason}: {Misconduct(block.cause).label}" if block.cause in Misconduct.values else reason


@admin.register(Block)
class BlockAdmin(LandlordAdmin):
    """Who is or was blocked, the latest first. Seen by the letting office, noted and lifted by its heads."""

    see = Act.SEE_BLOCKS
    hides = "person__protected"
    list_display = ("person", "why", "since", "free_from", "state")
    list_filter = ("reason",)
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name")
    ordering = ("-started_at", "-pk")

    @display(description=gettext_lazy("skäl"), ordering="reason")
    def why(self, block: Block) -> str:
        """Return reason and cause."""
        return why(block)

    @display(description=gettext_lazy("från"), ordering="started_at")
    def since(self, block: Block) -> str:
        """Return the first day."""
        return day(block.started_at, year=True)

    @display(description=gettext_lazy("fri från"), ordering="until")
    def free_from(self, block: Block) -> str:
        """Return the first day free again."""
        return day(block.until, year=True) or "–"

    @display(description=gettext_lazy("läge"), signed=True)
    def state(self, block: Block) -> tuple[str, str]:
        """Return how it stands today: its sign and its word."""
        word, kind = state_of(block, local_day(clock.now()))
        return kind, word

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: misconduct is noted from the person's page."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a block; a POST lifts it, with a reason."""
        must(request, Act.SEE_BLOCKS)
        block: Block | None = self.get_object(request, object_id)
        if block is None:
            raise Http404
        back = reverse("admin:tenants_person_change", args=[block.person_id])
        if request.method == "POST":
            must(request, Act.BLOCK)
        now = clock.now()
        form = LiftForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            outcome = lift_block(block.pk, reason=form.cleaned_data["reason"], by=actor_of(request), now=now)
            tell(request, outcome, _("Spärren är hävd, och personen har fått ett meddelande.") if block.until
                 else _("Noteringen är struken."))  # fmt: skip
            return see_other(back)
        open_ = block.holds_on(local_day(now)) and may(request, Act.BLOCK)
        return self.page(
            request,
            "form",
            title=(_("Häv spärren") if block.until else _("Stryk noteringen")) if open_ else _("Spärr"),
            subtitle=block.person.full_name,
            facts=_facts(block, local_day(now)),
            form=form if open_ else None,
            button=_("Häv spärren") if block.until else _("Stryk noteringen"),
            cancel=back,
            status=422 if open_ and form.errors else 200,
        )

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Note misconduct, which blocks for as long as the rules say (QUEUE-14)."""
        must(request, Act.BLOCK)
        person = asked_person(request)
        back = reverse("admin:tenants_person_change", args=[person.pk])
        form = MisconductForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            outcome = block_for_misconduct(person.pk, form.cleaned_data["cause"], by=actor_of(request), now=clock.now())
            if not isinstance(outcome, Refused):
                done = _("Personen är spärrad till %(day)s och har fått ett meddelande.")
                said = done % {"day": day(outcome.until, year=True)} if outcome.until else _("Noteringen är sparad.")
                messages.success(request, said)
                return see_other(back)
            for sentence in sentences(outcome):
                form.add_error(None, sentence)
        return self.page(
            request,
            "form",
            title=_("Notera ett misskött hyresförhållande"),
            subtitle=person.full_name,
            intro=_what_follows(),
            form=form,
            button=_("Spara noteringen"),
            danger=True,
            cancel=back,
            status=422 if form.errors else 200,
        )


def _what_follows() -> str:
    blocks_for = misconduct_block(dict(rules_today(local_day(clock.now())).queues))
    if blocks_for is None:
        return _("Noteringen spärrar inte personen, men den vägs in när kraven prövas. Personen får inget meddelande.")
    said = _("Personen kan inte anmäla intresse eller få avtal under %(period)s, och får genast ett meddelande om det.")
    return said % {"period": period(blocks_for)}


def _facts(block: Block, today: date) -> list[tuple[str, str]]:
    names = names_of({block.started_by, block.lifted_by} - {""})
    facts = [
        (_("Läge"), state_of(block, today)[0]),
        (_("Skäl"), why(block)),
        (_("Från"), moment(block.started_at)),
        (_("Satt av"), names[block.started_by]),
        (_("Fri från"), day(block.until, year=True) or _("spärrar inte")),
    ]
    if block.lifted_at is not None:
        facts += [
            (_("Hävd"), moment(block.lifted_at)),
            (_("Hävd av"), names[block.lifted_by]),
            (_("Skäl för hävningen"), block.lifted_reason),
        ]
    return facts
