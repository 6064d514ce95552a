"""Bevis: one message as it was sent, with when, to whom and under which number; made to be printed."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tenants import words
from tenants.models import Delivery, Message
from tenants.my.frame import Visit, my_page
from tenants.my.inbox import words_of

Facts = list[tuple[str, str]]


@require_safe
@my_page
def proof(request: Visit, pk: int) -> HttpResponse:
    """Show what was sent word for word, and each step with its second. A message never mailed has only Mina sidor's."""
    row = get_object_or_404(Message, pk=pk, person=request.person.pk)
    shown = words_of(row, request)
    context = {
        "pk": row.pk,
        "subject": row.subject or shown.subject,
        "text": row.body or shown.text,
        "kept": bool(row.body),
        "sent": row.delivery in (Delivery.SENT, Delivery.POSTED),
        "facts": [*_whose(row, request), *_sent(row, request.person.email), *_read(row)],
        "landlord": request.landlord,
    }
    return render(request, "my/message_proof.html", context)


def _whose(row: Message, request: Visit) -> Facts:
    return [
        (gettext("Från"), request.landlord.name),
        (gettext("Till"), request.person.full_name),
        (gettext("Skrivet på Mina sidor"), words.second(row.created_at)),
    ]


def _sent(row: Message, email: str) -> Facts:
    match row.delivery:
        case Delivery.SENT:
            return [
                (gettext("Mejlat"), words.second(row.sent_at)),
                (gettext("Mejlat till"), row.mailed_to or row.to or email),
                (gettext("Mejlets nummer"), f"{row.mail_id}@{settings.MAIL_DOMAIN}"),
            ]
        case Delivery.POSTED:
            return [(gettext("Skickat med post"), words.second(row.sent_at))]
        case Delivery.FAILED:
            return [(gettext("Mejlat"), gettext("Nej. Vi försökte flera gånger, men mejlet kom inte fram."))]
        case Delivery.INBOX_ONLY:
            return [(gettext("Mejlat"), gettext("Nej. Meddelandet finns bara på Mina sidor."))]
        case _:
            return [(gettext("Mejlat"), gettext("Inte än. Mejlet skickas strax."))]


def _read(row: Message) -> Facts:
    return [(gettext("Markerat som läst"), words.second(row.read_at) if row.read_at else gettext("Nej"))]
