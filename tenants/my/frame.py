"""The frame of Mina sidor: who may come in, and what every page carries."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from tenants.actors import Actor
from tenants.models import Landlord, Mandate, Message, Person
from tenants.my.stopping import not_for_representatives
from tenants.refusals import Sentence, in_words
from tenants.representing import actor_for
from tenants.typed import log_in_first

P = ParamSpec("P")
SEE_OTHER = 303
UNPROCESSABLE = 422


class Visit(HttpRequest):
    """A request of someone who is logged in at a landlord's host and has said who she is."""

    landlord: Landlord
    person: Person
    mandate: Mandate | None


def actor_of(request: Visit) -> Actor:
    """Return the visitor as the log keeps her: herself, or as one who acts for another."""
    return actor_for(request)


def login_needed(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only logged-in visitors in, and keep the page out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs) if request.user.is_authenticated else log_in_first(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


def my_page(view: Callable[Concatenate[Visit, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in whoever is logged in and known here; lead others to the log-in, or to say who they are."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not getattr(request, "person", None):  # a lazy object: `is None` would never hold
            return who_first(request)
        return view(cast(Visit, request), *args, **kwargs)

    return login_needed(guarded)  # type: ignore[arg-type]  # mypy loses the name of `wraps`'s first parameter


def who_first(request: HttpRequest) -> HttpResponse:
    """Lead to saying who one is, and back to the page that was asked for; from the overview on to the queues."""
    came_for = request.get_full_path()
    back = request.method in ("GET", "HEAD") and came_for != reverse("my:overview")
    query = f"?{urlencode({'next': came_for})}" if back else ""
    return HttpResponseRedirect(reverse("my:who") + query, status=SEE_OTHER)


def own_page(view: Callable[Concatenate[Visit, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only the person herself in, nobody who acts for her: her login, her consents, all that is known of her."""

    @wraps(view)
    def guarded(request: Visit, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.mandate:
            return not_for_representatives(request)
        return view(request, *args, **kwargs)

    return my_page(guarded)  # type: ignore[arg-type]  # mypy loses the name of `wraps`'s first parameter


def unread(person: Person) -> QuerySet[Message]:
    """Return the messages that a person has not marked as read."""
    return Message.objects.filter(person=person.pk, read_at=None)


def told(codes: Iterable[str], table: Mapping[str, Sentence]) -> str:
    """Return a refusal as one text: what stands in the way, and what is possible instead."""
    return " ".join(f"{said.what} {said.instead}" for said in in_words(codes, table))


def see_other(name: str, *args: object) -> HttpResponse:
    """Answer a POST: go and see this page now (303)."""
    return HttpResponseRedirect(reverse(name, args=args), status=SEE_OTHER)
