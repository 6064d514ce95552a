"""What the admin's frame asks: the landlord's name, its stylesheets, and which links one may see."""

from django.http import HttpRequest
from django.templatetags.static import static

from tenants.admin.rights import Act, may


def landlord_name(request: HttpRequest) -> str:
    """Return the landlord's name, the head of the sidebar."""
    landlord = getattr(request, "landlord", None)
    return landlord.name if landlord else "Kölapp"


def tokens_css(request: HttpRequest) -> str:
    """Return the address of the portal's colours and sizes."""
    return static("kolapp/tokens.css")


def brand_css(request: HttpRequest) -> str:
    """Return the address of the landlord's colour."""
    return "/brand.css"


def admin_css(request: HttpRequest) -> str:
    """Return the address of the admin's own style."""
    return static("kolapp/admin.css")


def admin_js(request: HttpRequest) -> str:
    """Return the address of the script of the staff's pages."""
    return static("kolapp/admin.js")


def icon_svg(request: HttpRequest) -> str:
    """Return the address of the sign in the browser's tab."""
    return static("kolapp/icon.svg")


def may_see_listings(request: HttpRequest) -> bool:
    """Say whether the link to the listings is shown."""
    return may(request, Act.SEE_LISTINGS)


def may_see_units(request: HttpRequest) -> bool:
    """Say whether the link to the units is shown."""
    return may(request, Act.SEE_UNITS)


def may_see_persons(request: HttpRequest) -> bool:
    """Say whether the link to the persons is shown."""
    return may(request, Act.SEE_PERSONS)


def may_see_queues(request: HttpRequest) -> bool:
    """Say whether the links to queues and registrations are shown."""
    return may(request, Act.SEE_QUEUES)


def may_see_messages(request: HttpRequest) -> bool:
    """Say whether the link to the messages is shown."""
    return may(request, Act.SEE_MESSAGES)


def may_see_log(request: HttpRequest) -> bool:
    """Say whether the link to the log is shown."""
    return may(request, Act.SEE_LOG)


def may_see_rules(request: HttpRequest) -> bool:
    """Say whether the link to the rulesets is shown."""
    return may(request, Act.SEE_RULES)


def may_see_staff(request: HttpRequest) -> bool:
    """Say whether the link to the staff is shown."""
    return may(request, Act.SEE_STAFF)


def may_see_priority(request: HttpRequest) -> bool:
    """Say whether the link to the claims for priority is shown."""
    return may(request, Act.SEE_PRIORITY)


def may_answer_complaints(request: HttpRequest) -> bool:
    """Say whether the link to the complaints is shown."""
    return may(request, Act.ANSWER_COMPLAINTS)


def may_answer_barriers(request: HttpRequest) -> bool:
    """Say whether the link to what shuts people out of the site is shown."""
    return may(request, Act.ANSWER_BARRIERS)


def may_see_blocks(request: HttpRequest) -> bool:
    """Say whether the link to the blocks is shown."""
    return may(request, Act.SEE_BLOCKS)


def may_make_exceptions(request: HttpRequest) -> bool:
    """Say whether the link to the exceptions is shown."""
    return may(request, Act.EXCEPT)


def may_see_overrides(request: HttpRequest) -> bool:
    """Say whether the link to how often staff choose and except is shown."""
    return may(request, Act.SEE_OVERRIDES)


def may_see_statistics(request: HttpRequest) -> bool:
    """Say whether the link to the statistics is shown."""
    return may(request, Act.SEE_STATISTICS)


def may_see_inspections(request: HttpRequest) -> bool:
    """Say whether the link to the inspections is shown."""
    return may(request, Act.SEE_INSPECTIONS)


def may_read_night(request: HttpRequest) -> bool:
    """Say whether the link to the night's reports is shown."""
    return may(request, Act.READ_NIGHT)


def may_print_letters(request: HttpRequest) -> bool:
    """Say whether the link to the pile of letters is shown."""
    return may(request, Act.PRINT_LETTERS)


def may_export(request: HttpRequest) -> bool:
    """Say whether the link to the exports is shown."""
    return may(request, Act.EXPORT)
