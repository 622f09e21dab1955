"""The words of a mail: no greeting, no signature, nothing of others, whatever program wrote it."""

from __future__ import annotations

import time

import pytest

from bundel.core.mail_text import own_words, plain_of_html, subject_of

WORDS = "In de Haven stoken veel ouderen niet.\n\nZij zijn bang voor de rekening."


@pytest.mark.parametrize("greeting", ["", "Beste Karin,\n\n", "Hallo allemaal!\n", "Dag Noor\n\n"])
@pytest.mark.parametrize(
    "end",
    [
        "",
        "\n\nMet vriendelijke groet,\n\nAnna Kern\n06-12345678",
        "\n\nGroetjes Anna\n06 12345678",
        "\nHartelijke groeten uit Almere,\nAnna",
        "\nMvg, Anna",
        "\n-- \nAnna Kern | energiecoach\nanna@kern.example",
        "\n\nVerstuurd vanaf mijn iPhone",
        "\n\nOp ma 3 nov 2026 om 10:02 schreef Piet <piet@x.example>:\n> Wat zie je?",
        "\n\nOp maandag 3 november 2026 heeft Piet Jansen\n<piet@x.example> het volgende "
        "geschreven en schreef:\n> Wat zie je?",
        "\n________________________________\nVan: Piet\nVerzonden: maandag",
        "\n\nVan: Piet Jansen\nVerzonden: maandag 3 november\nAan: Anna\nOnderwerp: Vraag\nJa",
        "\n-----Oorspronkelijk bericht-----\nBel 06-12345678",
    ],
)
def test_only_what_the_sender_wrote_is_left(greeting: str, end: str) -> None:
    assert own_words(greeting + WORDS + end) == WORDS


def test_words_that_look_like_an_end_stay() -> None:
    text = (
        "Op maandag komen er meer mensen naar het loket.\n"
        "Van de huurders zegt de helft dat de brief niet te lezen is.\n"
        "Verzonden brieven komen terug."
    )

    assert own_words(text) == text


def test_html_becomes_lines_without_styles_and_quotes() -> None:
    markup = (
        "<html><head><style>p {color: red}</style></head><body><p>Veel ouderen\n stoken niet.</p>"
        "<div>Bang &amp; koud.<br>Ook hier.</div><blockquote>Bel 06-12345678</blockquote>"
    )

    assert (
        own_words(plain_of_html(markup)) == "Veel ouderen stoken niet.\n\nBang & koud.\nOok hier."
    )


def test_a_subject_is_one_line_without_marks() -> None:
    assert subject_of("Re: FW:  Antw: Koude\r\n woningen") == "Koude woningen"


def test_hostile_words_cost_no_time() -> None:
    begin = time.perf_counter()
    for text in (
        "a\n" * 10_000,
        "op " + "x " * 9_000,
        "<" * 100_000,
        "<a " * 30_000,
        "<!--" * 25_000,
    ):
        own_words(text[:20_000])
        plain_of_html(text)

    assert time.perf_counter() - begin < 5
