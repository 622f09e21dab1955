"""From what somebody types to what is looked for: filters, and ideas with their other words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bundel.core.words import compounds
from bundel.core.words.nearness import nearest
from bundel.core.words.reading import stem, stop_words, tokens
from bundel.network.search.lexicon import LONGEST_PHRASE, Lexicon, Meaning
from bundel.network.search.material import lexeme

# How much another way to say it counts, next to the word itself.
EXACT, SAME, HINT, LABEL, PART, WRITTEN = 1.0, 0.8, 0.6, 0.35, 0.5, 0.3
BY_LIST = {"need": 1.0, "target_group": 0.5, "reach_route": 0.5, "expertise": 0.4}
OTHER_LIST = 0.3
MOST_WORDS = 12
# A shorter beginning of a word could become anything.
SHORTEST_START = 3


@dataclass(frozen=True, slots=True, eq=False)
class Idea:
    """One thing that is looked for, with every word under which it can stand."""

    text: str
    # Words that say it, with how well; of these the best counts.
    words: Mapping[str, float]
    # Codes of terms that mean it; of these the best counts too.
    terms: Mapping[str, float] = field(default_factory=dict)
    # Parts of a compound: together they come near the word itself.
    parts: tuple[str, ...] = ()
    # A filter says it already; here it only counts in the order.
    is_aside: bool = False

    @property
    def is_meant(self) -> bool:
        """Tell whether a term of our lists says it."""
        return any(share >= SAME for share in self.terms.values())


@dataclass(frozen=True, slots=True)
class Corrected:
    """A word that nobody knows, and what it was taken for."""

    typed: str
    taken_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read."""

    filters: tuple[Meaning, ...] = ()
    ideas: tuple[Idea, ...] = ()
    corrected: tuple[Corrected, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self.filters or self.ideas)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the directory knows of spelling, asked only where it is needed."""

    # Which of these words stand in the directory.
    known: Callable[[Collection[str]], Collection[str]]
    # The words that begin like this.
    starting: Callable[[str], Collection[str]]
    # The words of about this length.
    about: Callable[[int], Collection[str]]


def read(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, literal: Collection[str] = ()
) -> Asked:
    """
    Return what somebody looks for.

    Args:
        literal: Keys of meanings that somebody took away: their words are plain words then.
    """
    typed = tokens(text)[:MOST_WORDS]
    asked = vocabulary.known({*typed, *(p for word in typed for p in compounds.pieces(word))})
    reader = _Reader(lexicon, vocabulary, frozenset(literal), dict.fromkeys(asked, 1))
    last = len(typed) - 1
    reader.take([reader.spelled(word, is_last=at == last) for at, word in enumerate(typed)])
    return Asked(tuple(dict.fromkeys(reader.filters)), tuple(reader.ideas), tuple(reader.corrected))


@dataclass(slots=True)
class _Reader:
    lexicon: Lexicon
    vocabulary: Vocabulary
    literal: frozenset[str]
    known: Mapping[str, int]
    filters: list[Meaning] = field(default_factory=list)
    ideas: list[Idea] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    # For a word that was read as another: that and further ways to read it, with how well.
    ways: dict[str, dict[str, float]] = field(default_factory=dict)

    def spelled(self, word: str, *, is_last: bool) -> str:
        """Return a word as it was meant: itself where it is known, else the nearest known word."""
        if word in self.known or word in self.lexicon.spellings or word in stop_words():
            return word
        if self._meanings([word]) or self._parts(word):
            return word
        ways = dict(self._begun(word)) if is_last else {}
        ways = ways or dict(self._near(word)) or dict(self._near_part(word))
        # What fits everything is no reading of a word: of "kierenhlup" the seams are left.
        ways = {other: share for other, share in ways.items() if other not in stop_words()}
        if not ways:
            return word
        best = next(iter(ways))
        self.corrected.append(Corrected(word, tuple(ways)))
        self.ways[best] = ways
        return best

    def take(self, typed: list[str]) -> None:
        """Read the words from left to right, the longest phrase first."""
        place = 0
        while place < len(typed):
            length = self._phrase(typed, place)
            words = typed[place : place + max(length, 1)]
            if length:
                self._meant(words)
            elif words[0] not in stop_words():
                ways = self.ways.get(words[0], {words[0]: EXACT})
                self.ideas.append(self._idea(words[0], ways))
            place += len(words)

    def _phrase(self, typed: list[str], place: int) -> int:
        """Return how many words from here are a phrase with a meaning; 0 where none are."""
        for length in range(min(LONGEST_PHRASE, len(typed) - place), 0, -1):
            if self._meanings(typed[place : place + length]):
                return length
        return 0

    def _meanings(self, words: list[str]) -> list[Meaning]:
        found = self.lexicon.phrases.get(tuple(map(stem, words)), [])
        return [meaning for meaning in found if meaning.key not in self.literal]

    def _meant(self, words: list[str]) -> None:
        """Take a phrase of the lexicon: as filters, as an idea, or both."""
        meanings = self._meanings(words)
        others = [meaning for meaning in meanings if not meaning.is_filter]
        self.filters += [meaning for meaning in meanings if meaning.is_filter]
        telling = [word for word in words if word not in stop_words()] or words
        text = " ".join(words)
        if not others:
            self.ideas.append(Idea(text, {stem(w): WRITTEN for w in telling}, is_aside=True))
            return
        said: dict[str, float] = {}
        parts = tuple(map(stem, telling))
        if len(telling) == 1:
            said, parts = {stem(telling[0]): EXACT}, self._parts(telling[0])
        for meaning in others:
            for word in tokens(meaning.label):
                if word not in stop_words():
                    said.setdefault(stem(word), LABEL)
        self.ideas.append(Idea(text, said, _terms(others, EXACT), parts))

    def _begun(self, word: str) -> Iterable[tuple[str, float]]:
        if len(word) < SHORTEST_START:
            return []
        listed = [w for w in self.lexicon.spellings if w.startswith(word)]
        found = {*self.vocabulary.starting(word), *listed}
        return [(other, SAME) for other in sorted(found, key=lambda w: (len(w), w))[:5]]

    def _near(self, word: str) -> list[tuple[str, float]]:
        return nearest(word, {*self.vocabulary.about(len(word)), *self.lexicon.spellings})

    def _near_part(self, word: str) -> list[tuple[str, float]]:
        """Read a misspelled compound by the part that is known and what the rest is near to."""
        for cut in range(len(word) - SHORTEST_START, SHORTEST_START, -1):
            first, rest = word[:cut], word[cut:]
            if first in self.known or first in compounds.listed():
                found = nearest(rest, {*self.vocabulary.about(len(rest)), *compounds.listed()}, 1)
                if found:
                    return [(found[0][0], found[0][1] * SAME), (first, PART)]
        return []

    def _parts(self, word: str) -> tuple[str, ...]:
        parts = compounds.split(word, self.known)
        return tuple(stem(part) for part in parts if part not in stop_words())

    def _idea(self, text: str, spelled: Mapping[str, float]) -> Idea:
        """Return an idea with the meanings, hints and parts of each of its spellings."""
        words: dict[str, float] = {}
        terms: dict[str, float] = {}
        parts: tuple[str, ...] = ()
        for word, share in spelled.items():
            root = stem(word)
            words[root] = max(share, words.get(root, 0.0))
            for other in self.lexicon.same.get(root, ()):
                for same in tokens(other):
                    words.setdefault(stem(same), SAME * share)
            terms |= _terms(self._meanings([word]), share)
            terms |= _terms(self.lexicon.hints.get(root, ()), HINT * share)
            parts = parts or self._parts(word)
        for part in parts:
            terms |= _terms(self._of_part(part), PART)
        return Idea(text, words, terms, parts)

    def _of_part(self, part: str) -> list[Meaning]:
        """Return the needs that a part of a compound means."""
        found = self.lexicon.phrases.get((part,), [])
        return [meaning for meaning in found if meaning.kind == "need"]


def _terms(meanings: Iterable[Meaning], share: float) -> dict[str, float]:
    return {
        lexeme(meaning.kind, meaning.code): share * BY_LIST.get(meaning.kind, OTHER_LIST)
        for meaning in meanings
        if not meaning.is_filter
    }
