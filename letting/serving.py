"""Photographs of a home's inside: to those whose it is, shown and never run or kept by a cache."""

from django.http import Http404, HttpResponse

from letting.models import InspectionRemark
from tenants.serving import HEADERS


def photo_of(remark: InspectionRemark) -> HttpResponse:
    """Return a remark's photograph; one that is not there is a 404."""
    name = remark.photo.name or ""
    if not name or not remark.photo.storage.exists(name):
        raise Http404
    with remark.photo.storage.open(name, "rb") as file:
        return HttpResponse(file.read(), content_type=remark.photo_type, headers=HEADERS)
