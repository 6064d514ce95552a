"""What renters ask for and staff decide: a list with what waits first, a page with its facts and, while it waits, the
form of the decision, and a group on the start page. Notices, claims and earlier days are so; changes of leases have a
page of their own.
"""

from abc import ABCMeta, abstractmethod
from typing import Any, ClassVar

from django import forms
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.models import Unit
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting, rows_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.scoping import LandlordOwned
from tenants.words import moment


class Whole(ABCMeta, forms.MediaDefiningClass):
    """Of classes that leave something to each kind to say: one that does not is refused when it is registered."""


class CaseAdmin(LandlordAdmin, metaclass=Whole):
    """The base of such pages. Each kind says what waits, in which order they came, and what is told of one."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_filter = ("state",)
    decides: ClassVar[Act] = Act.ACT_FOR_APPLICANT
    waits: ClassVar[Q]  # what stands first in the list
    came: ClassVar[Any] = "made_at"
    along: ClassVar[tuple[str, ...]]  # what the pages show beside the row itself
    heavy: ClassVar[tuple[str, ...]] = ("lease__pdf", "lease__terms")
    hidden: ClassVar[tuple[str, ...]] = ("person__protected",)
    group: ClassVar[tuple[Any, str]]  # the name and the icon of what waits, on the start page

    # ---- what each kind says of a row

    @staticmethod
    def home_of(row: Any) -> Unit:
        """Return the home that it is about."""
        unit: Unit = row.lease.unit
        return unit

    @staticmethod
    @abstractmethod
    def state_of(row: Any) -> tuple[str, str]:
        """Return the word and the sign of how far it has come."""

    @staticmethod
    @abstractmethod
    def hint_of(row: Any) -> str:
        """Return the day that matters, for the start page."""

    @classmethod
    def line_of(cls, row: Any) -> tuple[str, str, str]:
        """Return what it is called on the start page, and the word and the sign of its state there."""
        return (str(cls.home_of(row)), *cls.state_of(row))

    @staticmethod
    def on_board() -> Q | None:
        """Return what is on the start page, where that is more than what `waits`."""
        return None

    # ---- the list and the group on the start page

    @classmethod
    def visible(cls, request: HttpRequest, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return rows with what the pages show, without those about persons who are hidden from whoever asks."""
        if not may(request, Act.SEE_PROTECTED):
            rows = rows.exclude(Q(*((way, True) for way in cls.hidden), _connector=Q.OR))
        return rows.select_related(*cls.along).defer(*cls.heavy)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the one that came first on top."""
        waits = Case(When(self.waits, then=Value(0)), default=Value(1))
        return self.visible(request, super().get_queryset(request)).order_by(waits, self.came, "pk")

    @display(description=gettext_lazy("bostad"))
    def home(self, row: Any) -> str:
        """Return the home."""
        return str(self.home_of(row))

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, row: Any) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = self.state_of(row)
        return kind, word

    @display(description=gettext_lazy("kom in"), ordering="made_at")
    def came_in(self, row: Any) -> str:
        """Return when it came in."""
        return moment(row.made_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: it comes from the renter, or from her page."""
        return False


class DecidedAdmin(CaseAdmin):
    """The base of those that have one form to decide them by, on one page with their facts."""

    @abstractmethod
    def title_of(self, row: Any) -> str:
        """Return the heading of its page."""

    @abstractmethod
    def facts_of(self, row: Any, request: HttpRequest) -> list[tuple[str, str]]:
        """Return it as names and values; a fact without a value is left out."""

    @abstractmethod
    def form_of(self, row: Any, posted: Any) -> forms.Form | None:
        """Return the form of the decision; None where nothing waits to be decided."""

    @abstractmethod
    def decide(self, row: Any, said: dict[str, Any], request: HttpRequest) -> object:
        """Carry a decision out; return what its service returned."""

    def done(self, row: Any, said: dict[str, Any]) -> str:
        """Return what is told when a decision is carried out."""
        return _("Beslutet är sparat, och båda får veta det.")

    def beside(self, row: Any, request: HttpRequest) -> dict[str, Any]:
        """Return what else its page has."""
        return {"subtitle": row.person.full_name}

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of one; a POST decides it."""
        must(request, self.see)
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        posted = request.POST if request.method == "POST" else None
        if posted is not None:
            must(request, self.decides)
        form = self.form_of(row, posted) if may(request, self.decides) else None
        if form is not None and form.is_valid():
            outcome = self.decide(row, form.cleaned_data, request)
            tell(request, outcome, self.done(row, form.cleaned_data))
            return see_other(address(self.model, "change", row.pk))
        return self.page(
            request,
            "form",
            title=self.title_of(row),
            facts=[(name, said) for name, said in self.facts_of(row, request) if said],
            form=form,
            button=_("Spara beslutet"),
            cancel=address(self.model, "changelist"),
            status=422 if form is not None and form.errors else 200,
            **self.beside(row, request),
        )


def address(model: type[LandlordOwned], page: str, *args: object) -> str:
    """Return the address of a page of a model of letting's."""
    return reverse(f"admin:letting_{model.__name__.lower()}_{page}", args=args)


def on_board(model: type[LandlordOwned], kind: type[CaseAdmin]) -> None:
    """Let what waits of a kind stand on the start page, for those who decide it."""

    def asked(board: Board) -> QuerySet[Any] | None:
        if not may(board.request, kind.decides):
            return None
        rows = model.objects.filter(kind.on_board() or kind.waits)
        return kind.visible(board.request, rows).order_by(kind.came, "pk")[:SHOWN]

    def shown(_board: Board, rows: list[Any]) -> Waiting:
        told = [(row, kind.line_of(row)) for row in rows]
        lines = [
            Row(title, address(model, "change", row.pk), kind.hint_of(row), word, sign)
            for row, (title, word, sign) in told
        ]
        name, icon = kind.group
        return Waiting(str(name), icon, lines, urgent=True, more_url=address(model, "changelist"))

    rows_of.append(Part(asked, shown))
