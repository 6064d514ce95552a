"""Being asked to act for another: what it means, and the answer, by someone who is logged in."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tenants import clock
from tenants.actors import person_actor
from tenants.mandates import against_answer, against_yes, answer_question, key_hash, questions_for
from tenants.models import Mandate
from tenants.my.frame import SEE_OTHER, UNPROCESSABLE, Visit, login_needed, own_page, see_other
from tenants.my.mandate_forms import AnswerForm
from tenants.my.mandate_words import REFUSALS
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.requests import LandlordRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    """Answer a question that came by mail. Who is not known here yet says who she is first, and comes back."""
    visit: LandlordRequest = request  # type: ignore[assignment]  # the middleware has met it
    rows = Mandate.objects.select_related("person").exclude(invited_email="")
    row = rows.filter(key_hash=key_hash(key), person__protected=False).first()
    if row is None:
        raise Http404
    if visit.mandate:
        return not_for_representatives(request)
    if not visit.person:
        return HttpResponseRedirect(f"{reverse('my:who')}?{urlencode({'next': request.path})}", status=SEE_OTHER)
    return _asked(request, row)  # type: ignore[arg-type]  # she is known now


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def by_number(request: Visit, pk: int) -> HttpResponse:
    """Answer a question that was asked of one's number; what was asked of another's does not exist."""
    return _asked(
        request, get_object_or_404(questions_for(request.person, clock.now()).select_related("person"), pk=pk)
    )


def _asked(request: Visit, row: Mandate) -> HttpResponse:
    now, me = clock.now(), request.person
    if against := against_answer(row, me, now) or against_yes(row, me, now):
        return _closed(request, against)
    yes = request.POST.get("answer") == "yes"
    form = AnswerForm(request.POST if yes else None)
    if request.method == "POST" and (form.is_valid() if yes else request.POST.get("answer") == "no"):
        outcome = answer_question(row.pk, me.pk, accepted=yes, by=person_actor(me.pk), now=now)
        if isinstance(outcome, Refused):
            return _closed(request, *outcome.codes)
        said = gettext("Tack, du är ombud nu.") if yes else gettext("Ditt nej är sparat. Du behöver inte göra mer.")
        messages.success(request, said)
        return see_other("my:mandates")
    context = {"form": form, "row": row, "unclear": request.method == "POST" and not yes}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/mandate_question.html", context, status=status)


def _closed(request: Visit, *codes: str) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/mandate_closed.html", {"reasons": in_words(codes, REFUSALS)}, status=status)
