"""The API's page for people, drawn from its own description."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from letting.api.described import described
from letting.api.front import KEPT, RATE
from tenants.requests import LandlordRequest


@dataclass(frozen=True, slots=True)
class Row:
    """A name with what it can hold and what it means."""

    name: str
    holds: str
    means: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the API: what can be asked of it, and what it answers. `link` can be followed as it stands."""

    pk: str
    path: str
    link: str
    title: str
    told: str
    asks: list[Row]
    answers: list[Row]

    @property
    def asks_named_by(self) -> str:
        """Return the ids of what names the table of what can be asked: the address's title, and its own heading."""
        return f"{self.pk} {self.pk}-asks"


@require_safe
def docs(request: LandlordRequest) -> HttpResponse:
    """Show what can be asked, and of what the answers are made."""
    said = described(request)
    context = {
        "about": said["info"]["description"],
        "addresses": [_address(path, one["get"], said["components"]["schemas"]) for path, one in said["paths"].items()],
        "root": request.build_absolute_uri("/api/v1/"),
        "most": RATE.partition("/")[0],
        "kept": KEPT,
    }
    return render(request, "public/api.html", context)


def _address(path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Address:
    asks = [Row(one["name"], _holds(one["schema"]), one["description"]) for one in operation["parameters"]]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    link = "" if "{" in path else path
    told, title = operation["description"], operation["summary"]
    return Address(operation["operationId"], path, link, title, told, asks, list(_rows(answer, schemas)))


def _rows(schema: Mapping[str, Any], schemas: Mapping[str, Any], before: str = "") -> Iterator[Row]:
    """Return the fields of a shape, those within a field after it by their whole path: pictures[].url."""
    shape = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if shape.get("type") == "array":
        yield from _rows(shape["items"], schemas, f"{before}[]")
        return
    for name, field in shape.get("properties", {}).items():
        path = f"{before}.{name}" if before and not before.endswith(".") else f"{before}{name}"
        yield Row(path, _holds(field), field.get("description", ""))
        yield from _rows(_within(field), schemas, path)


def _within(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a field holds when it holds something."""
    return next((one for one in field.get("anyOf", ()) if one.get("type") != "null"), field)


def _holds(field: Mapping[str, Any]) -> str:
    if "anyOf" in field:
        kinds = [_holds(one) for one in field["anyOf"] if one.get("type") != "null"]
        empty = [_("eller null")] if any(one.get("type") == "null" for one in field["anyOf"]) else []
        return " ".join([", ".join(kinds), *empty])
    if "enum" in field:
        return ", ".join(field["enum"])
    if field.get("type") == "array":
        return _("flera: %(holds)s") % {"holds": _holds(field["items"])}
    if "minimum" in field:
        return _("heltal %(low)s–%(high)s") % {"low": field["minimum"], "high": field["maximum"]}
    plain = {
        "integer": _("heltal"), "number": _("tal"), "boolean": "true, false", "string": _("text"),
        "date": _("dag, 2026-08-01"), "date-time": _("tid med tidszon"),
    }  # fmt: skip
    return plain.get(field.get("format", field.get("type", "")), _("objekt"))
