"""Radera: what goes, what must be kept and why; a wish that can be regretted for two weeks."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants import clock
from tenants.core.calendar import local_day
from tenants.erasing import REGRET, against, ask_to_be_erased, live_erasure, regret
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, own_page, see_other
from tenants.outcome import Refused
from tenants.telling import declared_rows

HINDERS: dict[str, Callable[[], str]] = {
    "lease_runs": lambda: gettext("Du har ett hyresavtal hos oss. Uppgifterna behövs så länge det gäller."),
    "award_waits": lambda: gettext("Du har ett avtal att skriva under. Skriv under eller tacka nej först."),
    "debt_unpaid": lambda: gettext("Du har något att betala till oss. Uppgifterna behövs tills det är betalt."),
    "blocked": lambda: gettext("Du är spärrad just nu. Uppgifterna behövs tills spärren har gått ut."),
    "already_asked": lambda: gettext("Du har redan bett om att bli raderad."),
    "not_asked": lambda: gettext("Det finns ingen radering att ångra."),
}


class EraseForm(forms.Form):
    """That she knows what she loses."""

    sure = forms.BooleanField(
        label=_("Jag förstår att mina köpoäng försvinner och inte kan fås tillbaka."),
        error_messages={"required": _("Kryssa i rutan om du vill radera dina uppgifter.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def erase(request: Visit) -> HttpResponse:
    """Say what goes and what is kept; on a POST with the box ticked, note the wish."""
    now = clock.now()
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = ask_to_be_erased(request.person.pk, by=actor_of(request), now=now)
        if isinstance(outcome, Refused):
            messages.error(request, " ".join(HINDERS[code]() for code in outcome.codes))
        return see_other("my:erase")
    context = {
        "form": form,
        "erasure": live_erasure(request.person.pk),
        "hinders": [HINDERS[code]() for code in against(request.person, local_day(now))],
        "kept": list(dict.fromkeys(str(kind.kept) for kind in declared_rows()[0] if kind.kept)),
        "days": REGRET.days,
    }
    return render(request, "my/erase.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@own_page
def erase_regret(request: Visit) -> HttpResponse:
    """Take the wish back."""
    outcome = regret(request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, HINDERS[outcome.code]())
    else:
        messages.success(request, gettext("Raderingen är ångrad. Allt är som förut."))
    return see_other("my:erase")
