"""The base of every page of the admin: one landlord's rows, rights by role, no oracles, nothing deleted."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, TabularInline

from tenants import clock
from tenants.admin.lists import SCRIPTS, choice_of_row
from tenants.admin.log import actor_of, lines
from tenants.admin.rights import Act, may
from tenants.events import Fact, record
from tenants.models import Event

LOG_LINES = 100
EXACT = ("", "__exact", "__id__exact", "__isnull", "__in")


capfirst_lazy = lazy(capfirst, str)


class LandlordAdmin(ModelAdmin):
    """An admin of rows that a landlord owns.

    Rows come from the scoped manager, and row level security stands behind it. Rights come from `tenants.admin.rights`.
    Nothing is deleted; what is done is told in the portal's log, with the names of the fields and never their values.
    """

    keeps_landlords_apart: ClassVar[bool] = True
    see: ClassVar[Act]
    add: ClassVar[Act | None] = None
    change: ClassVar[Act | None] = None
    hides: ClassVar[str] = ""  # the way to `protected`, where rows tell of a person
    save_as = False
    list_per_page = 25
    list_max_show_all = 0  # all rows on one page would be as heavy as there are rows
    show_full_result_count = False
    list_filter_submit = True
    compressed_fields = True
    empty_value_display = "–"

    # ---- rights

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the rows in the index to those who may see them."""
        return may(request, self.see)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights."""
        return may(request, self.see)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask the table of rights; without an act of its own nothing can be added."""
        return self.add is not None and may(request, self.add)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights; without an act of its own nothing can be changed."""
        return self.change is not None and may(request, self.change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say no: rows are ended, never removed."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave out rows of persons with a protected identity but for those who handle them (safety 28)."""
        rows = super().get_queryset(request)
        if not self.hides or may(request, Act.SEE_PROTECTED):
            return rows
        return rows.exclude(**{self.hides: True})

    # ---- no oracles

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the lookups of the list's own filters, and no other: `?rent__gt=` would tell what the page hides."""
        return lookup in self._own_lookups(request)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Allow rows to be named by their primary key only."""
        return bool(to_field == self.opts.pk.name)

    def _own_lookups(self, request: HttpRequest | None) -> set[str]:
        filters: Iterable[Any] = self.get_list_filter(request) if request else self.list_filter
        lookups: set[str] = set()
        for one in filters:
            if isinstance(one, type) and issubclass(one, SimpleListFilter):
                lookups.add(str(one.parameter_name))
            else:
                name = one[0] if isinstance(one, tuple | list) else one
                lookups |= {f"{name}{suffix}" for suffix in EXACT}
        return lookups

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Search without NUL characters, which the database refuses."""
        found, twice = super().get_search_results(request, queryset, search_term.replace("\x00", ""))
        return found, bool(twice)

    # ---- lists and forms

    @property
    def media(self) -> forms.Media:
        """Return the scripts of a page: few of Django's, for its forms copy no field into another."""
        return SCRIPTS

    @admin.display(description="")
    def action_checkbox(self, obj: Model) -> str:
        """Return the box that chooses a row."""
        return choice_of_row(obj.pk)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Leave out the small buttons that add and change the row on the other side."""
        formfield: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if formfield is not None and isinstance(formfield.widget, RelatedFieldWidgetWrapper):
            wrapper = formfield.widget
            wrapper.can_add_related = wrapper.can_change_related = wrapper.can_view_related = False
        return formfield

    def save_model(self, request: HttpRequest, obj: Model, form: forms.ModelForm, change: bool) -> None:
        """Save only what was changed in the form: what a service wrote meanwhile stands."""
        if not change:
            obj.save()
            return
        columns = {field.name for field in obj._meta.concrete_fields}  # noqa: SLF001  (Django's own way to the fields)
        if changed := [name for name in form.changed_data if name in columns]:
            obj.save(update_fields=changed)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Answer 404 for an id that is unknown or another landlord's."""
        raise Http404

    # ---- the log

    def subject(self, obj: Any) -> str:
        """Return a row's name in the log."""
        return f"{self.opts.app_label}.{self.opts.model_name}:{obj.pk}"

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Tell the portal's log that a row was added."""
        record([Fact("row.added", self.subject(obj))], by=actor_of(request), now=clock.now())

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Tell the portal's log which fields were changed."""
        fields = _changed(message)
        if fields:
            fact = Fact("row.changed", self.subject(obj), data={"fields": ", ".join(fields)})
            record([fact], by=actor_of(request), now=clock.now())

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """Keep no log of Django's own: nothing is deleted."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what the portal's log tells of a row."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        events = list(Event.objects.filter(subject=self.subject(obj)).order_by("-pk")[:LOG_LINES])
        return self.page(request, "history", title=_("Logg"), subtitle=str(obj), original=obj, lines=lines(events))

    # ---- pages of our own

    def page(
        self, request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any
    ) -> TemplateResponse:
        """Return a page of our own inside the admin's frame."""
        full = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "may": Rights(request)}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/kolapp/{template}.html", full | context, status=status)


class Rights:
    """Lets a template ask `may.PUBLISH`."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getitem__(self, name: str) -> bool:
        """Say whether whoever asks may do the act of this name."""
        return may(self._request, Act[name])


def _changed(message: Any) -> list[str]:
    """Return the names of the changed fields from the admin's own account of a change, inlines as one word each."""
    if isinstance(message, str):
        return [message]
    names: list[str] = []
    for part in message:
        for how, what in part.items():
            names += [what["name"]] if "name" in what else what.get("fields", []) if how == "changed" else []
    return [str(name) for name in dict.fromkeys(names)]


class RowsInForm(TabularInline):
    """Rows of another table in a form. Unfold's own script adds and removes them: Django's, and jQuery, stay away."""

    extra = 0

    @property
    def media(self) -> forms.Media:
        """Return no scripts."""
        return forms.Media()

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Name each field for those who hear it: the head of its column is the only label that the table shows."""
        rows = super().get_formset(request, obj, **kwargs)
        for field in rows.form.base_fields.values():
            if not isinstance(field.widget, forms.MultiWidget):  # its parts have labels of their own
                field.widget.attrs.setdefault("aria-label", capfirst_lazy(field.label))
        return rows
