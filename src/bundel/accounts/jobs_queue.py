"""The one way in which accounts puts work on the queue: by name, in the transaction."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app


def later(task: str, **arguments: Any) -> None:
    """Let a job do this once the transaction is there for good."""
    app.configure_task(task).defer(**arguments)
