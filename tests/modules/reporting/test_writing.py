"""Letters with facts in footnotes, and progress that who leads an initiative writes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest

from bundel.errors import Invalid, NotAllowed
from bundel.reporting.models import Letter, ProgressReport
from bundel.reporting.papers.letter import letter_file, shown
from bundel.reporting.selectors import progress as selectors
from bundel.reporting.selectors.waiting import waits_for
from bundel.reporting.services import letters, progress
from tests.modules.reporting.conftest import Steering

HEAD = {"heading": "Wat wij deden", "text": "Er lopen [[initiatieven-lopend]] in de stad."}


def test_a_fact_becomes_words_with_its_source_and_grade(steering: Steering, now: datetime) -> None:
    actor = steering.actor("coordinator")
    letter_id = letters.make_letter(actor=actor, at=now)
    told = {"title": "Brief", "subject": "Voortgang", "sections": [HEAD]}

    letters.edit_letter(actor=actor, letter_id=letter_id, version=1, **told)

    letter = Letter.objects.get(pk=letter_id)
    preview = shown(letter.sections, letter.content["facts"])
    (runs,) = preview.sections[0][1]
    assert [run.text for run in runs][1].endswith("initiatieven")
    ((_number, note),) = preview.notes
    assert "23 november 2026" in note
    assert "Graad C: afgeleid" in note
    for kind, part in (("docx", "word/footnotes.xml"), ("odt", "content.xml")):
        drawn = letter_file(
            kind=kind,
            content=letter.content,
            title=letter.title,
            subject=letter.subject,
            sections=letter.sections,
        )
        inside = zipfile.ZipFile(io.BytesIO(drawn)).read(part).decode()
        assert "Initiatieven die lopen. 23 november 2026" in inside


def test_an_unknown_fact_is_refused_at_its_field(steering: Steering, now: datetime) -> None:
    actor = steering.actor("coordinator")
    letter_id = letters.make_letter(actor=actor, at=now)
    wrong = {"heading": "Effect", "text": "Het bespaarde [[gemeten-besparing]]."}

    with pytest.raises(Invalid) as refused:
        letters.edit_letter(
            actor=actor,
            letter_id=letter_id,
            version=1,
            title="Brief",
            subject="Voortgang",
            sections=[HEAD, wrong],
        )

    assert [fault.field for fault in refused.value.faults] == ["text_1"]
    assert "gemeten-besparing" in refused.value.faults[0].message


def test_who_leads_writes_hands_in_and_no_longer_owes(steering: Steering, now: datetime) -> None:
    lead, today = steering.actor("projectleider"), date(2026, 11, 23)
    initiative = steering.initiative("INI-01")
    assert any("fixers" in one.title for one in waits_for(actor=lead, today=today))

    report_id = progress.start_progress(
        actor=lead, initiative_id=initiative.pk, quarter="2026-K3", at=now
    )
    with pytest.raises(Invalid):
        progress.freeze_progress(actor=lead, report_id=report_id, version=1, at=now)
    progress.edit_progress(
        actor=lead, report_id=report_id, version=1, done="Twee ploegen erbij.", next="", trouble=""
    )
    progress.freeze_progress(actor=lead, report_id=report_id, version=2, at=now)

    report = ProgressReport.objects.get(pk=report_id)
    assert report.content["reach"]["low"] <= report.content["reach"]["value"]
    owed = selectors.owed(actor=lead, quarter=selectors.quarter_due(today), today=today)
    assert [row.is_frozen for row in owed if row.code == "INI-01"] == [True]
    assert not any("fixers" in one.title for one in waits_for(actor=lead, today=today))
    page = steering.client("reader").get(f"/verslag/voortgang/{report_id}/").content.decode()
    assert "Twee ploegen erbij." in page
    assert "nog niet gemeten" in page


def test_another_lead_writes_no_report_of_it(steering: Steering, now: datetime) -> None:
    other = steering.actor("initiatiefleider")

    with pytest.raises(NotAllowed):
        progress.start_progress(
            actor=other,
            initiative_id=steering.initiative("INI-01").pk,
            quarter="2026-K3",
            at=now,
        )
