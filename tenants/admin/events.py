"""The log, in sentences. Nothing here can be changed, by anyone."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import lines, sentences_of
from tenants.admin.rights import Act, must
from tenants.models import Event
from tenants.words import moment


@admin.register(Event)
class EventAdmin(LandlordAdmin):
    """What has happened, newest first."""

    see = Act.SEE_LOG
    hides = "person__protected"
    list_display = ("when", "says", "subject_name", "actor")
    list_display_links = ("says",)
    list_filter = ("kind",)
    search_fields = ("subject",)
    search_help_text = gettext_lazy("Sök på ärende, till exempel letting.listing:12")
    ordering = ("-pk",)

    @display(description=gettext_lazy("tidpunkt"))
    def when(self, event: Event) -> str:
        """Return when it happened, with its weekday."""
        return moment(event.occurred_at)

    @display(description=gettext_lazy("händelse"))
    def says(self, event: Event) -> str:
        """Return the sentence."""
        return str(getattr(event, "sentence", event.kind))

    @display(description=gettext_lazy("ärende"))
    def subject_name(self, event: Event) -> str:
        """Return what it is about."""
        return event.subject

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page its sentence, the rules read once."""
        page = super().get_changelist_instance(request)
        told = sentences_of(page.result_list)
        for row in page.result_list:
            row.sentence = told[row.pk]
        return page

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show one event with all that is known of it."""
        must(request, Act.SEE_LOG)
        event = self.get_object(request, object_id)
        if event is None:
            raise Http404
        line = lines([event])[0]
        facts = [
            (_("Tidpunkt"), moment(event.occurred_at)),
            (_("Av"), line.who),
            (_("Ärende"), event.subject),
            (_("Slag"), event.kind),
            (_("Nummer i kedjan"), str(event.chain)),
            (_("Kontrollsumma"), bytes(event.digest).hex()[:16]),
            *((str(key), str(value)) for key, value in event.data.items()),
        ]
        return self.page(request, "facts", title=line.text, subtitle=_("Händelse"), facts=facts)
