"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "added", "removed"]
# A word with the space behind it, so that putting the pieces together gives the text back.
WORD = re.compile(r"\S+\s*|\s+")
# Between two changes, as many same words as this are no rest for the eye: they change along.
FEW_WORDS = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row, and what became of them."""

    change: Change
    text: str

    @property
    def words(self) -> str:
        """The words without the space behind them."""
        return self.text.rstrip()

    @property
    def gap(self) -> str:
        """The space behind the words."""
        return self.text[len(self.words) :]


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """
    Return the words of both texts in order: what went, what came, and what stayed.

    Without what came it is the old text, without what went the new one.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    return tuple(_joined(_pieces(old, new)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Spaces at the end of a line are no change that people look for.
    matcher = SequenceMatcher(a=_bare(old), b=_bare(new), autojunk=False)
    lost = ""
    for tag, a_from, a_to, b_from, b_to in _calmed(matcher.get_opcodes()):
        if tag == "equal":
            yield Piece("same", "".join(new[b_from:b_to]))
            # Where the new text ends, the old one had a space before what went.
            lost = "" if new[b_to - 1][-1:].isspace() else _space_behind(old[a_to - 1])
            continue
        if a_to > a_from:
            yield Piece("removed", lost + "".join(old[a_from:a_to]))
        lost = ""
        if b_to > b_from:
            yield Piece("added", "".join(new[b_from:b_to]))


def _space_behind(word: str) -> str:
    return word[len(word.rstrip()) :]


def _bare(words: list[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _calmed(
    steps: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[str, int, int, int, int]]:
    """Let a lone word between two changes change along, so that people read whole phrases."""
    for number, (tag, a_from, a_to, b_from, b_to) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        short = tag == "equal" and a_to - a_from <= FEW_WORDS and inside
        yield ("replace" if short else tag, a_from, a_to, b_from, b_to)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Put what changes in a row together: first all that went, then all that came."""
    gone, came = "", ""
    for piece in pieces:
        if piece.change == "removed":
            gone += piece.text
        elif piece.change == "added":
            came += piece.text
        else:
            yield from _both(gone, came)
            gone, came = "", ""
            yield piece
    yield from _both(gone, came)


def _both(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece("removed", gone)
    if came:
        yield Piece("added", came)
