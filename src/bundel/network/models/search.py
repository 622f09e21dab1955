"""What the search reads: per service its filters and its words, made from the directory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import TenantModel
from bundel.network.models.services import Room, Service


def _codes(label: Any) -> ArrayField[list[str], list[str]]:
    return ArrayField(models.CharField(max_length=60), verbose_name=label, default=list, blank=True)


class SearchEntry(TenantModel):
    """What a service is filtered by; an empty list of tenures, sources or areas holds for all."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    room = models.CharField(_("is er plek"), max_length=20, choices=Room)
    needs = _codes(_("hulpvragen"))
    target_groups = _codes(_("doelgroepen"))
    tenures = _codes(_("woonsituaties"))
    heat_sources = _codes(_("warmtebronnen"))
    languages = _codes(_("talen"))
    # Codes of areas, with those of all areas that lie in them.
    areas = _codes(_("gebieden"))

    class Meta:
        verbose_name = _("dienst in de zoeker")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "service"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return str(self.service_id)


class SearchPosting(models.Model):
    """
    A stem, or the code of a term, under which a service is found, and how much it says of it.

    PostgreSQL uses an index before a row policy only for comparisons that cannot leak; those of
    its full text can, equality cannot. So the words stand here as rows, and one index has all
    that ranking needs.
    """

    id = models.BigAutoField(primary_key=True)
    # The reference to the service holds both to one municipality; no second check for each row.
    municipality = models.ForeignKey(
        "accounts.Municipality",
        models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    word = models.CharField(_("woord"), max_length=60, db_collation="C")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+", db_constraint=False)
    weight = models.PositiveSmallIntegerField(_("gewicht"))

    class Meta:
        verbose_name = _("vindwoord van een dienst")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "word", "service"],
                include=["weight"],
                name="search_posting_once",
            )
        ]
        # Reads of a usual word only the services of which it says the most.
        indexes: ClassVar = [
            models.Index(
                "municipality",
                "word",
                models.F("weight").desc(),
                "service",
                name="search_posting_by_weight",
            )
        ]

    def __str__(self) -> str:
        return self.word


class SearchWord(models.Model):
    """A word as it stands in the directory: what a misspelled word is compared with."""

    id = models.BigAutoField(primary_key=True)
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, editable=False, db_index=False, related_name="+"
    )
    word = models.CharField(_("woord"), max_length=60, db_collation="C")
    length = models.PositiveSmallIntegerField(_("lengte"))

    class Meta:
        verbose_name = _("woord van de zoeker")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "word"], name="search_word_once")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality", "length"], include=["word"], name="search_word_by_length"
            )
        ]

    def __str__(self) -> str:
        return self.word
