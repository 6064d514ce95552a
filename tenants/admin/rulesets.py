"""Rulesets, version by version: what applies, what is assumed, and which listings run on it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import names_of
from tenants.admin.person_page import Panel
from tenants.admin.rights import Act, may, must
from tenants.admin.rule_words import sections
from tenants.admin.ruleset_editor.urls import urls
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.words import day, moment

# Tables of what runs on a version, from the apps above.
users: list[Callable[[Ruleset], Panel]] = []


@admin.register(Ruleset)
class RulesetAdmin(LandlordAdmin):
    """The landlord's rules, version by version. A version is never changed: the next one is written as a draft."""

    see = Act.SEE_RULES
    list_before_template = "admin/kolapp/rules/list_head.html"
    list_display = ("name", "begins", "in_force", "made", "author")
    ordering = ("-valid_from", "-version")

    def get_urls(self) -> list[Any]:
        """Add the editor's pages before Django's."""
        return [*urls(self), *super().get_urls()]

    @display(description=gettext_lazy("version"))
    def name(self, ruleset: Ruleset) -> str:
        """Return the version in words."""
        return _("Version %(number)s") % {"number": ruleset.version}

    @display(description=gettext_lazy("gäller från"))
    def begins(self, ruleset: Ruleset) -> str:
        """Return the first day."""
        return day(ruleset.valid_from, year=True)

    @display(description=gettext_lazy("gäller i dag"), boolean=True)
    def in_force(self, ruleset: Any) -> bool:
        """Say whether a listing published today would run on it."""
        return bool(getattr(ruleset, "applies", False))

    @display(description=gettext_lazy("inläst"))
    def made(self, ruleset: Ruleset) -> str:
        """Return when it was read in."""
        return moment(ruleset.made_at)

    @display(description=gettext_lazy("inläst av"))
    def author(self, ruleset: Any) -> str:
        """Return who read it in or published it."""
        return str(getattr(ruleset, "author_name", ruleset.made_by))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the versions; the head of the list leads to the next one."""
        context = {"may_change_rules": may(request, Act.CHANGE_RULES), **(extra_context or {})}
        page: HttpResponse = super().changelist_view(request, context)
        return page

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page whether it is the one in force, and who made it."""
        page = super().get_changelist_instance(request)
        today = Ruleset.in_force(local_day(clock.now())).pk
        names = names_of({row.made_by for row in page.result_list})
        for row in page.result_list:
            row.applies, row.author_name = row.pk == today, names[row.made_by]
        return page

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a version section by section."""
        must(request, Act.SEE_RULES)
        ruleset = self.get_object(request, object_id)
        if ruleset is None:
            raise Http404
        panels: Iterable[Panel] = [user(ruleset) for user in users]
        return self.page(
            request,
            "ruleset",
            title=self.name(ruleset),
            subtitle=_("Regelverk"),
            ruleset=ruleset,
            in_force=ruleset.pk == Ruleset.in_force(local_day(clock.now())).pk,
            sections=sections(ruleset.rules),
            panels=panels,
            draft_url=reverse("admin:tenants_ruleset_draft"),
            file_url=reverse("admin:tenants_ruleset_file", args=[ruleset.pk]),
        )
