"""Names of persons: by a title, by initials, by what people are called, by what goes before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bundel.core.redaction import lists
from bundel.core.redaction.kinds import Span
from bundel.core.redaction.sounds import likeness_to_names

TOKEN = re.compile(r"'[ts]\b|[^\W\d_]+(?:['-][^\W\d_]+)*\.?|[^\w\s]|\n|[\d_]+")
TITLES = lists.around("titles")
LEARNED = lists.around("learned")
KIN = lists.around("kin")
CALLED = lists.around("called")
INFIXES = lists.around("infixes")
DOES = lists.around("does")
DOES_AT_HOME = lists.around("does_at_home")
WITH = lists.around("with")
AT_ONE = lists.around("at_one")
MARKED = lists.around("marked")
SHORTENED = lists.around("shortened")
# Before a capital these make a family name of almost any word.
SURE_INFIXES = frozenset(
    tuple(infix.split("_"))
    for infix in lists.words(
        "van_der van_den van_'t van_het ten ter el ait ben den op_den in_'t ould dos von"
    )
)
# From which likeness on two capitals in a row, or one that does what people do, are a name.
SOUNDS, SOUNDS_SURE = 0.1, 0.3
# So many titles, initials and infixes stand in a row at most.
MOST_JOINED = 6
# What goes before or behind the name of a person when it is the name of a house, a school, a fund.
OF_HOUSES = re.compile(
    r"^(?:stichting|(?:basis|hoge|brede)?school|kindcentrum|buurthuis|buurtcentrum|inloophuis|cafe"
    r"|restaurant|hotel|fonds|college|lyceum|mavo|kliniek|ziekenhuis|verpleeghuis|zorgcentrum|kerk"
    r"|moskee|praktijk|station|metrostation|winkel|supermarkt|vereniging|club|fa|firma|bedrijf"
    r"|gebouw|huize|wijk|buurt|park)$"
)
PART_OF_HOUSE = re.compile(
    r"(?:school|fonds|college|lyceum|stichting|plein|straat|laan|prijs|lezing|ziekenhuis|kliniek"
    r"|markt|buurt|centrum|installaties|kwartier|zaal|gebouw)$"
)
# Endings that family names have too.
MAYBE_A_HOUSE = re.compile(r"(?:huis|kerk|park|brug|wijk|hal|kade|dreef|weg|toren)$")
HOUSES = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in lists.houses()))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    start: int
    end: int
    text: str
    plain: str
    # A capital that says something: not the one that begins a sentence.
    capital: bool
    first: bool


def names(text: str) -> Iterator[Span]:
    """Return where the name of a person stands."""
    words = _words(text)
    houses = _houses(text)
    place = 0
    while place < len(words):
        end = _name_from(words, place)
        if end > place and not _in_house(words, place, end, houses):
            yield words[place].start, _end(words[end - 1])
            place = end
        else:
            place += 1


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    first = True
    for hit in TOKEN.finditer(text):
        sign = hit[0]
        if not sign[0].isalpha() and sign not in INFIXES:
            words.append(Word(hit.start(), hit.end(), sign, sign, capital=False, first=False))
            first = sign in ".!?:\n"
            continue
        plain = lists.folded(sign.rstrip("."))
        stripped = re.sub(r"'s?$", "", plain) or plain
        words.append(Word(hit.start(), hit.end(), sign, stripped, sign[0].isupper(), first))
        # A full stop behind an initial or a short title ends no sentence.
        first = sign.endswith(".") and len(plain) > 1 and plain not in SHORTENED
    return words


def _end(word: Word) -> int:
    return word.end - word.text.endswith(".")


def _houses(text: str) -> list[Span]:
    flat = text.lower()
    if len(flat) != len(text):
        return []
    return [hit.span() for hit in HOUSES.finditer(flat)]


def _in_house(words: list[Word], place: int, end: int, houses: list[Span]) -> bool:
    """Tell whether what looks like a name is that of a school, a shop, a foundation."""
    start, stop = words[place].start, words[end - 1].end
    at = bisect_right(houses, (start, stop))
    for house in houses[max(0, at - 1) : at + 1]:
        if house[0] < stop and start < house[1]:
            return True
    before = words[place - 1].plain if place else ""
    if OF_HOUSES.match(before):
        return words[place].plain not in TITLES | KIN
    if _is_house(words[place:end]):
        return words[place].plain not in TITLES | KIN
    behind = words[end] if end < len(words) else None
    return behind is not None and behind.capital and bool(PART_OF_HOUSE.search(behind.plain))


def _is_house(name: list[Word]) -> bool:
    """Tell whether a name ends as that of a building does."""
    last = name[-1].plain
    if PART_OF_HOUSE.search(last):
        return True
    called = len(name) == 2 and name[0].plain in lists.sure_given()
    return bool(MAYBE_A_HOUSE.search(last)) and not (called or last in lists.all_surnames())


def _name_from(words: list[Word], place: int) -> int:
    """Return behind which word a name ends that begins here; the same place if there is none."""
    word = words[place]
    if not word.plain[:1].isalpha() and word.plain not in INFIXES:
        return place
    for way in (_titled, _called, _initialled, _given, _infixed, _alone):
        end = way(words, place)
        if end > place:
            return end
    return place


def _core(words: list[Word], place: int) -> int:
    """Return behind which word initials, infixes and capitals end that begin here."""
    at = place
    while at < min(len(words), place + MOST_JOINED) and (
        _is_initial(words[at]) or words[at].plain in INFIXES
    ):
        at += 1
    if at < len(words) and _is_capital_name(words[at]):
        at += 1
        return _rest(words, at)
    return place


def _rest(words: list[Word], at: int) -> int:
    """Return behind which word a name ends that has begun: more names, with what joins them."""
    while at < len(words):
        ahead = at
        while ahead < min(len(words), at + MOST_JOINED) and (
            words[ahead].plain in INFIXES or _is_initial(words[ahead])
        ):
            ahead += 1
        if ahead >= len(words) or not _is_capital_name(words[ahead]):
            return at
        if ahead > at and words[at].first:
            return at
        at = ahead + 1
    return at


def _is_initial(word: Word) -> bool:
    return bool(INITIALS.fullmatch(word.text))


INITIALS = re.compile(r"[A-Z]\.?|(?:[A-Z][a-z]?\.)+")


def _is_capital_name(word: Word) -> bool:
    return (
        word.capital
        and len(word.plain) > 1
        and word.plain not in lists.not_names()
        and not (IS_STREET.search(word.plain) and word.plain not in lists.all_surnames())
    )


IS_STREET = re.compile(r"..(?:straat|laan|gracht|dreef|singel|kade|galerij|plein|weg|plantsoen)$")


def _titled(words: list[Word], place: int) -> int:
    word = words[place]
    if word.plain in TITLES | LEARNED:
        return _behind_title(words, place, sure=word.plain in TITLES)
    if word.plain in KIN:
        end = _behind_title(words, place, sure=False)
        return end if end > place + 1 else place
    return place


def _behind_title(words: list[Word], place: int, *, sure: bool) -> int:
    at = place + 1
    while at < min(len(words), place + MOST_JOINED) and words[at].plain in TITLES | LEARNED:
        at += 1
    end = _core(words, at)
    if end > at and (sure or not _of_house(words, at, end)):
        return end
    start = at
    while at < min(len(words), start + MOST_JOINED) and (
        words[at].plain in INFIXES or _is_initial(words[at])
    ):
        at += 1
    if at >= len(words) or not words[at].plain[0].isalpha():
        return place
    plain = words[at].plain
    if plain in lists.sure_surnames() or plain in lists.sure_given():
        return at + 1
    infixed = words[at - 1].plain in INFIXES
    if (
        sure
        and (plain in lists.all_surnames() or plain in lists.all_given())
        and not _is_small(plain)
    ):
        return at + 1
    if sure and not infixed and not _is_small(plain) and lists.ENDINGS.match(plain):
        return at + 1
    return place


def _of_house(words: list[Word], place: int, end: int) -> bool:
    """Tell whether 'van de' and a capital say of which house somebody is, not how one is called."""
    infix = _infix(words, place)
    core = words[place + len(infix)]
    return bool(infix) and infix not in SURE_INFIXES and core.plain not in lists.all_surnames()


def _infix(words: list[Word], place: int) -> tuple[str, ...]:
    at = place
    while at < min(len(words), place + MOST_JOINED) and words[at].plain in INFIXES:
        at += 1
    return tuple(word.plain for word in words[place:at])


def _is_small(plain: str) -> bool:
    return plain in lists.not_names()


def _called(words: list[Word], place: int) -> int:
    """'Zij heet Blankenstein', 'mijn naam is ...': the name alone is told."""
    if place == 0 or not words[place].capital or words[place].first:
        return place
    before = words[place - 1].plain
    if before in {"is", ":"} and place > 1:
        before = words[place - 2].plain
    return _core(words, place) if before in CALLED else place


def _initialled(words: list[Word], place: int) -> int:
    """'J. de Vries', 'A.B. Jansen', 'Jansen, P.'."""
    word = words[place]
    if _is_initial(word) and (word.text.endswith(".") or _named_behind(words, place)):
        if place and words[place - 1].plain in MARKED:
            return place
        end = _core(words, place)
        return end if end > place + 1 and _looks_named(words, place + 1, end) else place
    behind = words[place + 1 : place + 3]
    if word.capital and word.plain in lists.all_surnames() and len(behind) == 2:
        titled = behind[1].plain in TITLES
        if behind[0].text == "," and (titled or re.fullmatch(r"(?:[A-Z]\.)+", behind[1].text)):
            return place + 3
    return place


def _named_behind(words: list[Word], place: int) -> bool:
    at = place + 1 + len(_infix(words, place + 1))
    return at < len(words) and words[at].capital and words[at].plain in lists.all_surnames()


def _looks_named(words: list[Word], place: int, end: int) -> bool:
    """Tell whether among these there is a family name, or a word with what only names have."""
    return any(
        word.plain in lists.all_surnames()
        or lists.ENDINGS.match(word.plain)
        or (at > place and words[at - 1].plain in INFIXES)
        for at, word in enumerate(words[place:end], place)
        if word.capital
    ) or bool(re.fullmatch(r"(?:[A-Z]\.){2,}", words[place - 1].text))


def _given(words: list[Word], place: int) -> int:
    word = words[place]
    if word.plain in lists.not_names():
        return place
    parts = word.plain.split("-")
    sure = word.plain in lists.sure_given() or all(part in lists.sure_given() for part in parts)
    if sure and (word.capital or len(word.plain) > 3):
        return _rest(words, place + 1) if word.capital else _small_rest(words, place + 1)
    if word.plain not in lists.all_given():
        return place
    end = _rest(words, place + 1) if word.capital else _small_rest(words, place + 1)
    if end > place + 1 and _looks_named(words, place + 1, end):
        return end
    return end if word.capital and _acts(words, place) else place


def _acts(words: list[Word], place: int) -> bool:
    """Tell whether a capital that may be a word stands where only a person does."""
    behind = words[place + 1].plain if place + 1 < len(words) else ""
    if words[place].first:
        return behind in DOES
    return behind in DOES or (place > 0 and words[place - 1].plain in WITH)


def _small_rest(words: list[Word], at: int) -> int:
    """Return behind which word a name without capitals ends."""
    ahead = at + len(_infix(words, at))
    if ahead < len(words) and words[ahead].plain not in lists.not_names():
        known = lists.all_surnames() if ahead > at else lists.sure_surnames()
        if words[ahead].plain in known:
            return ahead + 1
    return at


def _infixed(words: list[Word], place: int) -> int:
    """'van der Meer', 'El Amrani', 'de Vries': an infix with a capital behind it."""
    at = place
    while at < len(words) and at - place < 3 and words[at].plain in INFIXES:
        at += 1
    if at == place or at >= len(words) or not _is_capital_name(words[at]):
        return place
    infix = tuple(word.plain for word in words[place:at])
    plain = words[at].plain
    if infix in SURE_INFIXES:
        return at + 1
    before = words[place - 1].plain if place else ""
    named = infix[0] in {"van", "de"} and plain in lists.all_surnames()
    if words[place].capital and plain not in lists.sure_surnames():
        # 'De Velden', 'De Spaan': what is written so is a house or a district more often.
        named = named and _acts(words, at)
    placed = before in {"op", "in", "naar", "uit", "om"}
    return (
        at + 1 if named and infix != ("van",) and not placed else _of_one(words, place, at, infix)
    )


def _of_one(words: list[Word], place: int, at: int, infix: tuple[str, ...]) -> int:
    sure = words[at].plain in lists.sure_surnames() or words[at].plain in {"dijk", "dam", "dongen"}
    return at + 1 if infix == ("van",) and sure and words[place].capital else place


def _alone(words: list[Word], place: int) -> int:
    """A family name without anything beside it, or a capital that does what only people do."""
    word = words[place]
    if word.plain in lists.sure_surnames() and (word.capital or len(word.plain) > 5):
        return _rest(words, place + 1) if word.capital else place + 1
    if not _is_capital_name(word) or word.text.isupper():
        return place
    if lists.SURE_ENDINGS.match(word.plain):
        return _rest(words, place + 1)
    behind = words[place + 1].plain if place + 1 < len(words) else ""
    if behind in DOES_AT_HOME:
        return place + 1
    end = _pair(words, place)
    if end > place:
        return end
    before = words[place - 1].plain if place else ""
    acting = not word.first and (behind in DOES or before in AT_ONE)
    return place + 1 if acting and likeness_to_names(word.plain) > SOUNDS_SURE else place


def _pair(words: list[Word], place: int) -> int:
    """Two capitals of which the last is a family name: 'Jildou de Haak', 'Hidde Steenhuis'."""
    end = _rest(words, place + 1)
    last = words[end - 1]
    if end == place + 1 or OF_HOUSES.match(words[place].plain):
        return place
    likeness = [likeness_to_names(word.plain) for word in words[place:end] if word.capital]
    # The capital that begins a sentence says nothing.
    if words[place].first and likeness[0] <= 0:
        return place
    if last.plain in lists.all_surnames() or lists.ENDINGS.match(last.plain):
        return end
    return end if sum(likeness) / len(likeness) > SOUNDS else place
    return place
