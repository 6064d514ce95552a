"""The role that web, workers and these tests run as is bound by the policies."""

import pytest
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db


def value(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_it_is_no_superuser_and_owns_nothing() -> None:
    assert value("SELECT current_user") == "kolapp_app"
    assert value("SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user") is False
    assert value("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == 0


def test_it_reads_and_writes_every_table_but_may_not_truncate_any() -> None:
    tables = "FROM pg_tables WHERE schemaname = 'public'"
    may = "has_table_privilege(format('%I.%I', schemaname, tablename), '{}')"
    assert value(f"SELECT count(*) {tables}") > 10
    assert value(f"SELECT bool_and({may.format('SELECT')}) {tables}") is True
    assert value(f"SELECT bool_or({may.format('TRUNCATE')} OR {may.format('REFERENCES')}) {tables}") is False


@pytest.mark.parametrize("sql", ["CREATE TABLE mine (a int)", "TRUNCATE django_session", "SET ROLE kolapp_owner"])
def test_it_is_refused(sql: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
