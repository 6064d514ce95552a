"""Units: what can be let, with pictures, and one click to a new listing."""

import secrets
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from unfold.contrib.filters.admin import RangeNumericFilter

from letting.admin import unit_import
from letting.core.states import OPEN
from letting.models import Listing, Unit, UnitPicture
from tenants.admin.base import LandlordAdmin, RowsInForm
from tenants.admin.columns import action, display
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, may, must
from tenants.words import kronor, square_metres

KINDS_OF_PICTURE = {"JPEG", "PNG", "WEBP"}
BIGGEST = 40_000_000  # pixels
WIDEST = 2400


class UnitForm(forms.ModelForm):
    """A unit; its number is the landlord's own and stands once."""

    def clean_number(self) -> str:
        """Refuse a number that another unit has."""
        number = str(self.cleaned_data["number"]).strip()
        if Unit.objects.filter(number=number).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Ett annat objekt har redan det numret."))
        return number


class PictureForm(forms.ModelForm):
    """A picture with its words; only photographs are taken, and never one that is too large to open."""

    def clean_image(self) -> Any:
        """Refuse what is no photograph; a new one is drawn anew, without its camera's notes of place and time."""
        image = self.cleaned_data["image"]
        opened: Image.Image | None = getattr(image, "image", None)
        if opened is None:
            return image
        if opened.format not in KINDS_OF_PICTURE or opened.width * opened.height > BIGGEST:
            raise forms.ValidationError(_("Välj en bild i formatet JPEG, PNG eller WebP, högst 40 megapixel."))
        return redrawn(image)


def redrawn(upload: Any) -> ContentFile:
    """Return an uploaded picture drawn anew under a name of chance (safety 38, 39)."""
    upload.seek(0)
    drawn = BytesIO()
    with Image.open(upload) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((WIDEST, WIDEST))
        upright.save(drawn, "WEBP", quality=82)
    return ContentFile(drawn.getvalue(), name=f"{secrets.token_hex(12)}.webp")


class PictureInline(RowsInForm):
    """The unit's pictures, in order, each with words for those who do not see it."""

    model = UnitPicture
    form = PictureForm
    fields = ("preview", "image", "alt", "position")
    readonly_fields = ("preview",)
    verbose_name = _("bild")
    verbose_name_plural = _("bilder")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Take a file and link to none: pictures are served by the portal's own view, not by their place on disk."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "image" and field is not None:
            field.widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
        return field

    @display(description=_("så ser den ut"))
    def preview(self, picture: UnitPicture) -> str:
        """Return the picture, small."""
        if not picture.pk:
            return "–"
        url = reverse("admin:letting_unit_picture", args=[picture.pk])
        return format_html('<img class="thumb" src="{}" alt="{}">', url, picture.alt)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights."""
        return may(request, Act.SEE_UNITS)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights."""
        return may(request, Act.CHANGE_UNITS)

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


class Busy(admin.SimpleListFilter):
    """Units with and without a letting that is going on."""

    title = _("uthyrning")
    parameter_name = "uthyrning"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Offer both."""
        return [("pagar", _("pågår")), ("ingen", _("ingen pågår"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Filter by the note on each row."""
        return queryset.filter(busy=self.value() == "pagar") if self.value() else queryset


