"""The words with a meaning of their own: areas, languages, terms, days, and words of the street."""

from __future__ import annotations

from dataclasses import dataclass, field

from bundel.core.words.reading import SHORTEST, fold, stem, stop_words, tokens
from bundel.network.languages import languages

LONGEST_PHRASE = 5
# Lists of which a word in the box is a filter; of the others it only counts in the order.
FILTERS = frozenset({"area", "language", "tenure", "heat_source", "day", "part", "room"})
# Who rents or owns is a matter of the dwelling; any of these tenures will do.
GROUPS_OF_TENURE = {"tenants": "rent", "owners": "own"}
TENURES = {"rent": ("social_rent", "private_rent"), "own": ("owner", "housing_association")}
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
PARTS = {"ochtend": "morning", "ochtends": "morning", "middag": "afternoon", "avond": "evening"}
WHOLE = "municipality"
ARTICLES = ("de", "het")
ROOM = ("plek", "plaats", "plekken", "beschikbaar", "geen wachtlijst", "zonder wachtlijst")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or phrase stands for: a term, an area, a language, a day."""

    kind: str
    code: str
    label: str

    @property
    def key(self) -> str:
        """How it stands in an address."""
        return f"{self.kind}:{self.code}"

    @property
    def is_filter(self) -> bool:
        """Tell whether it leaves out what does not fit."""
        return self.kind in FILTERS


Phrase = tuple[str, ...]


@dataclass(slots=True)
class Lexicon:
    """Phrases, by their stems, with what they mean."""

    phrases: dict[Phrase, list[Meaning]] = field(default_factory=dict)
    # Single spellings, to compare a misspelled word with.
    spellings: set[str] = field(default_factory=set)
    # A word of a longer name, such as "formulieren": it hints at the term but is not its name.
    hints: dict[str, list[Meaning]] = field(default_factory=dict)
    # Words of the street that stand for another word, which is no term.
    same: dict[str, list[str]] = field(default_factory=dict)

    def add(self, text: str, meaning: Meaning) -> None:
        """Let a word or phrase stand for something."""
        words = tokens(text)
        if not words or len(words) > LONGEST_PHRASE:
            return
        known = self.phrases.setdefault(tuple(map(stem, words)), [])
        if meaning not in known:
            known.append(meaning)
        if len(words) == 1:
            self.spellings.add(words[0])

    def hint(self, text: str, meaning: Meaning) -> None:
        """Let each telling word of a name hint at it."""
        for word in tokens(text):
            if word not in stop_words() and len(word) > SHORTEST:
                self.hints.setdefault(stem(word), []).append(meaning)
                self.spellings.add(word)


@dataclass(frozen=True, slots=True)
class Known:
    """What a municipality has words for, as plain values."""

    municipality: str
    # Areas as (code, name, kind, code of the one that it lies in).
    areas: tuple[tuple[str, str, str, str | None], ...]
    # Terms as (taxonomy, code, name).
    terms: tuple[tuple[str, str, str], ...]
    # Words of the street as (word, means).
    synonyms: tuple[tuple[str, str], ...]


def make(known: Known) -> Lexicon:
    """Return the lexicon of a municipality."""
    lexicon = Lexicon()
    _add_days(lexicon)
    _add_languages(lexicon)
    _add_areas(lexicon, known)
    named: dict[str, list[Meaning]] = {}
    for taxonomy, code, name in known.terms:
        meaning = _meaning(taxonomy, code, name)
        named.setdefault(fold(name), []).append(meaning)
        lexicon.add(name, meaning)
        if not meaning.is_filter:
            lexicon.hint(name, meaning)
    for word, means in known.synonyms:
        for meaning in named.get(fold(means), ()):
            lexicon.add(word, meaning)
        if fold(means) not in named and len(tokens(word)) == 1:
            lexicon.same.setdefault(stem(tokens(word)[0]), []).append(means)
            lexicon.spellings.add(tokens(word)[0])
    return lexicon


def _meaning(taxonomy: str, code: str, name: str) -> Meaning:
    tenure = GROUPS_OF_TENURE.get(code) if taxonomy == "target_group" else None
    return Meaning("tenure", tenure, name) if tenure else Meaning(taxonomy, code, name)


def _add_days(lexicon: Lexicon) -> None:
    for number, day in enumerate(DAYS, start=1):
        lexicon.add(day, Meaning("day", str(number), day))
    for word in ("vandaag", "morgen", "weekend"):
        lexicon.add(word, Meaning("day", word, word))
    for word in ("nu open", "open", "nu"):
        lexicon.add(word, Meaning("day", "nu", "nu open"))
    for word, part in PARTS.items():
        lexicon.add(word, Meaning("part", part, word.removesuffix("s")))
    for word in ROOM:
        lexicon.add(word, Meaning("room", "yes", "heeft plek"))


def _add_languages(lexicon: Lexicon) -> None:
    for language in languages():
        # Dutch is spoken everywhere: who types it looks for lessons.
        if language.code == "nl":
            continue
        meaning = Meaning("language", language.code, language.name)
        for name in (language.name, *language.others):
            lexicon.add(name, meaning)
    for language in languages():
        # People say "Pools" and "Poolse".
        if language.code != "nl" and language.name.endswith("s"):
            meaning = Meaning("language", language.code, language.name)
            lexicon.add(f"{language.name}e", meaning)


def _add_areas(lexicon: Lexicon, known: Known) -> None:
    # On its own page a municipality may be called otherwise than its area.
    own = {known.municipality, *(name for _, name, kind, _ in known.areas if kind == WHOLE)}
    names = {word for name in own for word in tokens(name)}
    parts = [
        (Meaning("area", code, name), tokens(name))
        for code, name, kind, _parent in known.areas
        if kind != WHOLE
    ]
    for meaning, words in parts:
        lexicon.add(meaning.label, meaning)
        # "Almere Haven" is Haven for who lives there, and "De Werven" is Werven.
        short = [word for word in words if word not in names]
        lexicon.add(" ".join(short), meaning)
        lexicon.add(" ".join(word for word in short if word not in ARTICLES), meaning)
