"""Handlingar: a document that one has shown, to save or to take back. They are listed where they were shown."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from tenants import clock
from tenants.document_words import SENTENCES
from tenants.documents import MOST, remove_document
from tenants.models import Document
from tenants.my.frame import SEE_OTHER, Visit, actor_of, my_page, told
from tenants.outcome import Refused
from tenants.serving import as_attachment

ACCEPT = "application/pdf,image/jpeg,image/png,.pdf,.jpg,.jpeg,.png"


class ManyFiles(forms.ClearableFileInput):
    """A field that several files can be chosen in."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class DocumentsField(forms.FileField):
    """Files to show, none or several. What is in them is judged when they are stored, not here."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFiles({"accept": ACCEPT}))
        kwargs.setdefault("help_text", _("PDF, JPEG eller PNG, högst 10 MB var. Du kan välja flera filer på en gång."))
        super().__init__(required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files that were chosen; more than can be stored are not looked at."""
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        return [one for one in chosen if one][: MOST + 1]


@require_safe
@my_page
def document(request: Visit, pk: int) -> HttpResponse:
    """Send one of her own documents, to be saved."""
    return as_attachment(_mine(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def remove(request: Visit, pk: int) -> HttpResponse:
    """Take a document back: a page that asks, then one button."""
    row = _mine(request, pk)
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(back, None) or not back.startswith("/"):
        back = reverse("my:overview")
    if request.method != "POST":
        return render(request, "my/document_remove.html", {"document": row, "back": back})
    outcome = remove_document(row.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        messages.success(request, gettext("%(name)s är borttagen.") % {"name": row.name})
    return HttpResponseRedirect(back, status=SEE_OTHER)


def _mine(request: Visit, pk: int) -> Document:
    return get_object_or_404(Document, pk=pk, person=request.person.pk, removed_at=None)
