"""Forms of playbooks: making an edition, reading one in, and taking it over part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bundel.core.merging import Side
from bundel.core.playbook import MOST_PACKED_BYTES
from bundel.playbook.selectors.playbooks import Offered
from bundel.playbook.selectors.upgrading import PartText, PlanPage
from bundel.playbook.services.taking import Choices
from bundel.playbook.stock import Key
from bundel.ui import fields

SIDES = (("theirs", _("Neem de nieuwe tekst")), ("own", _("Houd uw tekst")))


class MakeEdition(forms.Form):
    """A name, a description, and what goes along."""

    name = fields.words(
        _("Hoe heet het draaiboek?"),
        120,
        help_text=_("Een draaiboek met dezelfde naam wordt een nieuwe editie."),
    )
    description = fields.prose(_("Wat is er in deze editie anders?"), rows=3)

    def __init__(self, *args: Any, offered: Sequence[Offered], **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = offered
        for kind in offered:
            self.fields[f"skip_{kind.code}"] = _skip(kind.label)
            self.fields[f"parts_{kind.code}"] = _boxes(
                _("Dit gaat mee"), [(key, title) for key, title, _masked in kind.parts]
            )
            self.initial.setdefault(f"parts_{kind.code}", [key for key, _t, _m in kind.parts])

    def groups(self) -> Iterable[tuple[Offered, forms.BoundField, forms.BoundField, int]]:
        """Yield each kind with its boxes, and how many parts lost a name."""
        for kind in self.offered:
            masked = sum(is_masked for _key, _title, is_masked in kind.parts)
            yield kind, self[f"skip_{kind.code}"], self[f"parts_{kind.code}"], masked

    def chosen(self) -> set[Key]:
        """Return the parts that go along."""
        return {
            (kind.code, key)
            for kind in self.offered
            if not self.cleaned_data[f"skip_{kind.code}"]
            for key in self.cleaned_data[f"parts_{kind.code}"]
        }


class ReadIn(forms.Form):
    """A playbook as a file."""

    file = forms.FileField(
        label=_("Draaiboek"),
        help_text=_("Een zip die een andere gemeente met Bundel maakte."),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Dit bestand is leeg."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_PACKED_BYTES:
            raise forms.ValidationError(
                _("Een draaiboek is ten hoogste %(most)s MB.")
                % {"most": MOST_PACKED_BYTES // 1_000_000}
            )
        return file


class TakeOver(forms.Form):
    """What is taken over: new parts by a box, changed fields by a choice between two texts."""

    mark = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: PlanPage, departments: Sequence[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.page = page
        self.initial.setdefault("mark", page.plan.mark)
        for kind in page.new:
            if kind.may_write:
                name = f"new_{kind.code}"
                self.fields[f"skip_{kind.code}"] = _skip(kind.label)
                self.fields[name] = _boxes(
                    _("Dit komt erbij"), [(k, title) for k, title, _u in kind.parts]
                )
                self.initial.setdefault(name, [key for key, _t, usual in kind.parts if usual])
        if "new_initiatives" in self.fields:
            self.fields["department_id"] = fields.IdField(
                label=_("Bij welke afdeling komen de nieuwe initiatieven?"),
                help_text=_("Nodig als u kaarten van initiatieven overneemt."),
                required=False,
            )
            fields.offer(self, "department_id", departments)
            if len(departments) == 1:
                self.initial.setdefault("department_id", str(departments[0].id))
        for part in (*page.both, *page.theirs):
            self._sides(part)

    def _sides(self, part: PartText) -> None:
        for field in part.fields:
            if part.may_write and field.state != "own":
                usual = "theirs" if field.state == "theirs" else "own"
                self.fields[side_name(part, field.name)] = forms.ChoiceField(
                    label=f"{part.title}: {field.label}",
                    choices=SIDES,
                    widget=forms.RadioSelect,
                    initial=usual,
                )

    def new_kinds(self) -> Iterable[tuple[Any, forms.BoundField | None, forms.BoundField | None]]:
        """Yield each kind with new parts, and its boxes if the reader may write it."""
        for kind in self.page.new:
            names = (f"skip_{kind.code}", f"new_{kind.code}")
            skip, boxes = (self[name] if kind.may_write else None for name in names)
            yield kind, skip, boxes

    def both(self) -> Iterable[tuple[PartText, list[Any]]]:
        """Yield the parts that both sides changed, with a choice at each field."""
        return self._asked(self.page.both)

    def theirs(self) -> Iterable[tuple[PartText, list[Any]]]:
        """Yield the parts that only the maker changed, with a choice at each field."""
        return self._asked(self.page.theirs)

    def _asked(self, parts: Sequence[PartText]) -> Iterable[tuple[PartText, list[Any]]]:
        for part in parts:
            names = [(field, side_name(part, field.name)) for field in part.fields]
            yield part, [(x, self[name] if name in self.fields else None) for x, name in names]

    def choices(self) -> Choices:
        """Return what was chosen; what was not asked stays as is usual."""
        given = self.cleaned_data
        places = [part.place for part in self.page.plan.parts]
        new = {
            (kind.code, key)
            for kind in self.page.new
            if not given.get(f"skip_{kind.code}")
            for key in given.get(f"new_{kind.code}", ())
        }
        sides: dict[Key, dict[str, Side]] = {}
        for part in (*self.page.both, *self.page.theirs):
            for field in part.fields:
                if side := given.get(side_name(part, field.name)):
                    sides.setdefault(places[part.number], {})[field.name] = side
        return Choices(new, sides, given.get("department_id"))


def side_name(part: PartText, field: str) -> str:
    """Return the name of the choice between two texts of a field."""
    return f"side_{part.number}_{field}"


def _boxes(label: Any, choices: Iterable[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, required=False
    )


def _skip(kind: str) -> forms.BooleanField:
    """Return the box that leaves out a kind, however many parts are chosen of it."""
    return forms.BooleanField(label=_("Sla over: %(kind)s") % {"kind": kind}, required=False)
