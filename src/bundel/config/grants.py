"""What the plain database role may do; given anew after every migration, by the owner."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from psycopg import sql

# Append-only: what is written there stays as it is.
APPEND_ONLY = ("audit_entry", "audit_seal")
READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")


def give(*, using: str) -> None:
    """Let the app's role read and write rows, and let it change no table or trail."""
    role = sql.Identifier(settings.DATABASES["default"]["USER"])
    if using != "owner" or settings.DATABASES["owner"]["USER"] == role._obj[0]:
        return
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    statements = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
        *(
            f"REVOKE UPDATE, DELETE ON {t} FROM {{role}}"
            for t in APPEND_ONLY
            if t in tables
        ),
        *(
            f"REVOKE INSERT, UPDATE, DELETE ON {t} FROM {{role}}"
            for t in READ_ONLY
            if t in tables
        ),
    ]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(role=role))  # type: ignore[arg-type]  # own constants
