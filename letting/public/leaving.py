"""Ending mails about saved searches from the link in one of them, without logging in (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from letting.public.interest import see_other
from letting.services.leaving import leave, way_out_by
from letting.services.searches import searches_of
from tenants import clock

LONGEST_KEY = 64
ONE_CLICK = "One-Click"


@csrf_exempt  # a mail program posts without a cookie: the key in the address is what shows the right to
@require_http_methods(["GET", "HEAD", "POST"])
def leave_alerts(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the link does; a POST does it. Twice is as once; a mail program gets its answer without a redirect."""
    way = way_out_by(key) if len(key) <= LONGEST_KEY else None
    if way is None:
        raise Http404
    if request.method == "POST":
        leave(way, now=clock.now())
        if request.POST.get("List-Unsubscribe") != ONE_CLICK:
            return see_other(request.path)
    awake = searches_of(way.person_id).filter(paused_at=None).exists()
    answer = render(request, "public/leave_alerts.html", {"awake": awake})
    for name, value in (("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex"), ("Referrer-Policy", "no-referrer")):
        answer.headers[name] = value
    return answer
