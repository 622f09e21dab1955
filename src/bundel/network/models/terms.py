"""The words of the network: needs, groups, tenures, heat sources, kinds; data, never code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from bundel.accounts.tenancy import VersionedModel
from bundel.network.models import common


class Taxonomy(models.TextChoices):
    """Which list a term belongs to."""

    NEED = "need", _("hulpvraag")
    TARGET_GROUP = "target_group", _("doelgroep")
    TENURE = "tenure", _("woonsituatie")
    HEAT_SOURCE = "heat_source", _("warmtebron")
    REACH_ROUTE = "reach_route", _("hoe men bewoners bereikt")
    EXPERTISE = "expertise", _("deskundigheid")
    ORGANISATION_KIND = "organisation_kind", _("soort organisatie")
    GOODS_KIND = "goods_kind", _("soort goed of uren")
    ACTION_KIND = "action_kind", _("soort actie")


class Term(VersionedModel):
    """One word of a list, with what it means; a term may be a part of another."""

    taxonomy = models.CharField(_("lijst"), max_length=30, choices=Taxonomy)
    code = models.CharField(_("code"), max_length=60)
    name = models.CharField(_("naam"), max_length=120)
    name_en = models.CharField(_("Engelse naam"), max_length=120, blank=True)
    description = models.TextField(_("uitleg"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("deel van"),
    )
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    source = models.CharField(_("bron"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("term")
        ordering: ClassVar = ["taxonomy", "position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "taxonomy", "code"], name="term_code_once"
            ),
            common.one_of("term_taxonomy_known", "taxonomy", Taxonomy),
        ]

    def __str__(self) -> str:
        return self.name


class Synonym(VersionedModel):
    """A word of the street that stands for a word of our lists; the search reads both."""

    word = models.CharField(_("woord"), max_length=80)
    means = models.CharField(_("staat voor"), max_length=80)

    class Meta:
        verbose_name = _("ander woord")
        ordering: ClassVar = ["word", "means"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "word", "means"], name="synonym_once")
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.means}"
