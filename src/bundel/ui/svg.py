"""The few words of SVG that our pictures use, with everything escaped."""

from __future__ import annotations

import re
import textwrap
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.w3.org/2000/svg"
# The typeface's mean width of a sign, as a share of its size; a little wide to be safe.
SIGN_WIDTH = 0.51
# Where Dutch breaks a word: before the consonant that the next vowel takes along.
BREAK = re.compile(r"(?:sch|kw|kn|tw|zw|[bdfgkptv]r|[bfgkpv]l|[^\W\d_aeiouy])(?=[aeiouy])")
LEAST_PART = 3


def tag(name: str, *children: str, **attributes: object) -> str:
    """
    Return an element; `class_` is class, underscores are hyphens, None is left out.

    The children are elements already: give text through `text`.
    """
    given = "".join(
        f" {_attribute(key)}={quoteattr(_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{''.join(children)}</{name}>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Return a line of text with its baseline at (x, y)."""
    return tag("text", escape(words), x=x, y=y, **attributes)


def titled(words: str) -> str:
    """Return the words that a pointer shows and a screen reader says."""
    return tag("title", escape(words))


def line(x1: float, y1: float, x2: float, y2: float, class_: str, **attributes: object) -> str:
    """Return a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_, **attributes)


def box(x: float, y: float, width: float, height: float, class_: str, **attributes: object) -> str:
    """Return a rectangle."""
    return tag("rect", x=x, y=y, width=max(width, 0), height=height, class_=class_, **attributes)


def picture(width: float, height: float, label: str, *children: str) -> str:
    """Return a whole picture that a screen reader names by its label."""
    return tag(
        "svg",
        *children,
        xmlns=NAMESPACE,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=label,
        font_size=14,
    )


def wrapped(words: str, width: float, size: float, lines: int = 2) -> list[str]:
    """
    Return the words in at most this many lines that fit the width; what is cut ends in …

    A word that is too long for a line is hyphenated, if there is a next line.
    """
    signs = max(4, int(width / (size * SIGN_WIDTH)))
    if lines > 1:
        words = " ".join(part for word in words.split() for part in hyphenated(word, signs))
    return textwrap.wrap(words, signs, max_lines=lines, placeholder=" …") or [""]


def hyphenated(word: str, signs: int) -> list[str]:
    """Return a word in parts of at most so many signs, each but the last with a hyphen."""
    parts = []
    while len(word) > signs:
        room = range(LEAST_PART, min(signs, len(word) - LEAST_PART + 1))
        places = [at.start() for at in BREAK.finditer(word.casefold()) if at.start() in room]
        place = places[-1] if places else signs - 1
        parts.append(word[:place].rstrip("-") + "-")
        word = word[place:]
    return [*parts, word]


def _attribute(key: str) -> str:
    return "viewBox" if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
