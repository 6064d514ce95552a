"""The tests' ground: they run as the role that web and workers have, never as the tables' owner.

`db` is pytest-django's: each test in a transaction that is rolled back. `committed_db` is for what needs real
transactions (threads, processes, `on_commit`); afterwards the tables are emptied by their owner.
"""

import gc
import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from kombu import pools

from config import celery_app, embedded
from tests import database


def pytest_configure(config: pytest.Config) -> None:
    """Start the database if none is named (once, not per xdist worker), and trade safety for speed."""
    if "DATABASE_URL" not in os.environ and not hasattr(config, "workerinput"):
        try:
            embedded.hold_postgres()
        except embedded.EmbeddedError as error:
            pytest.exit(str(error), returncode=3)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    celery_app.conf.broker_url = "memory://"  # tests of the broker name their own
    settings.WHITENOISE_AUTOREFRESH = True  # look for a static file when it is asked for, not with every client
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for alias in ("default", "owner"):
        connections[alias].settings_dict["OPTIONS"]["options"] += " -c synchronous_commit=off"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage in what is collected, then or later: half a million things, as long there as the run is."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Give this run a database of its own, made by the owner, and point both roles at it."""
    owner, application = connections["owner"], connections["default"]
    with django_db_blocker.unblock():
        name = database.make(owner, keep=django_db_keepdb and not django_db_createdb)
        for connection in (owner, application):
            connection.close()
            connection.settings_dict["NAME"] = name
    yield
    with django_db_blocker.unblock():
        application.close()
        owner.close()
        if not django_db_keepdb:
            database.drop(owner, name)


@pytest.fixture(scope="module")
def lasting_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for a whole file, for what all its tests begin with; rolled back at the end.

    In such a file `db` is a savepoint in it: what a test does is taken back. None of its tests can use `committed_db`.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real transactions, seen by other threads and processes. All tables are empty afterwards."""
    assert not connections["default"].in_atomic_block, "lasting_db and committed_db in one file"
    with django_db_blocker.unblock():
        try:
            yield
        finally:
            connections["default"].close()
            database.empty(connections["owner"])
            connections["owner"].close()


@pytest.fixture(scope="session")
def on_this_database(django_db_setup: None) -> dict[str, str]:
    """The environment for a process of its own on the tests' database, whatever is in it."""
    addresses = {}
    for variable, alias in {"DATABASE_URL": "default", "DATABASE_OWNER_URL": "owner"}.items():
        at = connections[alias].settings_dict
        login = f"{at['USER']}:{at['PASSWORD']}" if at["PASSWORD"] else at["USER"]
        port = f"&port={at['PORT']}" if at["PORT"] else ""
        addresses[variable] = f"postgresql://{login}@/{at['NAME']}?host={at['HOST']}{port}"
    return {**os.environ, **addresses, "KOLAPP_ENV": "local"}


@pytest.fixture
def process_environment(on_this_database: dict[str, str], committed_db: None) -> dict[str, str]:
    """The environment for a process of its own (worker, `manage.py tick`), with a database that is empty afterwards."""
    return on_this_database


@pytest.fixture
def use_broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Point this process at another broker, and back at the end; connections to the one before are forgotten."""

    def use(url: str) -> None:
        monkeypatch.setattr(celery_app.conf, "broker_url", url)
        monkeypatch.setattr("tenants.waking._asleep_until", 0.0)
        forget()

    def forget() -> None:
        celery_app._pool = celery_app.amqp._producer_pool = None
        pools.reset()

    yield use
    monkeypatch.undo()
    forget()


@pytest.fixture
def town(db: None) -> Any:
    """A landlord with its published rules, in a transaction that is rolled back."""
    from tests.cast import make_world

    return make_world()


@pytest.fixture
def real_town(committed_db: None) -> Any:
    """The same in real transactions, seen by other threads and processes."""
    from tests.cast import make_world

    return make_world()
