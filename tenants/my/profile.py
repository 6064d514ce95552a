"""Mina uppgifter: how to reach her, in which language, and what she has agreed to."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tenants import clock
from tenants.models import Person
from tenants.my.forms import ProfileForm
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, own_page, see_other
from tenants.personal_number import mask, unseal
from tenants.persons import save_contact


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def profile(request: Visit) -> HttpResponse:
    """Show and save contact details."""
    person = request.person
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(person)
    if request.method == "POST" and form.is_valid():
        contact = form.contact()
        save_contact(person.pk, contact, by=actor_of(request), now=clock.now())
        messages.success(request, gettext("Dina uppgifter är sparade."))
        response = see_other("my:profile")
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, contact.language, samesite="Lax", secure=request.is_secure())
        return response
    context = {
        "form": form,
        "number": shown_number(person),
        "consents": person.consents.order_by("given_at"),
        "login": request.user,
    }
    return render(request, "my/profile.html", context, status=UNPROCESSABLE if form.errors else 200)


def shown_number(person: Person) -> str:
    """Return her number as it is shown: the birth date, the rest hidden; nothing where she has none."""
    if person.number_sealed is None:
        return ""
    return mask(unseal(bytes(person.number_sealed)))
