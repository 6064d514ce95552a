"""How the staff's admin looks and what stands in its sidebar. Settings only; the pages are in each app's `admin`."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def _item(title: str | Promise, icon: str, name: str, may: str) -> dict[str, Any]:
    """Return a link; `may` is the end of a name in the portal's own sidebar, or the whole path of another app's."""
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{name}"),
        "permission": may if "." in may else f"tenants.admin.sidebar.may_{may}",
    }


_NIGHTS = "disturbance.admin.reading.may_see_nights"

# The landlord's colour comes from /brand.css as --landlord, dark enough for white text; the rest is mixed from it.
_PRIMARY = {
    "50": "color-mix(in oklab, var(--landlord) 6%, #fff)",
    "100": "color-mix(in oklab, var(--landlord) 12%, #fff)",
    "200": "color-mix(in oklab, var(--landlord) 24%, #fff)",
    "300": "color-mix(in oklab, var(--landlord) 36%, #fff)",
    "400": "color-mix(in oklab, var(--landlord) 45%, #fff)",
    "500": "color-mix(in oklab, var(--landlord) 50%, #fff)",
    "600": "var(--landlord)",
    "700": "color-mix(in oklab, var(--landlord) 85%, #000)",
    "800": "color-mix(in oklab, var(--landlord) 70%, #000)",
    "900": "color-mix(in oklab, var(--landlord) 55%, #000)",
    "950": "color-mix(in oklab, var(--landlord) 40%, #000)",
}
# Warm paper and ink, the same as tokens.css.
_BASE = {
    "50": "#faf7f1", "100": "#f2ece1", "200": "#e6dfd3", "300": "#d3c9b9", "400": "#857a6a", "500": "#6b6255",
    "600": "#5d554a", "700": "#4a4339", "800": "#3a342c", "900": "#211d18", "950": "#16130f",
}  # fmt: skip

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Kölapp",
    "SITE_HEADER": "tenants.admin.sidebar.landlord_name",
    "SITE_SUBHEADER": _("Uthyrning"),
    "SITE_URL": "/",
    "SITE_SYMBOL": "key",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "tenants.admin.sidebar.icon_svg"}],
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": _BASE,
        "primary": _PRIMARY,
        "font": {
            "subtle-light": "#6b6255",
            "subtle-dark": "#bcb1a2",
            "default-light": "#4a4339",
            "default-dark": "#e6dfd3",
            "important-light": "#211c16",
            "important-dark": "#f4eee5",
        },
    },
    "STYLES": [
        "tenants.admin.sidebar.tokens_css",
        "tenants.admin.sidebar.brand_css",
        "tenants.admin.sidebar.admin_css",
    ],
    "SCRIPTS": ["tenants.admin.sidebar.admin_js"],
    "ACCOUNT": {
        "navigation": [
            {"title": _("Lösenord och säkerhet"), "link": reverse_lazy("mfa_index")},
            {"title": _("Mina inloggningar"), "link": reverse_lazy("usersessions_list")},
        ],
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [{"title": _("Att göra"), "icon": "task_alt", "link": reverse_lazy("admin:index")}],
            },
            {
                "title": _("Uthyrning"),
                "separator": True,
                "items": [
                    _item(_("Annonser"), "real_estate_agent", "letting_listing_changelist", "see_listings"),
                    _item(_("Objekt"), "apartment", "letting_unit_changelist", "see_units"),
                    _item(_("Statistik"), "monitoring", "letting_listing_statistics", "see_statistics"),
                ],
            },
            {
                "title": _("Sökande"),
                "separator": True,
                "items": [
                    _item(_("Personer"), "group", "tenants_person_changelist", "see_persons"),
                    _item(_("Medsökande"), "diversity_3", "queues_companion_changelist", "see_persons"),
                    _item(_("Säkerheter"), "verified_user", "letting_security_changelist", "see_persons"),
                    _item(_("Köer"), "format_list_numbered", "queues_queue_changelist", "see_queues"),
                    _item(_("Köplatser"), "badge", "queues_registration_changelist", "see_queues"),
                    _item(_("Förtur"), "stars", "queues_priorityclaim_changelist", "see_priority"),
                    _item(_("Spärrar"), "block", "queues_block_changelist", "see_blocks"),
                    _item(_("Undantag"), "rule", "queues_exemption_changelist", "make_exceptions"),
                    _item(_("Uppsägningar"), "logout", "letting_notice_changelist", "see_persons"),
                    _item(_("Vill bo kvar"), "home", "letting_homeclaim_changelist", "see_persons"),
                    _item(_("Tidigare inflyttning"), "event", "letting_earliermove_changelist", "see_persons"),
                    _item(_("Besiktningar"), "checklist", "letting_inspection_today", "see_inspections"),
                    _item(_("Skulder"), "payments", "letting_debt_changelist", "see_persons"),
                    _item(_("Ändringar av avtal"), "edit_document", "letting_leasechange_changelist", "see_persons"),
                    _item(_("Tillval"), "kitchen", "letting_extra_changelist", "see_persons"),
                    _item(_("Klagomål"), "rate_review", "letting_complaint_changelist", "answer_complaints"),
                    _item(
                        _("Störningar"),
                        "bedtime",
                        "disturbance_case_changelist",
                        "disturbance.admin.reading.may_see_nights",
                    ),
                    _item(_("Tillgänglighet"), "accessibility_new", "tenants_barrier_changelist", "answer_barriers"),
                ],
            },
            {
                "title": _("Utskick och logg"),
                "separator": True,
                "items": [
                    _item(_("Meddelanden"), "mail", "tenants_message_changelist", "see_messages"),
                    _item(_("Brev att posta"), "local_post_office", "tenants_message_letters", "print_letters"),
                    _item(_("Uttag"), "download", "tenants_export_changelist", "export"),
                    _item(_("Händelser"), "history", "tenants_event_changelist", "see_log"),
                    _item(_("Val och undantag"), "balance", "letting_listing_overrides", "see_overrides"),
                ],
            },
            {
                "title": _("Regler och personal"),
                "separator": True,
                "items": [
                    _item(_("Regelverk"), "gavel", "tenants_ruleset_changelist", "see_rules"),
                    _item(_("Medarbetare"), "manage_accounts", "tenants_membership_changelist", "see_staff"),
                ],
            },
        ],
    },
}
