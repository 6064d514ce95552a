"""Landlords kept apart: the scope of a request or task, and the base of every row a landlord owns.

Three layers: querysets that fail closed (here), composite foreign keys and forced row level security
(`tenants.rls`). The scope lives as long as one transaction; outside it the database shows no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, ClassVar, Self, TypeVar

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

_M = TypeVar("_M", bound=models.Model)

_T = TypeVar("_T")

_scope: ContextVar[tuple[int, ...]] = ContextVar("landlords_in_scope", default=())
_kept: ContextVar[tuple[dict[Hashable, Any], ...]] = ContextVar("kept_in_scopes", default=())


class NoScope(RuntimeError):
    """A landlord's rows were asked for with no landlord in scope."""


def scoped_landlords() -> tuple[int, ...]:
    """Return the landlords in scope; raise NoScope when there are none."""
    landlords = _scope.get()
    if not landlords:
        raise NoScope("no landlord is in scope here: open one with `with scope(landlord.pk):`")
    return landlords


def scoped_landlord() -> int:
    """Return the one landlord in scope; raise NoScope when there is none, or more than one."""
    landlords = scoped_landlords()
    if len(landlords) != 1:
        raise NoScope("several landlords are in scope: open one of them before writing")
    return landlords[0]


def once_in_scope(key: Hashable, make: Callable[[], _T]) -> _T:
    """Return what is made the first time it is asked for in this scope: for what does not change while it lasts."""
    kept = _kept.get()
    if not kept:
        return make()
    if key not in kept[-1]:
        kept[-1][key] = make()
    found: _T = kept[-1][key]
    return found


def forget_kept() -> None:
    """Forget what was made once in this scope and those around it: what it was made of is another now."""
    for kept in _kept.get():
        kept.clear()


@contextmanager
def scope(*landlords: int) -> Iterator[None]:
    """Run a block as one transaction that sees only these landlords' rows.

    Nested scopes narrow or change the landlords for the inner block and put them back after it.
    """
    nested = connection.in_atomic_block
    told = nested and _scope.get() == landlords  # in this transaction: the database knows
    with transaction.atomic():
        token, kept = _scope.set(landlords), _kept.set((*_kept.get(), {}))
        try:
            before = landlords if told else _tell_database(landlords)
            yield
            if nested and not told and not connection.needs_rollback:  # else the setting ends with the transaction
                _tell_database(before)
        finally:
            _kept.reset(kept)
            _scope.reset(token)  # before the commit: what is done after it has no landlord, here as in the database


def _tell_database(landlords: tuple[int, ...]) -> tuple[int, ...]:
    """Set the landlords for this transaction only; return those that were set before."""
    wanted = ",".join(str(int(pk)) for pk in landlords)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before, set_config('app.landlords', %s, true)"
            " FROM (SELECT current_setting('app.landlords', true) AS before OFFSET 0) AS now",
            [wanted],
        )
        row = cursor.fetchone()
    before = row[0] if row else None
    return tuple(int(pk) for pk in before.split(",")) if before else ()


class ScopedManager(models.Manager[_M]):
    """The default manager of a landlord's rows: filters by the scope, and refuses without one."""

    def get_queryset(self) -> models.QuerySet[_M]:
        """Return the rows of the landlords in scope."""
        rows = _rows_of(self.model, scoped_landlords())
        return rows.using(self._db) if self._db else rows.all()


@lru_cache(maxsize=2048)
def _rows_of(model: type[_M], landlords: tuple[int, ...]) -> models.QuerySet[_M]:
    """Return the question for some landlords' rows, to be copied and never asked: it begins almost every statement,
    and to write it took as long as a tenth of the rest.
    """
    rows: models.QuerySet[_M] = models.QuerySet(model)
    return rows.filter(landlord=landlords[0]) if len(landlords) == 1 else rows.filter(landlord__in=landlords)


class LandlordOwned(models.Model):
    """A row that belongs to one landlord, set from the scope when it is made."""

    landlord = models.ForeignKey(
        "tenants.Landlord",
        models.PROTECT,
        verbose_name=_("hyresvärd"),
        default=scoped_landlord,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True


class Timed(models.Model):
    """A row that time moves: `look_again_at` is the next moment at which something may be due."""

    look_again_at = models.DateTimeField(_("nästa steg"), null=True, blank=True, editable=False)
    failed_steps = models.PositiveSmallIntegerField(_("misslyckade steg"), default=0, editable=False)
    last_error = models.CharField(_("senaste fel"), max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def due_index(name: str) -> models.Index:
        """Return the index that the minute's tick looks in."""
        return models.Index(
            fields=["landlord", "look_again_at"], name=name, condition=models.Q(look_again_at__isnull=False)
        )
