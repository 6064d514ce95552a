"""Telling of something on the site that shuts one out: a form for anyone, and the page that confirms it."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from letting.public.interest import see_other
from tenants import clock
from tenants.barriers import tell_of_barrier
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.limits import seconds_to_wait
from tenants.models import Barrier
from tenants.requests import LandlordRequest

RATE = "5/h"  # what one address may send
UNPROCESSABLE, TOO_MANY = 422, 429
MINUTE = 60


class BarrierForm(forms.Form):
    """What one could not do, where, and an address to be answered at."""

    text = forms.CharField(
        label=gettext_lazy("Det som inte fungerar"),
        help_text=gettext_lazy(
            "Berätta vad du ville göra och vad som hände. Skriv gärna vilken webbläsare och vilket hjälpmedel du "
            "använder, men inget om din hälsa."
        ),
        max_length=2000,
        widget=forms.Textarea({"rows": 7}),
        error_messages={
            "required": gettext_lazy("Skriv vad som inte fungerar."),
            "max_length": gettext_lazy("Skriv högst 2 000 tecken."),
        },
    )
    page = forms.CharField(
        label=gettext_lazy("Sidan det gäller"),
        help_text=gettext_lazy("Sidans adress eller rubrik."),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Skriv högst 200 tecken.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Din e-post"),
        help_text=gettext_lazy("Fyll i den om du vill ha svar. Vi använder den bara till det."),
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv en hel e-postadress, till exempel namn@exempel.se.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, data: QueryDict | None, *, known: bool) -> None:
        super().__init__(data, label_suffix="")
        if known:
            del self.fields["email"]  # she is answered on Mina sidor


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: LandlordRequest) -> HttpResponse:
    """Show the form; a POST leaves it with staff. Too many from one address are put off, and what was typed stays."""
    known = bool(request.person)
    form = BarrierForm(request.POST if request.method == "POST" else None, known=known)
    if not form.is_valid():
        return _form(request, form, status=UNPROCESSABLE if form.is_bound else 200)
    if wait := seconds_to_wait(request, "barrier", RATE):
        minutes = -(-wait // MINUTE)
        said = ngettext("Vänta %(n)s minut och skicka igen.", "Vänta %(n)s minuter och skicka igen.", minutes)
        often = _("Du har skickat flera beskrivningar på kort tid. Det du skrev finns kvar.")
        form.add_error(None, f"{often} {said % {'n': minutes}}")
        answer = _form(request, form, status=TOO_MANY)
        answer["Retry-After"] = str(wait)
        return answer
    person_id = request.person.pk if request.person else None
    outcome = tell_of_barrier(**form.cleaned_data, person_id=person_id, now=clock.now())
    if not isinstance(outcome, Barrier):
        form.add_error("text", _("Skriv vad som inte fungerar."))
        return _form(request, form, status=UNPROCESSABLE)
    return see_other(reverse("public:barrier_told"))


@require_safe
def told(request: LandlordRequest) -> HttpResponse:
    """Confirm it, and say what happens next. It names nothing of what was told: the address can be kept and shared."""
    return render(request, "public/barrier_told.html", {"facts": rules_today(local_day(clock.now())).landlord})


def _form(request: LandlordRequest, form: BarrierForm, *, status: int) -> HttpResponse:
    facts = rules_today(local_day(clock.now())).landlord
    return render(request, "public/barrier.html", {"form": form, "facts": facts}, status=status)
