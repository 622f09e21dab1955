"""Which database connection is for what: the owner migrates, the plain role does all else."""

from __future__ import annotations

from typing import Any

from django.conf import settings


class OwnerMigrates:
    """Migrations run as owner only; where no owner is configured they run on the default."""

    def db_for_read(self, model: type, **hints: Any) -> str | None:
        """Everything is read as the plain role."""
        return "default"

    def db_for_write(self, model: type, **hints: Any) -> str | None:
        """Everything is written as the plain role."""
        return "default"

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        """Both connections are the same database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """The plain role owns no table."""
        return db == "owner" or "owner" not in settings.DATABASES
