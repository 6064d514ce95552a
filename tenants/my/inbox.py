"""Meddelanden: the inbox is the truth, the mail is a copy."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, Window
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tenants import clock, outbox
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Delivery, Message, Person
from tenants.my.frame import Visit, my_page, see_other, unread

PER_PAGE = 20
UNBROKEN = "\N{WORD JOINER}…\N{WORD JOINER}"  # no line ends at the dots


@require_safe
@my_page
def inbox(request: Visit) -> HttpResponse:
    """List her messages, the newest first."""
    rows = Message.objects.filter(person=request.person.pk).order_by("-created_at", "-pk")
    page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "rows": [row_of(message, request.person.email) for message in page_obj]}
    return render(request, "my/messages.html", context)


@require_safe
@my_page
def message(request: Visit, pk: int) -> HttpResponse:
    """Show one message. Opening it changes nothing: it is marked as read by a POST."""
    row = get_object_or_404(Message, pk=pk, person=request.person.pk)
    words = words_of(row, request)
    context = {"row": row_of(row, request.person.email), "words": words, "subject": words.subject}
    return render(request, "my/message.html", context)


def words_of(message: Message, request: Visit) -> outbox.Rendered:
    """Return a message's words as Mina sidor shows them, in the language of the page."""
    rules = rules_today(local_day(clock.now()))
    extra = {
        "landlord": request.landlord, "facts": rules.landlord, "rules": rules, "base_url": "", "person": request.person,
        "in_mail": False,
    }  # fmt: skip
    return outbox.render(message, language=translation.get_language() or "sv", extra=extra)


@require_POST
@my_page
def mark_read(request: Visit, pk: int) -> HttpResponse:
    """Mark one message as read."""
    get_object_or_404(Message, pk=pk, person=request.person.pk)
    unread(request.person).filter(pk=pk).update(read_at=clock.now())
    return see_other("my:message", pk)


@require_POST
@my_page
def mark_all_read(request: Visit) -> HttpResponse:
    """Mark all messages as read."""
    unread(request.person).update(read_at=clock.now())
    messages.success(request, gettext("Alla meddelanden är markerade som lästa."))
    return see_other("my:messages")


def with_unread(person: Person) -> list[Any]:
    """Return the newest messages, each knowing how many are unread in all: one question instead of two."""
    counted = Window(Count("pk", filter=Q(read_at=None)))
    rows = Message.objects.filter(person=person.pk).annotate(unread=counted)
    return list(rows.order_by("-created_at", "-pk")[:PER_PAGE])


def row_of(message: Message, email: str) -> dict[str, Any]:
    """Return a message as a row of the inbox; no query."""
    return {
        "pk": message.pk,
        "at": message.created_at,
        "subject": subject_of(message),
        "unread": message.read_at is None,
        "copy": copy_of(message, email),
    }


def subject_of(message: Message) -> str:
    """Return a message's subject in the language of the page, whatever the language it was mailed in."""
    return " ".join(render_to_string(f"messages/{message.kind}.subject.txt", message.context).split())


def copy_of(message: Message, email: str) -> str:
    """Say what became of the mail."""
    address = masked(message.mailed_to or message.to or email)
    match message.delivery:
        case Delivery.SENT:
            return gettext("mejlat till %(address)s") % {"address": address}
        case Delivery.QUEUED | Delivery.SENDING if address:
            return gettext("mejlas strax till %(address)s") % {"address": address}
        case Delivery.FAILED:
            return gettext("mejlet till %(address)s kom inte fram") % {"address": address}
        case _:
            return gettext("finns bara här")


def masked(email: str) -> str:
    """Return an address that its owner knows again: a…a@exempel.se."""
    name, at, host = email.partition("@")
    return f"{name[0]}{UNBROKEN}{name[-1]}{at}{host}" if name and at else ""
