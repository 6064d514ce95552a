"""What caretakers and officers fill in about inspections: times in series, remarks, the end of a protocol, keys."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.core.inspection import InspectionKind
from letting.models import Cleaning, Inspection, InspectionRemark, InspectionSlot, Unit
from letting.models.inspection import KINDS
from letting.services.booking_inspections import MINUTES
from letting.services.keys import MOST_KEYS
from letting.services.protocols import DEAREST
from tenants.admin.rights import RIGHTS, Act
from tenants.admin.serving import ServedForm
from tenants.models import Membership
from tenants.words import moment

WEEKDAYS = (
    ("0", gettext_lazy("måndag")), ("1", gettext_lazy("tisdag")), ("2", gettext_lazy("onsdag")),
    ("3", gettext_lazy("torsdag")), ("4", gettext_lazy("fredag")),
)  # fmt: skip
MOST_DAYS = 92
A_NUMBER = {
    "required": gettext_lazy("Skriv ett tal."),
    "invalid": gettext_lazy("Skriv ett heltal."),
    "min_value": gettext_lazy("Talet får inte vara mindre än %(limit_value)s."),
    "max_value": gettext_lazy("Talet får inte vara större än %(limit_value)s."),
}
A_DAY = {"required": gettext_lazy("Välj en dag."), "invalid": gettext_lazy("Skriv dagen så här: 2026-09-01.")}
A_TIME = {"required": gettext_lazy("Välj ett klockslag."), "invalid": gettext_lazy("Skriv klockslaget så här: 08:00.")}


def _day(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=A_DAY, **more)


def _time(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=A_TIME, **more)


def _number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, widget=widget, error_messages=A_NUMBER, **more
    )


def caretakers() -> list[tuple[str, str]]:
    """Return who can inspect, by name."""
    rows = Membership.objects.filter(role__in=RIGHTS[Act.INSPECT]).order_by("name")
    return [(str(row.pk), row.name) for row in rows]


class SeriesForm(forms.Form):
    """Free times: from one day to another, on some weekdays, one after another between two hours."""

    caretaker = forms.ChoiceField(label=gettext_lazy("Vem besiktar?"))
    first_day = _day(gettext_lazy("Från och med"))
    last_day = _day(gettext_lazy("Till och med"))
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Veckodagar"),
        choices=WEEKDAYS,
        initial=[value for value, _word in WEEKDAYS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en veckodag.")},
    )
    first = _time(gettext_lazy("Mellan klockan"), initial="08:00")
    last = _time(gettext_lazy("och klockan"), initial="12:00")
    minutes = _number(gettext_lazy("Minuter för varje besiktning"), *MINUTES, initial=45)
    kind = forms.ChoiceField(
        label=gettext_lazy("För vilka besiktningar?"),
        choices=(("", gettext_lazy("Alla")), *KINDS),
        required=False,
    )

    def __init__(self, *args: Any, who: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = caretakers()
        self.fields["caretaker"].choices = choices  # type: ignore[attr-defined]  # a choice field's
        self.fields["caretaker"].initial = str(who) if str(who) in dict(choices) else None
        self.fields["first_day"].initial = today + timedelta(days=1)
        self.fields["last_day"].initial = today + timedelta(days=14)

    def clean(self) -> dict[str, Any]:
        """Refuse days and hours in the wrong order, and more days than a quarter has."""
        given = super().clean() or {}
        days, hours = (given.get("first_day"), given.get("last_day")), (given.get("first"), given.get("last"))
        if days[0] and days[1] and not timedelta(0) <= days[1] - days[0] <= timedelta(days=MOST_DAYS):
            self.add_error("last_day", _("Välj en dag efter den första, högst tre månader senare."))
        if hours[0] and hours[1] and hours[0] >= hours[1]:
            self.add_error("last", _("Välj ett klockslag efter det första."))
        return given

    def days(self) -> list[date]:
        """Return the days that were chosen."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [day for day in days if str(day.weekday()) in self.cleaned_data["weekdays"]]


