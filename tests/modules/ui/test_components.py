"""Components give the HTML that people and screen readers need, and let no text become markup."""

from __future__ import annotations

from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django import forms
from django.template import Context, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from bundel.errors import Difference, Fault
from bundel.ui import gallery
from bundel.ui.templatetags import ui_format

EVIL = ['"><script>alert(1)</script>', """'"><script>x</script>""", "' onx=1 ", '" onx=1 ']
PARTS = [
    '<c-button href="{{ text }}" name="{{ text }}">{{ text }}</c-button>',
    '<c-button :href="text" data-x="{{ text }}">{{ text }}</c-button>',
    '<c-card title="{{ text }}" href="{{ text }}">{{ text }}</c-card>',
    '<c-fact label="{{ text }}" value="{{ text }}" note="{{ text }}" />',
    '<c-state label="{{ text }}" tone="{{ text }}" />',
    '<c-grade grade="{{ text }}" basis="{{ text }}" source="{{ text }}" />',
    '<c-notice title="{{ text }}" kind="{{ text }}">{{ text }}</c-notice>',
    '<c-work-item title="{{ text }}" href="{{ text }}" who="{{ text }}" due="{{ text }}" />',
    '<c-work-item :title="text" :href="text" :who="text" :due="text" />',
    '<c-empty title="{{ text }}" />',
    '<c-section title="{{ text }}" id="{{ text }}" intro="{{ text }}" />',
    '<c-dialog id="{{ text }}" title="{{ text }}" />',
    '<c-figure title="{{ text }}" source="{{ text }}" />',
    '<c-table caption="{{ text }}" />',
    '<c-text-inline name="{{ text }}" label="{{ text }}" value="{{ text }}" />',
    '<c-diff :differences="differences" />',
    '<c-tag :title="text">{{ text }}</c-tag>',
    '<c-heat :share="0.5" href="{{ text }}" label="{{ text }}" />',
    '<c-menu label="{{ text }}" />',
    '<c-now-later now="{{ text }}" later="{{ text }}" now_note="{{ text }}" />',
]


class Wishes(forms.Form):
    """A form with one field of the kinds that are laid out differently."""

    name = forms.CharField(label="Naam", help_text="Zoals collega's het noemen.")
    level = forms.ChoiceField(label="Niveau", choices=[("a", "klein")], widget=forms.RadioSelect)
    done = forms.BooleanField(label="Klaar")


@pytest.fixture(autouse=True)
def _dutch():
    with translation.override("nl"):
        yield


def drawn(source: str, **values: Any) -> str:
    """Return the HTML of a piece of template, compiled as a template file is."""
    engine = engines["django"].engine
    loader = engine.template_loaders[0].loaders[0].loaders[0]
    compiled = loader.cotton_compiler.process("{% load ui_forms ui_format %}" + source)
    request = RequestFactory().get("/p?sort=name&q=haven")
    return engine.from_string(compiled).render(Context({"request": request, **values}))


class Reader(HTMLParser):
    """Collects what a browser would make of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {f"<{tag}>"} | {name for name, _value in attrs}


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("part", PARTS)
def test_text_never_becomes_markup(part: str, evil: str) -> None:
    html = drawn(part, text=evil, differences=[Difference(evil, evil, evil, f"{evil} more")])

    assert Reader(html).found & {"<script>", "onx", "script"} == set()


@pytest.mark.parametrize(
    "example", [each for group in gallery.GROUPS for each in group.examples], ids=lambda e: e.name
)
def test_every_example_draws_something_without_inline_code(example: gallery.Example) -> None:
    request = RequestFactory().get("/ui/")
    context = {"shown": gallery.shown(timezone.now())}

    html = render_to_string(example.template, context, request)

    assert len(html.strip()) > 20
    assert " style=" not in html
    assert "<c-" not in html


def test_a_wrong_field_is_wired_to_its_hint_and_error() -> None:
    html = drawn('<c-field :field="form.name" />', form=Wishes({}))

    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name-error"' in html
    assert '<label for="id_name"' in html


def test_a_group_of_choices_has_a_legend() -> None:
    html = drawn('<c-field :field="form.level" />', form=Wishes())

    assert "<fieldset" in html
    assert "<legend>Niveau" in html


def test_the_error_summary_leads_to_the_fields() -> None:
    html = drawn('<c-error-summary :form="form" />', form=Wishes({"level": "a", "done": "on"}))

    assert 'href="#id_name"' in html
    assert html.count("<li>") == 1


def test_faults_of_a_service_look_like_those_of_a_form() -> None:
    html = drawn('<c-error-summary :faults="faults" />', faults=[Fault("hours", "Vul 0 in.")])

    assert '<a href="#id_hours">Vul 0 in.</a>' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert drawn('<c-error-summary :form="form" />', form=Wishes()).strip() == ""


def test_each_form_carries_a_key_of_its_own() -> None:
    html = drawn('<c-form :form="form">.</c-form><c-form :form="form">.</c-form>', form=Wishes())

    keys = [part.split('"')[0] for part in html.split('name="idempotency_key" value="')[1:]]

    assert len(keys) == 2
    assert len(set(keys)) == 2


def test_a_form_that_only_asks_carries_no_key() -> None:
    html = drawn('<c-form method="get" :form="form">.</c-form>', form=Wishes())

    assert "idempotency_key" not in html
    assert "csrfmiddlewaretoken" not in html


def test_sorting_keeps_the_filter_and_turns_around() -> None:
    html = drawn('<c-sort-link field="name" label="Naam" current="name" />')

    assert "q=haven" in html
    assert "sort=-name" in html


def test_a_progress_without_a_figure_says_only_that_it_goes_on() -> None:
    assert "value=" not in drawn('<c-progress label="Bezig" />')
    assert 'value="0.6200"' in drawn('<c-progress label="Bezig" :value="0.62" />')


def test_two_grades_on_a_page_open_their_own_explanation() -> None:
    html = drawn('<c-grade grade="D" /><c-grade grade="A" />')

    ids = [part.split('"')[0] for part in html.split('popovertarget="')[1:]]

    assert len(set(ids)) == 2
    assert all(f'popover id="{each}"' in html for each in ids)


def test_a_difference_marks_only_the_words_that_differ() -> None:
    html = ui_format.unlike("Een fixer plakt kieren", "Een fixer legt folie")

    assert html == "Een fixer <mark>plakt kieren</mark>"


def test_a_difference_does_not_let_text_become_markup() -> None:
    assert "<script" not in ui_format.unlike(EVIL[0], "")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag"),
        (1, "morgen"),
        (-1, "gisteren"),
        (6, "over 6 dagen"),
        (21, "over 3 weken"),
        (-90, "3 maanden geleden"),
        (1500, "over 4 jaar"),
    ],
)
def test_a_day_is_told_from_today(days: int, words: str) -> None:
    assert ui_format.ago(timezone.localdate() + timedelta(days=days)) == words
