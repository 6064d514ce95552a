"""Berätta vem du är: a login becomes a person at this landlord."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.my.forms import WhoForm
from tenants.my.frame import UNPROCESSABLE, login_needed, see_other
from tenants.persons import NumberTaken, register_person


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def who(request: HttpRequest) -> HttpResponse:
    """Ask who she is, make her a person here, and lead on to the queues (QUEUE-4)."""
    if request.person:  # type: ignore[attr-defined]  # set by the middleware
        return see_other("my:queues")
    now = clock.now()
    facts = rules_today(local_day(now)).landlord
    form = WhoForm(request.POST if request.method == "POST" else None, today=local_day(now))
    if form.is_valid():
        if _registered(request, form):
            return see_other("my:queues")
        sentence = gettext(
            "Det gick inte att spara uppgifterna så här. Har du flera e-postadresser? Prova att logga in med en annan. "
            "Annars hjälper vi dig på telefon %(phone)s."
        )
        form.add_error(None, sentence % {"phone": facts.phone})
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "my/who.html", {"form": form}, status=status)


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
            contact=form.contact(user.email, language),  # type: ignore[union-attr]  # a logged-in one has an address
            now=clock.now(),
        )
    except NumberTaken:
        return Person.objects.filter(user=user.pk).exists()
    return True
