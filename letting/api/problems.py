"""What went wrong, as problem+json (RFC 9457), in the language that was asked for."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PROBLEM = "application/problem+json"
TITLES: Mapping[HTTPStatus, Any] = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("Frågan gick inte att förstå"),
    HTTPStatus.NOT_FOUND: gettext_lazy("Det finns inte"),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("Här går det bara att läsa"),
    HTTPStatus.GONE: gettext_lazy("Annonsen är avslutad"),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_lazy("För många frågor"),
}


class Unclear(Exception):
    """An address asks for what makes no sense: `wrong` has a sentence for each name in it."""

    def __init__(self, wrong: Sequence[tuple[str, str]]) -> None:
        super().__init__(str(wrong))
        self.wrong = wrong


class Gone(Exception):
    """A listing that was published once takes no more interests."""


def problem(status: HTTPStatus, detail: str, wrong: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """Return a problem; `wrong` are names of the address with what is wrong with each."""
    said: dict[str, Any] = {
        "type": "about:blank", "title": str(TITLES[status]), "status": int(status), "detail": detail,
    }  # fmt: skip
    if wrong:
        said["errors"] = [{"name": name, "reason": reason} for name, reason in wrong]
    return JsonResponse(
        said, status=int(status), content_type=PROBLEM, json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip


def refuse_nonsense(data: QueryDict, *asked: forms.Form) -> None:
    """Raise Unclear for a name that no form knows, for two values or none of one, and for what a form refuses."""
    fields = {name: field for form in asked for name, field in form.fields.items()}
    wrong = [(name, _("Det går inte att fråga efter det.")) for name in data if name not in fields]
    wrong += [
        (name, _("Ge ett värde, inte flera."))
        for name, field in fields.items()
        if len(data.getlist(name)) > 1 and not isinstance(field, forms.MultipleChoiceField)
    ]
    wrong += [(name, _("Ge ett värde, eller utelämna namnet.")) for name in data if "" in data.getlist(name)]
    wrong += [(name, str(said)) for form in asked for name, errors in form.errors.items() for said in errors]
    if wrong:
        raise Unclear(wrong)


def unclear(request: HttpRequest, error: Any) -> HttpResponse:
    """Say what of an address makes no sense."""
    return problem(HTTPStatus.BAD_REQUEST, _("Rätta det som är fel och fråga igen."), error.wrong)


def not_found(request: HttpRequest, error: Any = None) -> HttpResponse:
    """Say that there is nothing at an address."""
    return problem(HTTPStatus.NOT_FOUND, _("Det finns inget på den adressen hos den här hyresvärden."))


def gone(request: HttpRequest, error: Any) -> HttpResponse:
    """Say that a listing is over."""
    return problem(HTTPStatus.GONE, _("Bostaden eller platsen går inte längre att anmäla intresse för."))
