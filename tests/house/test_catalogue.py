"""What PostgreSQL itself says about the walls between municipalities (T4)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.conftest import Figure

pytestmark = pytest.mark.django_db

# Tables without a municipality, and why that is right.
NO_TENANT = {
    "accounts_municipality": "the tenant itself: names are public, writing is held to one's own",
    "accounts_shared": "counts of guesses and used codes, under a hash or an id; gone in minutes",
    "account_emailaddress": "allauth's; stays empty, the plain role may not write",
    "account_emailconfirmation": "allauth's; stays empty, the plain role may not write",
    "mfa_authenticator": "allauth's; its own policy follows the person",
    "accounts_user_groups": "no such rights here",
    "auth_group": "Django's; stays empty, the plain role may not write",
    "auth_group_permissions": "Django's; stays empty, the plain role may not write",
    "auth_permission": "Django's; the names of models",
    "axes_accessattempt": "sign-in attempts, before anybody is known",
    "axes_accessattemptexpiration": "the end of those attempts",
    "axes_accessfailurelog": "not in use",
    "axes_accesslog": "not in use",
    "django_content_type": "Django's; the names of models",
    "django_migrations": "Django's; the plain role may not write",
    "django_session": "opened by a random key; holds the id of a person under policy",
    "procrastinate_events": "moments of jobs",
    "procrastinate_jobs": "ids of what is to be done, which a job opens for one municipality",
    "procrastinate_periodic_defers": "moments of jobs",
    "procrastinate_workers": "workers alive",
}
# Unique keys that do not start with the municipality, and why that is right.
ONE_OF_ALL = {
    "accounts_municipality": "addresses and names of municipalities are public",
}


def rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def tenant_tables() -> set[str]:
    return {
        name
        for (name,) in rows(
            "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid "
            "where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') "
            "and a.attname = 'municipality_id' and not a.attisdropped"
        )
    }


def test_every_table_has_a_municipality_or_a_reason_not_to(figure: Figure) -> None:
    tables = {
        name
        for (name,) in rows(
            "select relname from pg_class "
            "where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        )
    }

    without = tables - tenant_tables() - set(NO_TENANT)

    figure(f"T4: {len(tables)} tables, {len(tenant_tables())} of a municipality, {without=}")
    assert without == set()


def test_row_policies_are_forced_on_every_table_of_a_municipality() -> None:
    guarded = {
        name: (enabled, forced, policies)
        for name, enabled, forced, policies in rows(
            "select c.relname, c.relrowsecurity, c.relforcerowsecurity, "
            "(select count(*) from pg_policy p where p.polrelid = c.oid "
            " and pg_get_expr(p.polqual, p.polrelid) like '%bundel.municipality%' "
            " and pg_get_expr(p.polwithcheck, p.polrelid) like '%bundel.municipality%') "
            "from pg_class c where c.relnamespace = 'public'::regnamespace"
        )
    }

    bare = [name for name in tenant_tables() if guarded[name] != (True, True, 1)]

    assert bare == []


def test_policies_allow_nothing_beside_the_one_municipality() -> None:
    several = rows(
        "select c.relname, count(*) from pg_policy p join pg_class c on c.oid = p.polrelid "
        "where c.relname <> 'accounts_municipality' group by 1 having count(*) > 1"
    )

    assert several == []


def test_views_look_with_the_eyes_of_who_asks() -> None:
    blind = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace "
        "and relkind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false)"
    )

    assert blind == []


def test_no_materialized_view_holds_rows_of_all_municipalities() -> None:
    assert rows("select relname from pg_class where relkind = 'm'") == []


def test_unique_keys_start_with_the_municipality(figure: Figure) -> None:
    keys = rows(
        "select c.relname, i.relname, (select attname from pg_attribute a "
        "  where a.attrelid = c.oid and a.attnum = x.indkey[0]) "
        "from pg_index x join pg_class i on i.oid = x.indexrelid "
        "join pg_class c on c.oid = x.indrelid "
        "where x.indisunique and not x.indisprimary "
        "and c.relnamespace = 'public'::regnamespace"
    )

    crossing = [
        (table, key)
        for table, key, first in keys
        if table in tenant_tables() and first != "municipality_id" and table not in ONE_OF_ALL
    ]

    figure(f"T4: {len(keys)} unique keys, {crossing=}")
    assert crossing == []


def test_primary_keys_are_surrogates_that_nobody_chooses() -> None:
    keys = rows(
        "select c.relname, string_agg(a.attname || ' ' || format_type(a.atttypid, null), ',') "
        "from pg_index x join pg_class c on c.oid = x.indrelid "
        "join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey) "
        "where x.indisprimary and c.relnamespace = 'public'::regnamespace group by 1"
    )

    chosen = [
        (table, key)
        for table, key in keys
        if table in tenant_tables() and key not in {"id uuid", "id bigint"}
    ]

    assert chosen == []


def test_references_between_tables_of_a_municipality_hold_the_municipality_too(
    figure: Figure,
) -> None:
    references = rows(
        "select f.relname, t.relname, array(select attname::text from pg_attribute a "
        "  where a.attrelid = k.conrelid and a.attnum = any(k.conkey)) "
        "from pg_constraint k join pg_class f on f.oid = k.conrelid "
        "join pg_class t on t.oid = k.confrelid where k.contype = 'f'"
    )
    tenants = tenant_tables()
    between = [(f, t, set(c)) for f, t, c in references if f in tenants and t in tenants]
    whole = {(f, t, frozenset(c - {"municipality_id"})) for f, t, c in between if len(c) > 1}

    crossing = [
        (f, t, c) for f, t, c in between if len(c) == 1 and (f, t, frozenset(c)) not in whole
    ]

    figure(f"T4: {len(whole)} references, {crossing=}")
    assert crossing == []


def test_the_application_connects_as_a_plain_role() -> None:
    ((name, superuser, bypass, makes_databases, makes_roles),) = rows(
        "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole "
        "from pg_roles where rolname = current_user"
    )
    owned = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace "
        "and pg_get_userbyid(relowner) = current_user"
    )
    member_of = rows(
        "select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid "
        "join pg_roles u on u.oid = m.member where u.rolname = current_user"
    )

    assert (superuser, bypass, makes_databases, makes_roles) == (False, False, False, False)
    assert (owned, member_of) == ([], []), name


def test_the_application_may_empty_and_change_no_table() -> None:
    may = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace "
        "and relkind in ('r', 'p') and (has_table_privilege(oid, 'TRUNCATE') "
        "or has_table_privilege(oid, 'TRIGGER') or has_table_privilege(oid, 'REFERENCES'))"
    )

    assert may == []
    assert rows("select has_schema_privilege('public', 'CREATE')") == [(False,)]


def test_the_trail_is_only_added_to() -> None:
    may = rows(
        "select relname from pg_class where relname in ('audit_entry', 'audit_seal') "
        "and (has_table_privilege(oid, 'UPDATE') or has_table_privilege(oid, 'DELETE'))"
    )

    assert may == []


def test_no_function_runs_with_the_rights_of_its_maker() -> None:
    borrowed = rows(
        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
    )

    assert borrowed == []
