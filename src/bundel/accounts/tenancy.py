"""Which municipality a connection works for, and the row policies that hold it there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations, models, transaction

SETTING = "bundel.municipality"
CURRENT = f"nullif(current_setting('{SETTING}', true), '')::uuid"
# As a query of its own it is read once a statement, and the planner does not peep: it would take
# a municipality that its statistics do not know yet for one without rows (decision 5).
CURRENT_ONCE = f"(SELECT {CURRENT})"


class TenantModel(models.Model):
    """A row that belongs to one municipality and is invisible to every other."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(
        "accounts.Municipality",
        verbose_name="gemeente",
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True


class VersionedModel(TenantModel):
    """A tenant row that people edit; its version rises by one with every save."""

    version = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True


def work_for(municipality_id: uuid.UUID | None) -> None:
    """
    Let the current transaction see and write the rows of one municipality, or of none.

    Raises:
        RuntimeError: outside a transaction, where the setting would leak to the next user.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("work_for needs a transaction: the setting ends with it")
    value = "" if municipality_id is None else str(municipality_id)
    with connection.cursor() as cursor:
        cursor.execute("select set_config(%s, %s, true)", [SETTING, value])


def current_municipality_id() -> uuid.UUID | None:
    """Return the municipality that this transaction works for, or None."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {CURRENT}")
        row = cursor.fetchone()
    return None if row is None else row[0]


@contextmanager
def as_municipality(municipality_id: uuid.UUID) -> Iterator[None]:
    """Open a transaction for one municipality: for jobs, commands and tests."""
    with transaction.atomic():
        before = current_municipality_id()
        work_for(municipality_id)
        yield
        # Only reached without an error; after one the savepoint restores the setting itself.
        work_for(before)


def _policy_sql(table: str, key: str) -> str:
    return f"""
        ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
        CREATE POLICY "{table}_own_municipality" ON "{table}"
            USING ("{key}" = {CURRENT_ONCE}) WITH CHECK ("{key}" = {CURRENT_ONCE});
    """


def _drop_policy_sql(table: str) -> str:
    return f"""
        DROP POLICY "{table}_own_municipality" ON "{table}";
        ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY;
    """


def reference(table: str, column: str, target: str) -> migrations.RunSQL:
    """Return the operation that keeps a reference between tenant tables in one municipality."""
    name = f"{table}_{column}_same_municipality"[:63]
    return migrations.RunSQL(
        f"""
        ALTER TABLE "{table}" ADD CONSTRAINT "{name}"
            FOREIGN KEY ("municipality_id", "{column}")
            REFERENCES "{target}" ("municipality_id", "id") DEFERRABLE INITIALLY DEFERRED;
        """,
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}";',
    )


def protect(table: str, references: Mapping[str, str] | None = None) -> list[Any]:
    """
    Return the migration operations that keep a tenant table within its municipality.

    Args:
        table: The table, just made, with columns `id` and `municipality_id`.
        references: Its foreign keys to other protected tables, column to table. Plain foreign
            keys ignore row policies; the composite ones made here do not cross municipalities.
    """
    key = f"{table}_municipality_key"[:63]
    return [
        migrations.RunSQL(
            f"""
            {_policy_sql(table, "municipality_id")}
            ALTER TABLE "{table}" ADD CONSTRAINT "{key}" UNIQUE ("municipality_id", "id");
            """,
            f"""
            ALTER TABLE "{table}" DROP CONSTRAINT "{key}";
            {_drop_policy_sql(table)}
            """,
        ),
        *(reference(table, column, target) for column, target in (references or {}).items()),
    ]


def keep_apart(table: str) -> migrations.RunSQL:
    """Return the operation that gives a tenant table its row policy, where nothing refers to it."""
    return migrations.RunSQL(_policy_sql(table, "municipality_id"), _drop_policy_sql(table))


def protect_through(table: str, column: str, target: str) -> list[Any]:
    """
    Return the operations for a library's table without a municipality of its own.

    Its rows are seen if and only if the row of `target` that `column` points to is seen.
    """
    # Table names are our own constants.
    rule = f'EXISTS (SELECT 1 FROM "{target}" AS t WHERE t.id = "{table}"."{column}")'  # noqa: S608  # see above
    return [
        migrations.RunSQL(
            f"""
            ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
            ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
            CREATE POLICY "{table}_own_municipality" ON "{table}"
                USING ({rule}) WITH CHECK ({rule});
            """,
            _drop_policy_sql(table),
        )
    ]