@admin.register(Unit)
class UnitAdmin(LandlordAdmin):
    """Units with filters, pictures and the way to a listing."""

    see = Act.SEE_UNITS
    add = Act.CHANGE_UNITS
    change = Act.CHANGE_UNITS
    form = UnitForm
    inlines = (PictureInline,)
    list_display = ("street", "number", "area", "rooms", "metres", "monthly", "letting")
    list_filter = ("kind", "area", ("rent", RangeNumericFilter), Busy, "lift", "balcony", "accessible")
    search_fields = ("street", "number", "area")
    search_help_text = _("Sök på adress, objektsnummer eller område")
    ordering = ("street", "number")
    actions_detail = ("new_listing",)
    actions_list = ("read_in",)
    fieldsets = (
        (None, {"fields": (("street", "number"), ("kind", "area"), ("rooms", "size"), ("rent", "floor"), "built")}),
        (_("Egenskaper"), {"fields": (("lift", "balcony"), ("accessible", "lake_view"), "subsidised")}),
        (_("I annonsen"), {"fields": ("description", ("latitude", "longitude"))}),
    )

    def get_urls(self) -> list[Any]:
        """Add the pictures, which staff see before the unit has been advertised."""
        view, me = self.admin_site.admin_view, {"model_admin": self}
        return [
            path("bild/<int:pk>/", view(self.picture), name="letting_unit_picture"),
            path("las-in/", view(unit_import.upload_page), me, name="letting_unit_import"),
            path("las-in/mall/", view(unit_import.sample), me, name="letting_unit_import_sample"),
            path("las-in/<int:unitimport>/", view(unit_import.import_page), me, name="letting_unit_import_page"),
            path("las-in/<int:unitimport>/ja/", view(unit_import.confirm), me, name="letting_unit_import_confirm"),
            path("las-in/<int:unitimport>/kasta/", view(unit_import.discard), me, name="letting_unit_import_discard"),
            *super().get_urls(),
        ]

    def picture(self, request: HttpRequest, pk: int) -> FileResponse:
        """Send a picture of one of the landlord's units."""
        must(request, Act.SEE_UNITS)
        row = UnitPicture.objects.filter(pk=pk).first()
        if row is None or not row.image.storage.exists(row.image.name or ""):
            raise Http404
        return FileResponse(row.image.open("rb"), content_type="image/webp")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Note on each unit whether a letting is going on, in the same query."""
        live = Listing.objects.filter(unit=OuterRef("pk"), state__in=list(OPEN))
        return super().get_queryset(request).annotate(busy=Exists(live))

    def _own_lookups(self, request: HttpRequest | None) -> set[str]:
        """Allow the rent filter's two ends."""
        return super()._own_lookups(request) | {"rent_from", "rent_to"}

    @display(description=_("yta"), ordering="size")
    def metres(self, unit: Unit) -> str:
        """Return the size."""
        return square_metres(unit.size)

    @display(description=_("hyra"), ordering="rent")
    def monthly(self, unit: Unit) -> str:
        """Return the rent."""
        return kronor(unit.rent)

    @display(description=_("uthyrning"))
    def letting(self, unit: Any) -> str:
        """Return a link to the letting that is going on, or to a new one."""
        if unit.busy:
            url = f"{reverse('admin:letting_listing_changelist')}?q={unit.number}"
            return format_html('<a class="underline" href="{}">{}</a>', url, _("Se annonsen"))
        url = f"{reverse('admin:letting_listing_add')}?unit={unit.pk}"
        return format_html('<a class="underline font-semibold" href="{}">{}</a>', url, _("Skapa en annons"))

    def has_read_in_permission(self, request: HttpRequest) -> bool:
        """Ask the table of rights."""
        return may(request, Act.CHANGE_UNITS)

    @action(description=_("Läs in från fil"), url_path="till-fil", permissions=["read_in"], icon="upload_file")
    def read_in(self, request: HttpRequest) -> HttpResponse:
        """Go to where a file is uploaded."""
        must(request, Act.CHANGE_UNITS)
        return see_other(reverse("admin:letting_unit_import"))

    def has_new_listing_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Ask the table of rights."""
        return may(request, Act.CHANGE_LISTINGS)

    @action(description=_("Skapa en annons"), url_path="ny-annons", permissions=["new_listing"], icon="add_home")
    def new_listing(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to a new listing for this unit."""
        must(request, Act.CHANGE_LISTINGS)
        return see_other(f"{reverse('admin:letting_listing_add')}?unit={int(object_id)}")
