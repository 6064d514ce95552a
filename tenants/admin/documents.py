"""What persons have shown: read by those whose work it is, each reading logged."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.documents import documents_of, note_reading, remove_document
from tenants.models import Document
from tenants.serving import as_attachment
from tenants.words import moment


@admin.register(Document)
class DocumentAdmin(LandlordAdmin):
    """Documents, the newest first. A page tells of one; to read it is to save it."""

    see = Act.READ_DOCUMENTS
    hides = "person__protected"
    list_display = ("name", "person", "uploaded", "subject", "there")
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name")
    ordering = ("-uploaded_at", "-pk")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/fil/", view(require_safe(self.file)), name="tenants_document_file"),
            path("<int:pk>/ta-bort/", view(require_POST(self.remove)), name="tenants_document_remove"),
            *super().get_urls(),
        ]

    @display(description=gettext_lazy("inlämnad"), ordering="uploaded_at")
    def uploaded(self, document: Document) -> str:
        """Return when it was shown."""
        return moment(document.uploaded_at)

    @display(description=gettext_lazy("finns kvar"), boolean=True)
    def there(self, document: Document) -> bool:
        """Say whether its file is still there."""
        return document.removed_at is None

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a document: whose it is, when it came, what it is for."""
        must(request, Act.READ_DOCUMENTS)
        document = self.get_object(request, object_id)
        if document is None:
            raise Http404
        facts = [
            (_("Person"), str(document.person)),
            (_("Inlämnad"), moment(document.uploaded_at)),
            (_("Visad för"), document.subject),
            (_("Filtyp och storlek"), f"{document.content_type}, {filesizeformat(document.size)}"),
            (_("Kontrollsumma"), document.sha256),
            (_("Borttagen"), moment(document.removed_at) or "–"),
        ]
        return self.page(
            request,
            "document",
            title=document.name or _("Borttagen handling"),
            subtitle=_("Handling"),
            document=document,
            facts=facts,
        )

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a document to be saved; that it was read is logged."""
        must(request, Act.READ_DOCUMENTS)
        document = self.get_queryset(request).filter(pk=pk).first()
        if document is None:
            raise Http404
        answer = as_attachment(document)
        note_reading(pk, by=actor_of(request), now=clock.now())
        return answer

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove a document that should not have been shown."""
        must(request, Act.REMOVE_DOCUMENTS)
        if not self.get_queryset(request).filter(pk=pk).exists():
            raise Http404
        tell(request, remove_document(pk, by=actor_of(request), now=clock.now()), _("Handlingen är borttagen."))
        return see_other(reverse("admin:tenants_document_change", args=[pk]))


def document_links(subject: str) -> list[dict[str, str]]:
    """Return the live documents of a subject as links, for the pages where staff decide."""
    return [
        {
            "name": row.name,
            "url": reverse("admin:tenants_document_file", args=[row.pk]),
            "hint": f"{moment(row.uploaded_at)}, {filesizeformat(row.size)}",
        }
        for row in documents_of(subject)
    ]


def _documents(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if not may(page.request, Act.READ_DOCUMENTS):
        return None
    found = Document.objects.filter(person=page.person, removed_at=None).order_by("-uploaded_at", "-pk")
    return (found[:SHOWN],)


def documents_on_page(page: PersonPage, found: Sequence[Document]) -> Panel:
    """Show what she has shown, to those who may read it."""
    rows = [
        (
            Cell(row.name, reverse("admin:tenants_document_change", args=[row.pk])),
            Cell(moment(row.uploaded_at)),
            Cell(row.subject),
        )
        for row in found
    ]
    heads = (_("Handling"), _("Inlämnad"), _("Visad för"))
    return Panel(_("Handlingar"), heads, rows, _("Personen har inte lämnat några handlingar."))


parts.append(Part(_documents, documents_on_page))
