"""What is asked to make an idea of a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from bundel.programme.forms import fields
from bundel.programme.forms.initiatives import NewInitiative


class Propose(NewInitiative):
    """An idea as ever, and for which group of measures its areas count."""

    group_id = fields.IdField(
        label=_("Welk soort hulp?"),
        required=False,
        empty=_("Dat weet ik nog niet"),
        help_text=_("Dan staan de gebieden van het patroon alvast bij het bereik."),
    )

    def __init__(self, *args: Any, groups: Sequence[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "group_id", groups)
