"""What people read at each step of a commission: the button, the question, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NOTE = _("Toelichting")
WHY = _("Waarom?")


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words around one step."""

    button: Any
    title: Any
    next: Any
    note: Any = NOTE
    variant: str = "primary"


WORDS: Mapping[str, StepWords] = {
    "offered": StepWords(
        _("Bied aan"),
        _("Bied deze opdracht aan"),
        _("De opdrachtnemer krijgt een mail. Tot die ja zegt, kunt u de opdracht intrekken."),
    ),
    "accepted": StepWords(
        _("Neem aan"),
        _("Neem deze opdracht aan"),
        _("Vanaf nu geldt deze tekst voor beide kanten. Wijzigen kan alleen samen."),
    ),
    "refused": StepWords(
        _("Neem niet aan"),
        _("Neem deze opdracht niet aan"),
        _("De opdrachtgever leest uw reden en kan een nieuwe opdracht maken met deze tekst."),
        WHY,
        "secondary",
    ),
    "withdrawn": StepWords(
        _("Trek de opdracht in"),
        _("Trek deze opdracht in"),
        _("De opdracht vervalt. De tekst blijft te lezen."),
        NOTE,
        "subtle",
    ),
    "change_proposed": StepWords(
        _("Stel een wijziging voor"),
        _("Stel een wijziging voor"),
        _("Wat is afgesproken, blijft gelden tot de andere kant ja zegt."),
        WHY,
        "secondary",
    ),
    "change_agreed": StepWords(
        _("Zeg ja tegen de wijziging"),
        _("Zeg ja tegen de wijziging"),
        _("Vanaf nu geldt de nieuwe tekst. De oude blijft te lezen."),
    ),
    "change_refused": StepWords(
        _("Zeg nee"),
        _("Zeg nee tegen de wijziging"),
        _("Wat is afgesproken, blijft gelden. De andere kant leest uw reden."),
        WHY,
        "secondary",
    ),
    "change_withdrawn": StepWords(
        _("Trek uw voorstel in"),
        _("Trek uw voorstel in"),
        _("Wat is afgesproken, blijft gelden."),
        NOTE,
        "subtle",
    ),
    "discharge_asked": StepWords(
        _("Vraag décharge"),
        _("Vraag décharge"),
        _("De andere kant leest wat er af is, en sluit de opdracht af of zegt wat nog mist."),
        _("Wat is er opgeleverd?"),
    ),
    "discharged": StepWords(
        _("Geef décharge"),
        _("Geef décharge"),
        _("De opdracht is dan klaar. Dat kan niet worden teruggedraaid."),
    ),
    "discharge_refused": StepWords(
        _("Nog niet"),
        _("Geef nog geen décharge"),
        _("De opdracht loopt door. De andere kant leest wat nog mist."),
        _("Wat mist er nog?"),
        "secondary",
    ),
    "discharge_withdrawn": StepWords(
        _("Trek uw vraag in"),
        _("Trek uw vraag om décharge in"),
        _("De opdracht loopt door. U kunt later opnieuw décharge vragen."),
        NOTE,
        "subtle",
    ),
    "return_asked": StepWords(
        _("Laat de opdracht stoppen"),
        _("Laat deze opdracht stoppen"),
        _("De opdracht loopt door tot de andere kant instemt."),
        WHY,
        "subtle",
    ),
    "returned": StepWords(
        _("Stem in met stoppen"),
        _("Stem in met stoppen"),
        _("De opdracht stopt dan zonder décharge. Dat kan niet worden teruggedraaid."),
    ),
    "return_refused": StepWords(
        _("Stem niet in"),
        _("Stem niet in met stoppen"),
        _("De opdracht loopt door. De andere kant leest uw reden."),
        WHY,
        "secondary",
    ),
    "return_withdrawn": StepWords(
        _("Trek uw vraag in"),
        _("Trek uw vraag om te stoppen in"),
        _("De opdracht loopt door zoals is afgesproken."),
        NOTE,
        "subtle",
    ),
}
