"""A small cache in the database, shared by all workers: limits on guessing, codes already used."""

from __future__ import annotations

import json
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection


class SharedCache(BaseCache):
    """
    Keeps plain values as JSON; Django's own database cache would unpickle what it reads.

    It takes part in the request's transaction: two equal `add`s wait for each other.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def _run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []

    def _name(self, key: str, version: int | None) -> str:
        return self.make_and_validate_key(key, version=version)

    def _seconds(self, timeout: float | object | None) -> float:
        """Return how long a value lives; nothing lives for ever. [s]"""
        chosen = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        # Without an end means a year.
        return float(chosen) if isinstance(chosen, int | float) else 31_536_000.0

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value if there is none; tell whether it was kept."""
        return bool(
            self._run(
                """
                insert into accounts_shared (key, value, expires_at)
                values (%s, %s, clock_timestamp() + make_interval(secs => %s))
                on conflict (key) do update
                    set value = excluded.value, expires_at = excluded.expires_at
                    where accounts_shared.expires_at <= clock_timestamp()
                returning 1
                """,
                self._name(key, version),
                json.dumps(value),
                self._seconds(timeout),
            )
        )

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return a value that has not expired, else the default."""
        rows = self._run(
            "select value from accounts_shared where key = %s and expires_at > clock_timestamp()",
            self._name(key, version),
        )
        return json.loads(rows[0][0]) if rows else default

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value, whatever was there."""
        self._run(
            """
            insert into accounts_shared (key, value, expires_at)
            values (%s, %s, clock_timestamp() + make_interval(secs => %s))
            on conflict (key) do update
                set value = excluded.value, expires_at = excluded.expires_at
            """,
            self._name(key, version),
            json.dumps(value),
            self._seconds(timeout),
        )

    def touch(
        self,
        key: str,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Let a value live longer; tell whether it was there."""
        return bool(
            self._run(
                """
                update accounts_shared
                set expires_at = clock_timestamp() + make_interval(secs => %s)
                where key = %s and expires_at > clock_timestamp() returning 1
                """,
                self._seconds(timeout),
                self._name(key, version),
            )
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget a value; tell whether it was there."""
        return bool(
            self._run(
                "delete from accounts_shared where key = %s returning 1",
                self._name(key, version),
            )
        )

    def clear(self) -> None:
        """Forget everything."""
        self._run("delete from accounts_shared")

    def forget_expired(self) -> int:
        """Delete what has expired; return how many."""
        return len(
            self._run(
                "delete from accounts_shared where expires_at <= clock_timestamp() returning 1"
            )
        )
