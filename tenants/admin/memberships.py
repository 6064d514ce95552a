"""The landlord's staff and their roles: seen and changed by the heads."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminEmailInputWidget

from tenants.admin.base import LandlordAdmin
from tenants.admin.rights import Act
from tenants.models import Membership, User


class MembershipForm(forms.ModelForm):
    """A member of staff by the address she logs in with; the list of all logins is no landlord's business."""

    email = forms.EmailField(
        label=_("E-postadress"),
        widget=UnfoldAdminEmailInputWidget(),
        help_text=_("Adressen som medarbetaren loggar in med. Ett konto skapas om adressen är ny."),
    )

    def clean_email(self) -> str:
        """Refuse an address that works here already."""
        email = str(self.cleaned_data["email"]).lower()
        if Membership.objects.filter(user__email=email).exists():
            raise forms.ValidationError(_("Den adressen har redan en roll här."))
        return email


@admin.register(Membership)
class MembershipAdmin(LandlordAdmin):
    """Who works here, and as what."""

    see = Act.SEE_STAFF
    add = Act.CHANGE_STAFF
    change = Act.CHANGE_STAFF
    list_display = ("name", "role", "user")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("name", "user__email")
    ordering = ("name",)
    fields = ("name", "role")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Ask for the address when someone is added; it stays hers."""
        if obj is None:
            kwargs["form"] = MembershipForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Return the fields: the address only where someone is added."""
        return ["name", "role", "user"] if obj else ["name", "role", "email"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Keep the login as it is; nobody changes her own role."""
        own = obj is not None and obj.pk == request.membership.pk  # type: ignore[attr-defined]  # set by the middleware
        return ["user", "role"] if own else ["user"] if obj else []

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Leave the login out of every form."""
        return None if db_field.name == "user" else super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        """Find or make the login of someone who is added; she sets her password by mail."""
        if not change:
            email = form.cleaned_data["email"]
            obj.user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        super().save_model(request, obj, form, change)
