"""Listings: drafts made from units, published and withdrawn by services, watched in the workbench."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.db.models import Count, F, Field, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from letting.admin.acting import act_page
from letting.admin.choosing import choose_page, put_first_page, select_page
from letting.admin.deadlines import NEXT_DAY, in_words
from letting.admin.direct import offer_page
from letting.admin.identity import identity_shown
from letting.admin.interest_for import interest_page, withdraw_for_page
from letting.admin.listing_form import ListingForm, SlotInline, is_draft, schemes_today
from letting.admin.overrides import overrides_page
from letting.admin.previewing import preview_page
from letting.admin.profile_for import profile_page
from letting.admin.publishing import publish_page, retry, withdraw_page
from letting.admin.scheduling import MOST, plan, publish_many_page
from letting.admin.statistics import statistics_file, statistics_page
from letting.admin.words import LISTING
from letting.admin.workbench import decide, workbench
from letting.core.states import OPEN, InterestState, ListingState
from letting.models import Interest, Listing, Unit
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import action, display
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.words import moment, number

BEFORE = ("unit", "scheme", "move_in", "wanted_last_day", "shown_by", "contact_name", "contact_phone")
AFTER = frozenset({"contact_name", "contact_phone"})
ENDED = _("Annonstiden är slut")


class StateFilter(admin.SimpleListFilter):
    """Listings by how far they have come."""

    title = _("läge")
    parameter_name = "lage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what goes on, and each state."""
        counted = dict(Listing.objects.order_by().values_list("state").annotate(n=Count("pk")))
        planned = Listing.objects.filter(state=ListingState.DRAFT, publish_at__isnull=False)
        going_on = sum(counted.get(state.value, 0) for state in OPEN)
        return [
            ("pagar", _counted(_("Pågår"), going_on)),
            ("planerad", _counted(_("Utkast med publiceringstid"), planned.count())),
            *((state.value, _counted(word, counted.get(state.value, 0))) for state, (word, _kind) in LISTING.items()),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Filter by state."""
        if self.value() == "pagar":
            return queryset.filter(state__in=list(OPEN))
        if self.value() == "planerad":
            return queryset.filter(state=ListingState.DRAFT, publish_at__isnull=False)
        return queryset.filter(state=self.value()) if self.value() in set(ListingState) else queryset


def _counted(word: Any, count: int) -> str:
    return f"{word} ({number(count)})"


class DeadlineFilter(admin.SimpleListFilter):
    """Lettings by how soon their next last day is."""

    title = _("sista dag")
    parameter_name = "dag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer what an officer plans her week by."""
        return [("0", _("I dag")), ("1", _("Senast i morgon")), ("7", _("Inom en vecka"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Filter by the note on each row."""
        days = {"0": 0, "1": 1, "7": 7}.get(self.value() or "")
        if days is None:
            return queryset
        today = local_day(clock.now())
        return queryset.filter(next_day__range=(today, today + timedelta(days=days)))


@admin.register(Listing)
class ListingAdmin(LandlordAdmin):
    """Lettings. A click leads to the workbench, or to the draft's form."""

    see = Act.SEE_LISTINGS
    add = Act.CHANGE_LISTINGS
    change = Act.CHANGE_LISTINGS
    form = ListingForm
    inlines = (SlotInline,)
    list_display = ("address", "state_word", "deadline", "wanted_by", "next_step")
    list_display_links = None
    list_filter = (StateFilter, DeadlineFilter, "scheme", "shown_by", "unit__area")
    actions = ("publish_chosen",)
    list_select_related = ("unit",)
    search_fields = ("unit__street", "unit__number", "unit__area")
    search_help_text = _("Sök på adress, objektsnummer eller område")
    actions_detail = ("to_workbench", "to_publish")
    fieldsets = (
        (None, {"fields": ("unit", "scheme", ("move_in", "wanted_last_day"))}),
        (_("Visning"), {"fields": ("shown_by", ("contact_name", "contact_phone"))}),
    )

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        mine = {
            "publicera": (publish_page, "publish"), "forhandsgranska": (preview_page, "preview"),
            "tid": (plan, "plan"), "aterta": (withdraw_page, "withdraw"),
            "forsok-igen": (retry, "retry"), "arbetsbank": (workbench, "workbench"),
            "arbetsbank/urval": (select_page, "select"), "arbetsbank/val": (choose_page, "choose"),
            "arbetsbank/undantag": (put_first_page, "put_first"), "erbjud-direkt": (offer_page, "offer"),
            "arbetsbank/legitimation": (identity_shown, "identity"),
            "arbetsbank/kontroll/<int:check>": (decide, "decide"), "arbetsbank/svar/<int:offer>": (act_page, "act"),
        }  # fmt: skip
        me = {"model_admin": self}
        own = [
            path(f"<int:pk>/{where}/", view(page), me, name=f"letting_listing_{name}")
            for where, (page, name) in mine.items()
        ]
        own += [
            path("publicera-flera/", view(publish_many_page), me, name="letting_listing_publish_many"),
            path("intresse-at/<int:person>/", view(interest_page), me, name="letting_listing_interest_for"),
            path("<int:pk>/ta-tillbaka-at/<int:person>/", view(withdraw_for_page), me, "letting_listing_withdraw_for"),
            path("profil-at/<int:person>/", view(profile_page), me, name="letting_listing_profile_for"),
        ]
        overrides = path("val-och-undantag/", view(overrides_page), me, "letting_listing_overrides")
        statistics = path("statistik/", view(statistics_page), me, "letting_listing_statistics")
        file = path("statistik/<slug:what>.csv", view(statistics_file), name="letting_listing_statistics_file")
        return [overrides, statistics, file, *own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count the interests of the present advert in the same query; newest first."""
        mine = Interest.objects.filter(listing=OuterRef("pk"), cycle=OuterRef("cycle"))
        live = mine.exclude(state=InterestState.WITHDRAWN).order_by().values("listing").annotate(n=Count("pk"))
        rows = super().get_queryset(request)
        number_of = Coalesce(Subquery(live.values("n"), output_field=IntegerField()), 0)
        return rows.annotate(interests_now=number_of, next_day=NEXT_DAY).order_by(
            F("look_again_at").asc(nulls_last=True), "-pk"
        )

    # ---- the list

    @display(description=_("adress"), ordering="unit__street")
    def address(self, listing: Listing) -> str:
        """Return the address, a link to where the work is."""
        name = "letting_listing_change" if is_draft(listing) else "letting_listing_workbench"
        url = reverse(f"admin:{name}", args=[listing.pk])
        return format_html('<a class="underline font-semibold whitespace-nowrap" href="{}">{}</a>', url, str(listing))

    @display(description=_("läge"), ordering="state", signed=True)
    def state_word(self, listing: Listing) -> tuple[str, str]:
        """Return the state's sign and word; an advert that has ended while nobody is asked waits for staff."""
        if listing.state == ListingState.ADVERTISED and listing.advert_ended_at is not None:
            return "wait", str(ENDED)
        word, kind = LISTING[ListingState(listing.state)]
        return kind, str(word)

    @display(description=_("närmaste sista dag"), ordering="next_day")
    def deadline(self, listing: Listing) -> str:
        """Return the next day that it has to keep, with its weekday, and what day it is."""
        return in_words(listing) or "–"

    @display(description=_("intresserade"), ordering="interests_now")
    def wanted_by(self, listing: Any) -> str:
        """Return how many want it."""
        return number(listing.interests_now)

    @display(description=_("nästa steg"), ordering="look_again_at")
    def next_step(self, listing: Listing) -> str:
        """Return when something is due, or that a step failed."""
        if listing.failed_steps or listing.last_error:
            return str(_("Ett steg misslyckades"))
        return moment(listing.look_again_at) or "–"

    # ---- the form

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let drafts and open lettings be changed; what has ended stands."""
        ended = isinstance(obj, Listing) and not is_draft(obj) and obj.state not in OPEN
        return super().has_change_permission(request, obj) and not ended

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Leave only the contact to be changed once it is published."""
        return [] if obj is None or is_draft(obj) else [name for name in BEFORE if name not in AFTER]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Offer the ways of letting that the rules in force advertise."""
        if db_field.name == "scheme":
            return forms.ChoiceField(
                label=_("Uthyrningssätt"), choices=schemes_today(), widget=UnfoldAdminSelectWidget()
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin with the unit that was clicked, if it is the landlord's own."""
        asked = request.GET.get("unit", "")
        known = asked.isdecimal() and len(asked) < 19 and Unit.objects.filter(pk=int(asked)).exists()
        if asked and not known:
            raise Http404
        return {"unit": int(asked)} if known else {}

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go on to the preview, from which a draft is published."""
        return see_other(reverse("admin:letting_listing_publish", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go back to where the work is."""
        name = "publish" if is_draft(obj) else "workbench"
        return see_other(reverse(f"admin:letting_listing_{name}", args=[obj.pk]))

    def has_publish_many_permission(self, request: HttpRequest) -> bool:
        """Ask the table of rights."""
        return may(request, Act.PUBLISH)

    @action(description=_("Publicera de valda"), permissions=["publish_many"])
    def publish_chosen(self, request: HttpRequest, rows: Any) -> HttpResponse:
        """Go to a look at the chosen drafts, from which they are published."""
        chosen = rows.order_by("pk").values_list("pk", flat=True)[:MOST]
        query = urlencode([("annons", pk) for pk in chosen])
        return see_other(f"{reverse('admin:letting_listing_publish_many')}?{query}")

    def has_workbench_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Show the link for what has been published."""
        rows = Listing.objects.filter(pk=object_id).exclude(state=Listing.State.DRAFT)
        return may(request, Act.SEE_LISTINGS) and rows.exists()

    def has_publish_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Show the link for drafts."""
        return may(request, Act.PUBLISH) and Listing.objects.filter(pk=object_id, state=Listing.State.DRAFT).exists()

    @action(description=_("Öppna arbetsbänken"), url_path="till-arbetsbank", permissions=["workbench"])
    def to_workbench(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to the workbench."""
        return see_other(reverse("admin:letting_listing_workbench", args=[int(object_id)]))

    @action(description=_("Granska och publicera"), url_path="till-publicering", permissions=["publish"])
    def to_publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to the preview."""
        return see_other(reverse("admin:letting_listing_publish", args=[int(object_id)]))
