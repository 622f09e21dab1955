"""What the application writes to its log: one JSON line an event, never what somebody typed."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from django.http import HttpRequest
from structlog.typing import EventDict

log = structlog.get_logger("bundel.request")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return {
        "kind": f"{kind.__module__}.{kind.__qualname__}",
        "frames": [f"{f.filename.split('site-packages/')[-1]}:{f.lineno} {f.name}" for f in frames],
    }


def without_values(logger: Any, method: str, event: EventDict) -> EventDict:
    """Tell an exception by its kind and place; its message may hold what somebody typed."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["exception"] = [_told(cause) for cause in _causes(error)]
    event.pop("stack_info", None)
    return event


def log_mishap(sender: Any, request: HttpRequest | None = None, **_: Any) -> None:
    """Log once what nobody foresaw; the id is the one that the error page shows."""
    log.error(
        "unforeseen",
        path=getattr(request, "path", ""),
        method=getattr(request, "method", ""),
        exc_info=sys.exc_info(),
    )


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_values,
]


def logging_settings(level: str) -> dict[str, Any]:
    """Return the dictConfig for a log of JSON lines at this level."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own request log repeats what log_mishap already says once, with its id.
            "django.request": {"level": "CRITICAL"},
            "django.security": {"level": "CRITICAL"},
            "django.db.backends": {"level": "WARNING"},
            # When it looks for a name in vain it says all that the page holds, and what was typed.
            "django.template": {"level": "WARNING"},
            "axes": {"level": "ERROR"},
        },
    }
