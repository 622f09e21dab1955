"""The four ways in which our rules say no, each with a Dutch sentence fit for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in what was given: where, and what would be right."""

    field: str
    message: str
    code: str = "invalid"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of which the stored text and the text that was sent in differ."""

    field: str
    label: str
    mine: str
    theirs: str


class Refusal(Exception):
    """Base of all that our rules refuse; `str()` is the sentence for the reader."""

    status = 500
    # A text, or one that is translated when somebody reads it.
    sentence: Any = "Dit kan nu niet."

    def __init__(self, sentence: Any = "") -> None:
        super().__init__(sentence or self.sentence)


class NotAllowed(Refusal):
    """The actor may see this but not do this. [403]"""

    status = 403
    sentence: Any = "U mag dit niet doen met uw rol."


class NotFound(Refusal):
    """It is not there, or the actor may not know that it is. [404]"""

    status = 404
    sentence: Any = "Dit is niet gevonden."


class Conflict(Refusal):
    """It clashes with what is already so. [409]"""

    status = 409
    sentence: Any = "Dit botst met wat er al staat."


class Stale(Conflict):
    """Somebody else saved first; both texts are kept for the reader to choose from."""

    sentence: Any = "Iemand anders heeft dit intussen gewijzigd. Uw tekst is niet verloren."

    def __init__(
        self, differences: Sequence[Difference], *, version: int, sentence: Any = ""
    ) -> None:
        super().__init__(sentence)
        self.differences = tuple(differences)
        self.version = version


class Invalid(Refusal):
    """What was given is wrong; each fault names its field. [422 on a page, 400 in the API]"""

    status = 422
    sentence: Any = "Er klopt iets niet in wat u invulde."

    def __init__(self, sentence: Any = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(sentence)
        self.faults = tuple(faults)

    def as_dict(self) -> dict[str, Any]:
        """Return the sentence and its faults in plain values."""
        return {
            "detail": str(self),
            "errors": [
                {"field": f.field, "message": f.message, "code": f.code} for f in self.faults
            ],
        }
