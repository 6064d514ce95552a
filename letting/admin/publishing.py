"""Publishing, with a preview of the coming dates; withdrawing, with a reason; trying a failed step again."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from letting.admin.way import coming_way
from letting.admin.words import FAILURES
from letting.core.states import OPEN, ListingState
from letting.models import Listing, ShownBy
from letting.services.publishing import coming_last_day, publish_listing, withdraw_listing
from letting.services.retrying import try_again
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Method
from tenants.words import moment, said


class ReasonForm(forms.Form):
    """Why a listing is withdrawn. Everyone who made an interest reads it."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Alla som anmält intresse får läsa skälet. Skriv inget om enskilda personer."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )


def find(pk: int, rows: QuerySet[Listing] | None = None) -> Listing:
    """Return a listing with its unit and rules; an unknown or foreign one is a 404. `rows` may bring more along."""
    listings = Listing.objects.all() if rows is None else rows
    listing = listings.select_related("unit", "ruleset").filter(pk=pk).first()
    if listing is None:
        raise Http404
    return listing


def publish_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show what a draft would become if it were published now; a POST publishes it."""
    must(request, Act.PUBLISH)
    listing = find(pk)
    bench = reverse("admin:letting_listing_workbench", args=[pk])
    now = clock.now()
    if request.method == "POST":
        outcome = publish_listing(pk, by=actor_of(request), now=now)
        done = tell(request, outcome, _("Annonsen är publicerad."))
        return see_other(bench if done else request.path)
    if listing.state != ListingState.DRAFT:
        return see_other(bench)
    today = local_day(now)
    if is_direct(listing, today):
        return see_other(reverse("admin:letting_listing_offer", args=[pk]))
    rules, last_day = Ruleset.in_force(today).rules, coming_last_day(listing, today)
    scheme = rules.schemes.get(listing.scheme)
    slots, pictures = listing.slots.count(), listing.unit.pictures.count()
    shown = listing.get_shown_by_display()
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "publish",
        title=str(listing),
        subtitle=_("Förhandsgranska annonsen"),
        listing=listing,
        unit=listing.unit,
        scheme=said(scheme.name) if scheme else listing.scheme,
        last_day=last_day,
        way=coming_way(rules, listing.scheme, today, last_day) if scheme and last_day else [],
        shown_by=shown,
        contact=" ".join(filter(None, [listing.contact_name, listing.contact_phone])),
        warnings=[str(warning) for warning in warnings_of(listing, slots, pictures)],
        blocked="" if last_day else _("Uthyrningssättet finns inte i regelverket som gäller i dag. Ändra utkastet."),
        plan_url=reverse("admin:letting_listing_plan", args=[pk]),
        preview_url=reverse("admin:letting_listing_preview", args=[pk]),
        planned=moment(listing.publish_at),
        failure=FAILURES.get(listing.last_error, listing.last_error),
        change_url=reverse("admin:letting_listing_change", args=[pk]),
    )


def is_direct(listing: Listing, today: date) -> bool:
    """Say whether a draft is not to be advertised but offered straight to some (SCHEME-6)."""
    scheme = Ruleset.in_force(today).rules.schemes.get(listing.scheme)
    return scheme is not None and scheme.method is Method.DIRECT_OFFER


def warnings_of(listing: Listing, slots: int, pictures: int) -> list[str]:
    """Return what an officer may have forgotten in a draft; none of it stops her."""
    by_landlord = listing.shown_by == ShownBy.LANDLORD
    checks = (
        (by_landlord and not slots, _("Inga visningstider är inlagda: de som får erbjudande har inget att boka.")),
        (
            not by_landlord and not (listing.contact_name and listing.contact_phone),
            _("Kontaktperson för visning saknas: de som får erbjudande vet inte vem de ska ringa."),
        ),
        (not pictures, _("Objektet har inga bilder. Annonsen visar en planritning i stället.")),
        (listing.move_in is None, _("Inflyttningsdag saknas.")),
    )
    return [words for holds, words in checks if holds]


def withdraw_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Ask for the reason, and withdraw a listing with it (JOUR-21)."""
    must(request, Act.WITHDRAW)
    listing = find(pk)
    bench = reverse("admin:letting_listing_workbench", args=[pk])
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        outcome = withdraw_listing(pk, reason=reason, by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Annonsen är tillbakadragen. Alla som anmält intresse får ett meddelande."))
        return see_other(bench)
    if listing.state not in OPEN and listing.state != ListingState.DRAFT:
        for sentence in sentences(Refused(("not_open",))):
            messages.error(request, sentence)
        return see_other(bench)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Dra tillbaka annonsen"),
        subtitle=str(listing),
        form=form,
        intro=_("Annonsen avslutas för gott. Erbjudanden upphör och ett avtal som inte är underskrivet annulleras."),
        button=_("Dra tillbaka annonsen"),
        danger=True,
        cancel=bench,
        status=422 if form.errors else 200,
    )


@require_POST
def retry(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Let the tick look at a listing again at once, after a step of it failed."""
    must(request, Act.CHANGE_LISTINGS)
    find(pk)
    outcome = try_again(pk, by=actor_of(request), now=clock.now())
    tell(request, outcome, _("Portalen försöker igen inom en minut."))
    return see_other(reverse("admin:letting_listing_workbench", args=[pk]))
