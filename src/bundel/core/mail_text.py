"""What somebody wrote in a mail: without greeting, signature, quotes or markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Final

BLOCKS: Final = frozenset(
    [
        *("address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table"),
        *("td", "th", "tr", "ul"),
    ]
)
# Not seen, or the words of another.
HIDDEN: Final = frozenset({"head", "script", "style", "title", "template", "blockquote"})
TAG: Final = re.compile(r"(?P<end>/?)(?P<name>[a-z][a-z0-9]{0,20})\b", re.IGNORECASE)
# A greeting is short, stands first, and holds a name.
LONGEST_GREETING: Final = 60
GREETING: Final = re.compile(
    r"(beste|geachte|hallo|hoi|hai|hey|dag|dear|l\.?s\.?|goede(morgen|middag|navond|n?\s?dag)"
    r"|goeiemorgen|goeiemiddag)\b[^.?!:;]*[,!.]?$",
    re.IGNORECASE,
)
# From such a line on it is a signature, or a mail of somebody else.
ENDS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"--\s*$",
        r"[_*=-]{5,}",
        r"-{2,}\s*(oorspronkelijk|original|doorgestuurd|forwarded|begin)",
        r"(begin )?(doorgestuurd bericht|forwarded message)\b",
        r"(met|mede namens|alvast bedankt|bedankt en)?[\s,]*"
        r"((met\s+)?(vriendelijke|hartelijke|beste|warme|zonnige|collegiale|veel)\s+)?groet(en|jes)?\b"
        r"(?!\s+(uit|van|aan)\b.{20})",
        r"(m\.?\s?v\.?\s?g|m\.?\s?vr\.?\s?gr|vr\.?\s?gr|vriendelijke gr|hartelijke gr|gr)\b[.,]?",
        r"(hoogachtend|kind regards|best regards|regards|sincerely)\b",
        r"(verzonden|verstuurd|sent) (vanaf|vanuit|van|met|via|from|with) "
        r"(mijn|my|een|outlook|mail|gmail)\b",
        r"(outlook voor|get outlook|download outlook)\b",
        r"(op|on) .{6,120} (schreef|wrote)\b.*:\s*$",
        r"(van|from|afzender):\s.*(@|<|\[)",
    )
)
# What a program breaks over two lines: the line that says who wrote what follows.
BROKEN_QUOTE: Final = re.compile(r"(op|on) .{6,120}$", re.IGNORECASE)
WROTE: Final = re.compile(r".{0,120}(schreef|wrote)\b.*:\s*$", re.IGNORECASE)
HEADER: Final = re.compile(r"(van|from):\s*\S", re.IGNORECASE)
MORE_HEADERS: Final = re.compile(
    r"(verzonden|datum|date|sent|aan|to|onderwerp|subject):", re.IGNORECASE
)
MARKS: Final = re.compile(r"^((re|fw|fwd|antw|betr|doorst|tr)\s*:\s*)+", re.IGNORECASE)


def own_words(text: str) -> str:
    """
    Return what the sender wrote in this mail: no greeting, no signature, nothing of others.

    Both are full of names and telephone numbers, and say nothing about a group.
    """
    lines = [line.strip() for line in text.replace("\x00", "").splitlines()]
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _ends(lines, place):
            break
        if line.startswith(">") or (not any(kept) and _is_greeting(line)):
            continue
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def subject_of(text: str) -> str:
    """Return a subject as one line, without the marks of answering and passing on."""
    return MARKS.sub("", " ".join(text.replace("\x00", "").split()))


def plain_of_html(markup: str) -> str:
    """Return the words of a mail in HTML as lines, without what it quotes."""
    lines = (" ".join(line.split()) for line in "".join(_seen(markup)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _seen(markup: str) -> Iterator[str]:
    """Give what people see; each sign is read once, which a whole parser does not promise."""
    hidden: Counter[str] = Counter()
    for piece in _without_comments(markup).split("<"):
        tag, is_closed, words = piece.partition(">")
        if not is_closed:
            # What comes before the first tag, or a sign that is no tag.
            tag, words = "", piece
        found = TAG.match(tag)
        name = found["name"].casefold() if found else ""
        if name in HIDDEN and found:
            hidden[name] = max(0, hidden[name] + (-1 if found["end"] else 1))
        if name in BLOCKS:
            yield "\n"
        if not hidden.total():
            # A break in the markup is no break in the words.
            yield re.sub(r"\s+", " ", unescape(words))


def _without_comments(markup: str) -> str:
    parts: list[str] = []
    for place, piece in enumerate(markup.split("<!--")):
        parts.append(piece.partition("-->")[2] if place else piece)
    return "".join(parts)


def _is_greeting(line: str) -> bool:
    return len(line) <= LONGEST_GREETING and GREETING.match(line) is not None


def _ends(lines: list[str], place: int) -> bool:
    line = lines[place]
    if any(end.match(line) for end in ENDS):
        return True
    after = [one for one in lines[place + 1 : place + 5] if one]
    if BROKEN_QUOTE.match(line) and after and WROTE.match(after[0]):
        return True
    return HEADER.match(line) is not None and any(map(MORE_HEADERS.match, after))
