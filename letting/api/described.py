"""The API described by OpenAPI, with this landlord's own areas, queues and ways of letting, in the visitor's words."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.api.endpoints import api
from letting.api.paging import Paging
from letting.api.problems import PROBLEM, TITLES
from letting.api.shapes import Problem
from letting.models import Unit
from letting.public.filtering import Filters
from letting.services.outcomes import kinds_and_years
from letting.statistics.asking import Asking
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.requests import LandlordRequest

DESCRIPTION: Any = gettext_lazy(
    "Det som är ledigt hos en hyresvärd, för andra webbplatser och program. Allt går att läsa utan nyckel. Inget som "
    "rör personer finns med."
)
SUMMARIES: Mapping[str, tuple[Any, Any]] = {
    "listings": (
        gettext_lazy("Det som är ledigt"),
        gettext_lazy(
            "Samma filter som på sidan med lediga bostäder. Ett värde som inte går att förstå ger fel 400, med en "
            "mening om varje fel."
        ),
    ),
    "listing": (
        gettext_lazy("En ledig bostad eller plats"),
        gettext_lazy("Med hyresvärdens text och de datum som kommer. När annonsen är slut blir svaret fel 410."),
    ),
    "areas": (gettext_lazy("Områden"), gettext_lazy("Vart och ett med hur mycket som är ledigt där.")),
    "schemes": (gettext_lazy("Uthyrningssätt"), gettext_lazy("Reglerna i ord, skrivna ur regelverket som gäller.")),
    "statistics": (
        gettext_lazy("Statistik"),
        gettext_lazy("Samma tabeller som på sidan med statistik. Det som bygger på få uthyrningar saknas."),
    ),
}
SCHEMAS = "#/components/schemas/"


def openapi(request: LandlordRequest) -> JsonResponse:
    """Send the description: three statements."""
    return JsonResponse(described(request), json_dumps_params={"ensure_ascii": False})


def described(request: LandlordRequest) -> dict[str, Any]:
    """Return the description as data, in the language that is active."""
    said: dict[str, Any] = _as_data(api.get_openapi_schema(path_prefix="/api/v1"))
    name = request.landlord.name
    said["info"] = {"title": _("Ledigt hos %(name)s") % {"name": name}, "version": "1", "description": str(DESCRIPTION)}
    said["servers"] = [{"url": request.build_absolute_uri("/").rstrip("/")}]
    said["components"]["schemas"] |= _problem_schemas()
    forms_of = _forms()
    for path in said["paths"].values():
        operation = path["get"]
        pk = operation["operationId"]
        operation["summary"], operation["description"] = map(str, SUMMARIES[pk])
        for parameter in operation["parameters"]:
            parameter["description"] = _("Annonsens nummer.")
        operation["parameters"] += [one for form in forms_of.get(pk, ()) for one in parameters(form)]
        operation["responses"] |= _problems(pk)
    return said


def parameters(form: forms.Form) -> list[dict[str, Any]]:
    """Return the fields of a form as parameters of an address: the form that judges is the one that is described."""
    return [
        {"in": "query", "name": name, "required": False, "description": str(field.label), "schema": _schema(field)}
        for name, field in form.fields.items()
    ]


def _schema(field: forms.Field) -> dict[str, Any]:
    match field:
        case forms.IntegerField():
            return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        case forms.DateField():
            return {"type": "string", "format": "date"}
        case forms.BooleanField():
            return {"type": "boolean"}
        case forms.MultipleChoiceField():
            return {"type": "array", "items": _choice(field)}
        case forms.ChoiceField():
            return _choice(field)
        case _:
            raise TypeError(f"{type(field).__name__} is not described")


def _choice(field: forms.ChoiceField) -> dict[str, Any]:
    values = [str(value) for value, _label in field.widget.choices if value]
    return {"type": "string", "enum": values} if values else {"type": "string"}


def _forms() -> dict[str, list[forms.Form]]:
    today = local_day(clock.now())
    rules = rules_today(today)
    kinds, years = kinds_and_years(today)
    areas = Unit.objects.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
    return {
        "listings": [Filters(QueryDict(), areas=areas, rules=rules), Paging(QueryDict())],
        "statistics": [Asking({}, rules=rules, kinds=kinds, years=years)],
    }


def _problems(pk: str) -> dict[str, Any]:
    statuses = [HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS]
    statuses += {"listing": [HTTPStatus.NOT_FOUND, HTTPStatus.GONE], "listings": [HTTPStatus.NOT_FOUND]}.get(pk, [])
    content = {PROBLEM: {"schema": {"$ref": f"{SCHEMAS}Problem"}}}
    told = {str(int(one)): {"description": str(TITLES[one]), "content": content} for one in sorted(statuses)}
    return {"304": {"description": _("Svaret har inte ändrats sedan du hämtade det.")}, **told}


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template=SCHEMAS + "{model}")
    return {**_as_data(schema.pop("$defs")), "Problem": _as_data(schema)}


def _as_data(said: Any) -> Any:
    """Return a description as plain data in the visitor's words, without what pydantic makes of the code's names."""
    if isinstance(said, Mapping):
        made_up = {"title", "description"} if "properties" in said else {"title"}
        kept = {str(key): value for key, value in said.items() if not (key in made_up and isinstance(value, str))}
        return {key: _(value) if _is_sentence(key, value) else _as_data(value) for key, value in kept.items()}
    return [_as_data(one) for one in said] if isinstance(said, (list, tuple)) else said


def _is_sentence(key: str, value: Any) -> bool:
    return key == "description" and isinstance(value, str) and value != ""