class RemarkForm(forms.Form):
    """A remark: where, what, how worn, and a photograph from the telephone's camera."""

    room = forms.ChoiceField(label=gettext_lazy("Rum"))
    text = forms.CharField(
        label=gettext_lazy("Anmärkning"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Skriv vad du ser."),
            "max_length": gettext_lazy("Skriv högst 500 tecken."),
        },
    )
    wear = forms.ChoiceField(
        label=gettext_lazy("Slitage"),
        choices=(("normal", gettext_lazy("Normalt")), ("abnormal", gettext_lazy("Mer än normalt"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj hur slitet det är.")},
    )
    cost = _number(
        gettext_lazy("Kostnad, kr"), 0, DEAREST, required=False,
        help_text=gettext_lazy("Bara när slitaget är mer än normalt."),
    )  # fmt: skip
    photo = forms.FileField(
        label=gettext_lazy("Bild"),
        required=False,
        allow_empty_file=True,  # judged with what else it can be (`tenants.file_content`)
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )

    def __init__(self, *args: Any, unit: Unit, remark: InspectionRemark | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = rooms_in(unit)
        if remark is not None and remark.room not in names:
            names.append(remark.room)
        self.fields["room"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]  # a choice field's


def rooms_in(unit: Unit) -> list[str]:
    """Return the rooms of a home as they are called."""
    bedrooms = [_("Sovrum %(n)s") % {"n": number} for number in range(1, unit.rooms)]
    return [
        _("Hall"), _("Kök"), _("Vardagsrum"), *bedrooms, _("Badrum"), _("Balkong"), _("Förråd"), _("Hela bostaden"),
    ]  # fmt: skip


class CloseForm(forms.Form):
    """The end of a protocol. Of a move-out inspection it says how the home was cleaned."""

    cleaning = forms.ChoiceField(
        label=gettext_lazy("Städning"),
        choices=(
            (Cleaning.APPROVED, gettext_lazy("Godkänd")),
            (Cleaning.AGAIN, gettext_lazy("Inte godkänd: hyresgästen städar om, och besiktningen fortsätter sedan")),
            (Cleaning.BILLED, gettext_lazy("Inte godkänd: en städfirma städar, och hyresgästen betalar")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj om städningen är godkänd.")},
    )
    again_by = forms.DateTimeField(
        label=gettext_lazy("Städa om senast"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Skriv dag och klockslag, till exempel 2026-05-12 09:00.")},
    )
    cost = _number(gettext_lazy("Städfirmans kostnad, kr"), 0, DEAREST, required=False)
    sure = forms.BooleanField(
        label=gettext_lazy("Jag skriver under protokollet. Det kan inte ändras sedan."),
        required=False,
    )

    def __init__(self, *args: Any, row: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if row.kind == InspectionKind.PRE:
            for name in ("cleaning", "again_by", "cost"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for the moment where the home is cleaned again, and for the signature where it is the end."""
        given = super().clean() or {}
        again = given.get("cleaning") == Cleaning.AGAIN
        if again and not given.get("again_by") and "again_by" not in self.errors:
            self.add_error("again_by", _("Välj dag och klockslag."))
        if not again and "cleaning" not in self.errors and not given.get("sure"):
            self.add_error("sure", _("Kryssa i rutan för att skriva under protokollet."))
        return given


class KeysForm(forms.Form):
    """How many keys, cards and tags; when they come in, what those that are missing cost."""

    out = _number(
        gettext_lazy("Utlämnade enligt kvittensen"), 1, MOST_KEYS, required=False,
        help_text=gettext_lazy("Hyresgästen fick så många när avtalet började."),
    )  # fmt: skip
    number = _number(gettext_lazy("Antal nycklar, kort och taggar"), 0, MOST_KEYS)
    cost = _number(
        gettext_lazy("Kostnad för dem som saknas, kr"), 0, DEAREST, required=False,
        help_text=gettext_lazy("Till exempel byte av cylinder. Lämna tomt om inget saknas."),
    )  # fmt: skip

    def __init__(self, *args: Any, coming_in: bool, noted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not coming_in:
            del self.fields["cost"]
        if noted or not coming_in:
            del self.fields["out"]


class OrderForm(forms.Form):
    """An inspection that staff ask for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett slag.")},
    )
    last_day = _day(
        gettext_lazy("Senast"), required=False,
        help_text=gettext_lazy("Lämna tomt för en avflyttningsbesiktning: då gäller dagen när bostaden lämnas."),
    )  # fmt: skip


class BookForm(ServedForm):
    """A time for a renter who telephones."""

    slot = forms.ChoiceField(
        label=gettext_lazy("Tid"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj en tid."),
            "invalid_choice": gettext_lazy("Den tiden går inte att boka. Välj en av tiderna som står här nu."),
        },
    )
    field_order = ("slot", "how")

    def __init__(self, *args: Any, slots: list[InspectionSlot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slot"].choices = [  # type: ignore[attr-defined]  # a choice field's
            (str(one.pk), f"{moment(one.starts_at)}, {one.caretaker.name}") for one in slots
        ]


class SettleForm(forms.Form):
    """That a debt is paid, or let be for a reason."""

    how = forms.ChoiceField(
        label=gettext_lazy("Vad har hänt?"),
        choices=(("paid", gettext_lazy("Skulden är betald")), ("waived", gettext_lazy("Skulden efterges"))),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad som har hänt.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Bara när skulden efterges."),
        max_length=500,
        required=False,
        error_messages={"max_length": gettext_lazy("Skriv högst 500 tecken.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason where a debt is let be; keep none where it is paid."""
        given = super().clean() or {}
        if given.get("how") == "waived" and not str(given.get("reason", "")).strip():
            self.add_error("reason", _("Skriv varför skulden efterges."))
        if given.get("how") == "paid":
            given["reason"] = ""
        return given
