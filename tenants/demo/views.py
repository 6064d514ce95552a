"""The demo's pages: logins, mailbox, and the clock. Each is a 404 where demo mode is off."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.demo import mailbox, people
from tenants.demo.moving import Happened, Step, move, target_of
from tenants.landlords import rules_today
from tenants.models import Membership
from tenants.requests import LandlordRequest

SEE_OTHER = 303
TOLD = 4
LONGEST = 120  # characters of a sentence: a checksum is not read in a message
View = Callable[..., HttpResponse]
Decorator = Callable[[View], View]

# A mail's own look is shown in a frame that can run nothing. (The decorators keep the view's type; their stubs do not.)
_WITH_FRAME: Decorator = cast(Any, csp_update({"frame-src": [SELF]}))
_RUNS_NOTHING: Decorator = cast(
    Any,
    csp_replace(
        {
            "default-src": [NONE], "script-src": [NONE], "style-src": [UNSAFE_INLINE], "img-src": ["data:"],
            "frame-ancestors": [SELF], "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
        }
    ),
)  # fmt: skip


def demo_only(view: View) -> View:
    """Make a view a 404 where demo mode is off."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@demo_only
@require_safe
def logins(request: LandlordRequest) -> HttpResponse:
    """List the demo's logins, each with what it shows."""
    return render(request, "demo/logins.html", {"applicants": people.applicants(), "staff": people.staff()})


@demo_only
@require_POST
def log_in(request: LandlordRequest) -> HttpResponse:
    """Log in as one of the demo's people; any other address is not found."""
    user = people.user_of(request.POST.get("key", ""))
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    works_here = Membership.objects.filter(user=user).exists()
    return _see_other(_first_of("admin:index" if works_here else "my:overview", "public:start"))


@demo_only
@require_POST
def move_clock(request: LandlordRequest) -> HttpResponse:
    """Move the clock one step, once this request's transaction is made: what falls due has transactions of its own."""
    step = request.POST.get("step", "")
    if step not in set(Step):
        raise Http404
    now = clock.now()
    target = target_of(Step(step), rules_today(local_day(now)), now)
    if target is None:
        messages.info(request, _("Inget är på gång. Gå fram en arbetsdag i stället."))
    else:
        landlord = request.landlord
        transaction.on_commit(lambda: tell(request, move([landlord.pk], target)))
    return _see_other(next_page(request, reverse("public:start")))


def tell(request: HttpRequest, happened: Happened) -> None:
    """Say what happened while the clock moved."""
    number = happened.number
    if not number:
        messages.info(request, _("Klockan är framflyttad. Inget hände under tiden."))
        return
    first = [(Truncator(text).chars(LONGEST), n) for text, n in list(happened.sentences.items())[:TOLD]]
    told = [f"{text} ({n})" if n > 1 else text for text, n in first]
    if len(happened.sentences) > TOLD:
        told.append("…")
    count = ngettext("%(n)s händelse", "%(n)s händelser", number) % {"n": words.number(number)}
    mails = ngettext("%(n)s mejl", "%(n)s mejl", happened.mails) % {"n": words.number(happened.mails)}
    sent = _("%(mails)s skickades.") % {"mails": mails} if happened.mails else ""
    messages.success(request, f"{count}: {' '.join(told)} {sent}".strip())


@demo_only
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """List the mails that have been sent, the newest first."""
    return render(request, "demo/mails.html", {"mails": mailbox.newest()})


@demo_only
@require_safe
@_WITH_FRAME
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail: its words, and its own look in a frame that can run nothing."""
    found = mailbox.find(key)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"mail": found})


@demo_only
@require_safe
@xframe_options_sameorigin
@_RUNS_NOTHING
def mail_look(request: HttpRequest, key: str) -> HttpResponse:
    """Send a mail's HTML for the frame: no script, no outside address; its links open in a page of their own."""
    found = mailbox.find(key)
    if found is None:
        raise Http404
    return HttpResponse(f'<base target="_blank">{found.html}')


def next_page(request: HttpRequest, otherwise: str) -> str:
    """Return the page that a form names to go on to; another where it names none of this host's."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else otherwise


def _first_of(*names: str) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return "/"


def _see_other(address: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(address, status=SEE_OTHER)
