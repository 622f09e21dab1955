"""What the plain database role may do; given anew after every migration, by the owner."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from psycopg import sql

# Append-only: what is written there stays as it is.
APPEND_ONLY = ("audit_entry", "audit_seal", "audit_stamp")
READ_ONLY = (
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    # Sign-in knows one address a person, on the person; these tables of allauth stay empty.
    "account_emailaddress",
    "account_emailconfirmation",
)
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
)


def give(*, using: str) -> None:
    """Let the app's role read and write rows, and let it change no table or trail."""
    role = settings.DATABASES["default"]["USER"]
    if using != "owner" or settings.DATABASES["owner"]["USER"] == role:
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    revoked = [
        *(("UPDATE, DELETE", table) for table in APPEND_ONLY),
        *(("INSERT, UPDATE, DELETE", table) for table in READ_ONLY),
    ]
    with connection.cursor() as cursor:
        for grant in GRANTS:
            cursor.execute(sql.SQL(grant).format(role=sql.Identifier(role)).as_string())
        for rights, table in revoked:
            if table in tables:
                words = sql.SQL("REVOKE {rights} ON {table} FROM {role}").format(
                    rights=sql.SQL(rights), table=sql.Identifier(table), role=sql.Identifier(role)
                )
                cursor.execute(words.as_string())
