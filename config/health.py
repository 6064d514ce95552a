"""Is the process alive? Asked by the container, answered without a database."""

from django.http import HttpRequest, HttpResponse


def alive(request: HttpRequest) -> HttpResponse:
    """Say so. Whether the tick runs and mail flows is asked elsewhere: a restart would not mend those."""
    return HttpResponse("ok\n", content_type="text/plain")
