"""Messages and how their mails fared: the failed ones first, to be sent again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from tenants import clock
from tenants.admin import letters
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import action, display
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences
from tenants.admin.rights import Act, may, must
from tenants.letters import print_letters
from tenants.models import Delivery, Message
from tenants.outbox import declared, is_secret
from tenants.outcome import Refused
from tenants.sending_again import send_again
from tenants.words import moment

SIGNS = {"failed": "bad", "sent": "good", "posted": "good", "queued": "info", "sending": "info"}


@admin.register(Message)
class MessageAdmin(LandlordAdmin):
    """Messages with their delivery. What a login mail said is not kept."""

    see = Act.SEE_MESSAGES
    hides = "person__protected"
    list_display = ("what", "person", "created", "state", "attempt")
    list_filter = ("delivery", "kind")
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name", "subject")
    actions = ("resend",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        """Order the failed ones first, then the newest."""
        rows: QuerySet[Message] = super().get_queryset(request)
        failed = Case(When(delivery=Delivery.FAILED, then=Value(0)), default=Value(1))
        return rows.order_by(failed, "-pk")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("brev/", view(letters.pile), {"model_admin": self}, name="tenants_message_letters"),
            path("<int:pk>/skicka-igen/", view(require_POST(self.again)), name="tenants_message_again"),
            path("<int:pk>/brev/", view(require_POST(self.letter)), name="tenants_message_letter"),
            *super().get_urls(),
        ]

    @display(description=gettext_lazy("meddelande"))
    def what(self, message: Message) -> str:
        """Return what the kind is called."""
        return str(declared().get(message.kind, message.kind))

    @display(description=gettext_lazy("skapat"), ordering="created_at")
    def created(self, message: Message) -> str:
        """Return when it was made, with its weekday."""
        return moment(message.created_at)

    @display(description=gettext_lazy("utskick"), ordering="delivery", signed=True)
    def state(self, message: Message) -> tuple[str, str]:
        """Return how far the mail has come: its sign and its word."""
        return SIGNS.get(message.delivery, "plain"), str(message.get_delivery_display())

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        """Ask the table of rights."""
        return may(request, Act.SEND_AGAIN)

    @action(description=gettext_lazy("Skicka igen"), permissions=["send_again"])
    def resend(self, request: HttpRequest, rows: QuerySet[Message]) -> None:
        """Send the chosen ones that failed again."""
        ids = list(rows.filter(delivery=Delivery.FAILED).values_list("pk", flat=True))
        sent = sum(send_again(pk, by=actor_of(request), now=clock.now()) is None for pk in ids)
        words = ngettext("%d meddelande skickas igen.", "%d meddelanden skickas igen.", sent) % sent
        messages.success(request, words)

    def again(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send one that failed again."""
        must(request, Act.SEND_AGAIN)
        if not Message.objects.filter(pk=pk).exists():
            raise Http404
        outcome = send_again(pk, by=actor_of(request), now=clock.now())
        if outcome is None:
            messages.success(request, _("Meddelandet skickas igen inom en minut."))
        else:
            messages.error(request, _("Bara meddelanden som inte har kommit fram kan skickas igen."))
        return see_other(reverse("admin:tenants_message_change", args=[pk]))

    def letter(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Order one message as a letter on paper."""
        must(request, Act.PRINT_LETTERS)
        if not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404
        outcome = print_letters([pk], by=actor_of(request), now=clock.now())
        if isinstance(outcome, Refused):
            for sentence in sentences(outcome):
                messages.error(request, sentence)
            return see_other(reverse("admin:tenants_message_change", args=[pk]))
        return see_other(reverse("admin:tenants_export_change", args=[outcome.pk]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a message: what was sent, to whom, and how it fared."""
        must(request, Act.SEE_MESSAGES)
        message = self.get_object(request, object_id)
        if message is None:
            raise Http404
        facts = [
            (_("Till"), str(message.person) if message.person else message.to),
            (_("Utskick"), message.get_delivery_display()),
            (_("Skapat"), moment(message.created_at)),
            (_("Skickat"), moment(message.sent_at) or "–"),
            (_("Försök"), str(message.attempt)),
            (_("Nästa försök"), moment(message.look_again_at) or "–"),
            (_("Senaste fel"), message.last_error or "–"),
            (_("Läst på Mina sidor"), moment(message.read_at) or "–"),
            (_("Ämne"), message.subject or "–"),
        ]
        return self.page(
            request,
            "facts",
            title=self.what(message),
            subtitle=_("Meddelande"),
            facts=facts,
            body=message.body,
            post_url=reverse("admin:tenants_message_again", args=[message.pk]),
            post_word=_("Skicka igen") if message.delivery == Delivery.FAILED else "",
            letter_url=reverse("admin:tenants_message_letter", args=[message.pk]) if _posts(message) else "",
        )


def _posts(message: Message) -> bool:
    """Say whether a message can be had as a letter."""
    return message.person is not None and not is_secret(message.kind)
