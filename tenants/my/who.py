"""Berätta vem du är: a login becomes a person at this landlord."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tenants import clock
from tenants.bankid.proof import forget
from tenants.bankid.settling import proved
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Identity, Person
from tenants.my.forms import WhoForm
from tenants.my.frame import SEE_OTHER, UNPROCESSABLE, login_needed, see_other
from tenants.personal_number import Number
from tenants.persons import NumberTaken, register_person


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def who(request: HttpRequest) -> HttpResponse:
    """Ask who she is, make her a person here, and lead on to the queues, or back to where she came from (QUEUE-4)."""
    if request.person:  # type: ignore[attr-defined]  # set by the middleware
        return _on(request)
    now = clock.now()
    facts = rules_today(local_day(now)).landlord
    shown = proved(request)
    proven = shown.number(local_day(now)) if shown else None
    names = {"given_name": shown.given_name, "family_name": shown.family_name} if shown else {}
    form = WhoForm(
        request.POST if request.method == "POST" else None, today=local_day(now), proven=proven, initial=names
    )
    if form.is_valid():
        if _registered(request, form):
            forget(request.session)
            return _on(request)
        sentence = gettext(
            "Det gick inte att spara uppgifterna så här. Har du flera e-postadresser? Prova att logga in med en annan. "
            "Annars hjälper vi dig på telefon %(phone)s."
        )
        form.add_error(None, sentence % {"phone": facts.phone})
    status = UNPROCESSABLE if form.errors else 200
    context = {"form": form, "proven": proven.masked if proven else "", "coordination": _coordination(proven)}
    return render(request, "my/who.html", context, status=status)


def _coordination(proven: Number | None) -> bool:
    return proven is not None and proven.identity == Identity.COORDINATION_NUMBER


def _on(request: HttpRequest) -> HttpResponse:
    """Lead on to `next` if it is a page of this host, else to the queues."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted, status=SEE_OTHER)
    return see_other("my:queues")


def _registered(request: HttpRequest, form: WhoForm) -> bool:
    """Make the person; True also when another of her own clicks just did."""
    user, data = request.user, form.cleaned_data
    language = (translation.get_language() or "sv")[:2]
    try:
        register_person(
            user=user,  # type: ignore[arg-type]  # a logged-in one
            given_name=data["given_name"],
            family_name=data["family_name"],
            number=data["number"],
            identified=form.proven is not None,
            contact=form.contact(user.email, language),  # type: ignore[union-attr]  # a logged-in one has an address
            now=clock.now(),
        )
    except NumberTaken:
        return Person.objects.filter(user=user.pk).exists()
    return True
