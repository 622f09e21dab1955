"""What is told of a single person: health, crime, an amount, an age, what marks one out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from bundel.core.redaction.kinds import FEW, Span
from bundel.core.redaction.spoken import WORD

SENTENCE = re.compile(r"[.!?](?=\s+[A-Z\"'(\[]|\s*$)|\n+")
SHORT = re.compile(
    r"\b(?:dhr|mevr|mw|fam|nr|dr|drs|mr|ing|st|burg|[A-Z]|geb|tel|bv|ca|o\.a|evt)$", re.IGNORECASE
)

VERB = (
    r"heeft|is|was|had|kan|wil|krijgt|kreeg|zit|woont|ligt|loopt|gebruikt|slikt|lijdt|moet|mag"
    r"|durft"
    r"|slaapt|leeft|stookt|houdt|wordt|werd|komt|gaat|staat|betaalt|drinkt|blowt|steelt|slaat|dealt"
)
PEOPLE = (
    r"man|vrouw|bewoner|bewoonster|huurder|huurster|cli[eë]nte?|klant|moeder|vader|dochter|zoon"
    r"|zoontje"
    r"|dochtertje|buurman|buurvrouw|oma|opa|jongen|meisje|kind|baby|weduwe|weduwnaar|echtgenoot"
    r"|echtgenote|student|studente|alleenstaande|gepensioneerde|oudere|patiënte?|patiente?|dame"
    r"|heer"
    r"|broer|zus|ex|statushouder|deelnemer|deelneemster|persoon"
)
ONE = re.compile(
    rf"\b(?:hij|hem|mevrouw|mevr|mw|meneer|mijnheer|dhr|iemand|buurman|buurvrouw|bewoonster"
    rf"|(?:zij|ze) (?:{VERB})|(?:{VERB}) (?:zij|ze)(?! (?:allemaal|samen|met))"
    r"|(?:een|de|deze|die|dat|het|één|onze|mijn|haar|zijn|diens|bij) "
    rf"(?:[a-zëïé-]+ ){{0,2}}?(?:{PEOPLE})"
    r"|haar (?!partners|kantoor|leden|huurders|bewoners|inwoners|medewerkers)[a-zë]+"
    r"|zijn (?:vrouw|man|moeder|vader|zoon|dochter|longen|hart|rug|schuld|achterstand|uitkering"
    r"|nota"
    rf"|rekening|huis|ziekte)|^(?:{PEOPLE}))\b",
    re.IGNORECASE,
)
MANY = re.compile(
    r"\b(?:mensen|bewoners|huurders|ouderen|gezinnen|huishoudens|kinderen|jongeren|mannen|vrouwen"
    r"|cli[eë]nten|klanten|ouders|moeders|vaders|velen|gemiddelde?|per (?:huishouden|woning"
    r"|persoon)"
    r"|wij|we|veel|vaker|sommigen?|enkelen?|meer|patiënten|patienten|deelnemers|buren|gemeente"
    r"|partners|als (?:een|iemand|de)|wanneer|wie|maximaal|regeling|toeslag|subsidie|tarief|kost"
    r"|kosten)\b",
    re.IGNORECASE,
)
# 'Als een bewoner ziek is' tells of nobody.
IN_GENERAL = re.compile(
    r"\b(?:als|wanneer|zodra|stel dat|voor) (?:een|iemand|er iemand|de) |\bwie\b", re.IGNORECASE
)
# As far as a single person is felt in a sentence. [signs]
NEAR = 140


@dataclass(frozen=True, slots=True)
class Told:
    """A text cut into sentences, with where one person stands in it and where a group."""

    text: str
    ends: tuple[int, ...]
    one: tuple[Span, ...]
    many: tuple[Span, ...]

    def sentence(self, place: int) -> Span:
        """Return where the sentence begins and ends in which a place lies."""
        at = bisect_right(self.ends, place)
        start = self.ends[at - 1] if at else 0
        return start, self.ends[at] if at < len(self.ends) else len(self.text)

    def of_one(self, start: int, end: int) -> bool:
        """Tell whether what stands there is told of a single person, not of a group."""
        first, last = self.sentence(start)
        one, many = (_gap(spans, start, end, first, last) for spans in (self.one, self.many))
        if one is None and many is None and first:
            # Nobody is named: it goes on about whom the sentence before was about.
            before, _ = self.sentence(first - 1)
            one = _gap(self.one, first, first, before, first)
            many = _gap(self.many, first, first, before, first)
        if (
            one is None
            or one > NEAR
            or IN_GENERAL.search(self.text, max(first, start - NEAR), start)
        ):
            return False
        return many is None or one < many


def told(text: str) -> Told:
    """Return a text with its sentences, its single persons and its groups."""
    return Told(
        text,
        tuple(_ends(text)),
        tuple(hit.span() for hit in ONE.finditer(text)),
        tuple(hit.span() for hit in MANY.finditer(text)),
    )


def _ends(text: str) -> Iterator[int]:
    for hit in SENTENCE.finditer(text):
        if not SHORT.search(text[max(0, hit.start() - 6) : hit.start()]):
            yield hit.end()


def _gap(spans: tuple[Span, ...], start: int, end: int, first: int, last: int) -> int | None:
    """Return how far the nearest of the spans between first and last is, if there is one."""
    at = bisect_left(spans, (start, end))
    near = [span for span in spans[max(0, at - 2) : at + 2] if first <= span[0] and span[1] <= last]
    return min((max(start - span[1], span[0] - end, 0) for span in near), default=None)


HEALTH = re.compile(
    r"\b(?:copd|astma\w*|\w*kanker|kanker\w*|tumor\w*|chemo\w*|leukemie|diabetes\w*|suikerziekte"
    r"|insuline"
    r"|reuma\w*|epilep\w*|hart(?:infarct|aanval|patiënt|patient|falen|kwaal|klachten|ziekte"
    r"|operatie)"
    r"|beroerte|herseninfarct|hersenbloeding|tia|dement\w*|dementie|alzheimer\w*|parkinson\w*"
    r"|depressie\w*|depressief|depressieve|burn-?out|ptss|trauma\w*|psychose|psychotisch\w*"
    r"|schizofre\w*"
    r"|borderline|bipolair\w*|autis\w*|adhd|add|angststoornis\w*|suïcid\w*|suicid\w*|zelfmoord\w*"
    r"|verslaafd\w*|verslaving|alcoholis\w*|alcoholicus|drankprobleem|drinkt (?:te|veel)|blowt"
    r"|afkick\w*"
    r"|methadon|antidepressiva|medicijnen|medicatie|zuurstof(?:apparaat|fles)?|dialyse|nier\w*"
    r"|longontsteking|longziekte|longpatiënt|longpatient|longen|hiv|aids|hepatitis|tuberculose"
    r"|corona|covid"
    r"|ziek|ziekte|terminaal|ongeneeslijk|palliatie\w*|ziekenhuis|geopereerd|operatie"
    r"|rolstoel|rollator"
    r"|handicap|gehandicapt\w*|(?:licht )?verstandelijk\w*|lvb|beperking|blind|blinde"
    r"|slechtziend\w*|doof"
    r"|slechthorend\w*|verlamd|zwanger|zwangerschap|miskraam|abortus|bevall\w*|longemfyseem"
    r"|benauwd|benauwdheid"
    r"|psychisch\w*(?: (?:problemen|klachten|ziek))?|overspannen|opgenomen|ggz|psychiat\w*|wao"
    r"|wia|wajong"
    r"|arbeidsongeschikt\w*|ms|als-patiënt|artrose|hernia|bloeddruk|trombose|overleden"
    r"|stervende)\b",
    re.IGNORECASE,
)
CRIME = re.compile(
    r"\b(?:inbra(?:ak|ken)|ingebroken|inbreker|gestolen|steelt|stal|diefstal|gejat|jat"
    r"|overval\w*|drugs\w*"
    r"|wiet\w*|hennep\w*|coke|cocaïne|xtc|deal(?:t|de|er|en)|mishandel\w*|geslagen|slaat|sloeg"
    r"|geweld\w*"
    r"|huiselijk geweld|bedrei\w*|gestalkt|stalk\w*|gearresteerd|aangehouden|opgepakt|politiecel"
    r"|gevangenis"
    r"|gevangen|detentie|gedetineerd\w*|vastgezeten|strafblad|veroordeeld\w*|reclassering"
    r"|enkelband|taakstraf"
    r"|fraude|fraudeert|frauduleus|oplicht\w*|agressief|agressie|schreeuw\w*|schreeuwt|wapen"
    r"|mes getrokken"
    r"|vuurwapen|misbrui\w*|verkracht\w*|aanrand\w*|prostitu\w*|illegaal|witwas\w*|zwartwerk\w*"
    r"|vernield\w*"
    r"|verdachte?|dader|tbs|justitie|aangifte|contactverbod|straatverbod|huisverbod)\b",
    re.IGNORECASE,
)


def health(text: Told) -> Iterator[Span]:
    """Return where the health of a single person is told."""
    yield from (hit.span() for hit in HEALTH.finditer(text.text) if text.of_one(*hit.span()))


def crimes(text: Told) -> Iterator[Span]:
    """Return where a crime or the safety of a single person is told."""
    yield from (hit.span() for hit in CRIME.finditer(text.text) if text.of_one(*hit.span()))


EURO = re.compile(
    r"(?<![\w.,-])(?:(?:€|eur|euro) ?\d{1,3}(?:[. ]?\d{3}){0,2}(?:,(?:\d\d|-+))?"
    r"|\d{1,3}(?:[. ]?\d{3}){0,2}(?:,(?:\d\d|-+))? ?(?:euro|eur\b|€))(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
OWES = re.compile(
    r"\b(?:\w*schuld|\w*achterstand|\w*inkomen|\w*uitkering|bijstand|loon|salaris|pensioen|saldo"
    r"|spaargeld"
    r"|leefgeld|naheffing|nabetaling|\w*nota|boete|deurwaarder|moet|houdt|heeft|krijgt|kreeg"
    r"|opgelopen)\b",
    re.IGNORECASE,
)
OF_A_GROUP = re.compile(
    r"(?:gemiddeld\w*|per|tot|van|tussen|maximaal|minimaal|ongeveer|circa|rond de|boven|onder"
    r"|vanaf) "
    r"(?:de |het )?$",
    re.IGNORECASE,
)
OWN_DEBT = re.compile(r"\b(?:\w*schuld|\w*achterstand)(?: van|:| is)? ?$", re.IGNORECASE)


def amounts(text: Told) -> Iterator[Span]:
    """Return where an exact amount of a single person is told."""
    for hit in EURO.finditer(text.text):
        start, end = hit.span()
        first, last = text.sentence(start)
        before = text.text[max(first, start - 60) : start]
        alone = _gap(text.many, start, end, first, last) is None
        if (OWN_DEBT.search(before) and alone) or (
            OWES.search(text.text, max(first, start - NEAR), min(last, end + NEAR))
            and text.of_one(start, end)
        ):
            yield start, end


NUMBER_OF_YEARS = rf"(?:1[01]\d|[1-9]?\d|{WORD})"
AGED = re.compile(
    rf"\b(?!een jarig)(?:{NUMBER_OF_YEARS})[ -]?jarige?(?!n)\b"
    rf"|(?<=\()(?:{NUMBER_OF_YEARS})(?: jaar)?(?=\))"
    r"|(?:(?<=\bis )|(?<=\bvan )|(?<=\bwordt )|(?<=\bwerd )|(?<=, )|(?<=volgende week )"
    r"|(?<=volgende maand )|(?<=morgen ))"
    rf"(?:{NUMBER_OF_YEARS})(?: jaar(?: oud)?)?"
    r"(?=\s*(?:[.,;!?)]|$|en\b|met\b|woont\b|stookt\b|die\b|heeft\b|krijgt\b|uit\b|is\b))"
    rf"|\b(?:{NUMBER_OF_YEARS}) jaar oud\b",
    re.IGNORECASE,
)
BORN = re.compile(
    r"\b(?:19|20)\d\d(?= geboren)|(?:(?<=geboren in )|(?<=geboortejaar )"
    r"|(?<=bouwjaar mens ))(?:19|20)\d\d"
)
THING = re.compile(
    r"\b(?:ketel|flat|woning|gebouw|huis|thermostaat|regeling|warmtepomp|radiator|complex"
    r"|installatie"
    r"|kozijn\w*|isolatie|label|blok|etage|verdieping|graden|meter)\b",
    re.IGNORECASE,
)


def ages(text: Told) -> Iterator[Span]:
    """Return where the age of a single person is told."""
    for pattern in (AGED, BORN):
        for hit in pattern.finditer(text.text):
            start, end = hit.span()
            first, last = text.sentence(start)
            if "jarige" in hit[0].lower() or (
                text.of_one(start, end)
                and not THING.search(text.text, first, min(last, first + 300))
            ):
                yield start, end


WHO = (
    r"gezin|familie|huishouden|stel|eenoudergezin|\w*gebruiker|\w*gebruikster|eigenaar|tiener"
    rf"|{PEOPLE}"
)
UNIQUE = re.compile(
    rf"\b(?:de|het|als) enige (?!manier)(?:[a-zëïéö-]+ ){{0,3}}?(?:{WHO})\b"
    rf"|\benigst?e (?:[a-zëïéö-]+ ){{0,2}}?(?:{WHO})\b",
    re.IGNORECASE,
)
COUNT = rf"(?:[1-9]|1\d|{WORD})"
GROUP = re.compile(
    r"\b(?:een|het|dit|dat|één|1|de|die) (?:[a-zëïéö-]+ ){0,2}?(?:gezin|familie|huishouden"
    r"|moeder|vader|ouder"
    rf"|weduwe|echtpaar|stel|vrouw|man)\b[^.!?\n]{{0,40}}?\bmet ({COUNT} (?:\w+ )?(?:kinderen"
    rf"|kind|kids|dochters|zonen))\b",
    re.IGNORECASE,
)
FROM_ELSEWHERE = (
    r"(?:syri|eritre|oekra|marok|turk|pool|pols|afghaan|afghan|somali|irak|iraan|surina|antil"
    r"|chine|bulgaar"
    r"|roemeen|ghanee|iranees|jezid|koerd|palestij|venezol|nigeria|congol|ethiopi|russisch)\w*"
)
ONE_FROM = re.compile(
    r"\b(?:één|1|een enkele?|maar een|slechts een) "
    rf"(?:(?:[a-zëïéö-]+ )?(?:gezin|huishouden|familie)|{FROM_ELSEWHERE} (?:{WHO}))\b",
    re.IGNORECASE,
)
MARKS = re.compile(
    rf"\b(?:{FROM_ELSEWHERE}|weduwen?|weduwnaars?|transgender\w*|lesbisch\w*|homo\w*|joods\w*"
    rf"|moslim\w*"
    r"|statushouders?|roma|sinti|woonwagen\w*|doven?|blinden?|rolstoel\w*|tweeling\w*)\b",
    re.IGNORECASE,
)
# With more traits beside the text, a rare one in it tells too much.
MOST_TRAITS = 2


def unique_traits(text: Told, size: str, traits: int) -> Iterator[Span]:
    """Return where something marks one household out; in a small group a rare trait does."""
    yield from (hit.span() for hit in UNIQUE.finditer(text.text))
    if size == FEW or traits > MOST_TRAITS:
        yield from (hit.span() for hit in MARKS.finditer(text.text))


def small_groups(text: Told) -> Iterator[Span]:
    """Return where one household is counted out."""
    for hit in GROUP.finditer(text.text):
        if not re.search(r"\bgemiddeld|betaalt\b", hit[0], re.IGNORECASE):
            yield hit.span(1)
    yield from (hit.span() for hit in ONE_FROM.finditer(text.text))
