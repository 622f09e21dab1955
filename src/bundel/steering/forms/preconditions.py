"""Form of a precondition that is noted from the list: of which initiative, besides what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from bundel.programme.forms.preconditions import PreconditionForm
from bundel.ui import fields


class NewPrecondition(PreconditionForm):
    """What has to be in place, and for which initiative."""

    initiative_id = fields.IdField(label=_("Voor welk initiatief?"))
    field_order = ("version", "initiative_id")

    def __init__(self, *args: Any, initiatives: Iterable[Any] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        fields.offer(self, "initiative_id", initiatives)
