"""What many rows of steering share: a number that people call them by, and somebody who owns."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bundel.accounts.models import User


def number() -> models.PositiveIntegerField[Any, Any]:
    """A number that people call a row by; one row a municipality has it."""
    return models.PositiveIntegerField(_("nummer"), editable=False)


def number_once(name: str) -> models.UniqueConstraint:
    """No two rows of a municipality share a number."""
    return models.UniqueConstraint(
        fields=["municipality", "number"],
        name=name,
        violation_error_message=_("Dit nummer is al gebruikt. Probeer het nog een keer."),
    )


def person(label: Any, *, required: bool = False) -> models.ForeignKey[Any, Any]:
    """Somebody who signs in here."""
    return models.ForeignKey(
        User,
        models.PROTECT,
        null=not required,
        blank=not required,
        related_name="+",
        verbose_name=label,
    )


def known(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """The column holds one of the known values."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message=_("Deze keuze bestaat niet."),
    )


def filled(name: str, field: str, words: Any) -> models.CheckConstraint:
    """The text is not empty."""
    return models.CheckConstraint(
        name=name, condition=~Q(**{field: ""}), violation_error_message=words
    )


def together(name: str, *fields: str, words: Any) -> models.CheckConstraint:
    """These columns are known together or not at all."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True for field in fields})
        | Q(**{f"{field}__isnull": False for field in fields}),
        violation_error_message=words,
    )


def at_most_one(name: str, *fields: str, words: Any) -> models.CheckConstraint:
    """At most one of these references is set."""
    condition = Q(**{f"{field}__isnull": True for field in fields})
    for field in fields:
        condition |= Q(**{f"{other}__isnull": other != field for other in fields})
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=words)


def exactly_one(name: str, *fields: str, words: Any) -> models.CheckConstraint:
    """Exactly one of these references is set."""
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{other}__isnull": other != field for other in fields})
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=words)


def not_before(name: str, first: str, last: str) -> models.CheckConstraint:
    """The last day or moment is not before the first; either may be unknown."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=_("Het einde ligt voor het begin."),
    )
