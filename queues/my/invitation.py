"""An invitation, opened from its mail: who asks and what it means; the answer is a POST by someone logged in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from queues.core.company import consents_asked
from queues.models import Companion
from queues.my.company_forms import AnswerForm
from queues.my.company_words import MEANING, OWN_POINTS, wordings
from queues.refusals import COMPANY
from queues.roles import TITLES
from queues.services.companions import against_answer, answer_invitation
from queues.services.invitations import key_hash
from tenants import clock
from tenants.actors import person_actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.my.frame import UNPROCESSABLE, login_needed, see_other, who_first
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.requests import LandlordRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """Show an invitation and take its answer. Who is not known here yet first says who she is, and comes back."""
    visit: LandlordRequest = request  # type: ignore[assignment]  # the middleware has met it
    row = Companion.objects.select_related("person").filter(key_hash=key_hash(key)).first()
    if row is None:
        raise Http404
    if visit.mandate:
        return not_for_representatives(request)
    if not visit.person:
        return who_first(request)
    now = clock.now()
    if against := against_answer(row, visit.person.pk, now):
        return _closed(request, against)
    asked = consents_asked(row.role, rules_today(local_day(now)))
    form = AnswerForm(None, wordings=wordings(asked, visit.landlord.name))
    if request.method == "POST":
        yes = request.POST.get("answer") == "yes"
        if yes:
            form = AnswerForm(request.POST, wordings=wordings(asked, visit.landlord.name))
        if request.POST.get("answer") in ("yes", "no") and (not yes or form.is_valid()):
            return _answer(request, key, visit.person, form, yes=yes)
    context = {
        "form": form,
        "row": row,
        "asks": row.person.full_name,
        "title": str(TITLES[row.role]),
        "meaning": [*MEANING[row.role], OWN_POINTS],
        "unclear": request.method == "POST" and not form.is_bound,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/invitation.html", context, status=status)


def _answer(request: HttpRequest, key: str, person: Person, form: AnswerForm, *, yes: bool) -> HttpResponse:
    consents = form.wordings() if yes else {}
    outcome = answer_invitation(
        key, person.pk, accepted=yes, consents=consents, by=person_actor(person.pk), now=clock.now()
    )
    if isinstance(outcome, Refused):
        return _closed(request, *outcome.codes)
    said = gettext("Tack, ditt ja är sparat.") if yes else gettext("Ditt nej är sparat. Du behöver inte göra mer.")
    messages.success(request, said)
    return see_other("my:companions")


def _closed(request: HttpRequest, *codes: str) -> HttpResponse:
    """Say why the invitation cannot be answered; nothing of it is shown."""
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/invitation_closed.html", {"reasons": in_words(codes, COMPANY)}, status=status)
