"""Forms of a letter to the council."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bundel.reporting.selectors.letters import LetterRow
from bundel.ui.fields import choose

# So many empty sections stand below those that are written.
EXTRA = 1


class MakeLetter(forms.Form):
    """With which words a letter begins."""

    after = forms.ChoiceField(label=gettext_lazy("Waarmee begint de brief?"), required=False)

    def __init__(self, *args: Any, letters: list[LetterRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        earlier = [
            (str(one.id), _("de tekst van %(title)s") % {"title": one.title}) for one in letters
        ]
        choose(self, "after", [("", _("de startbrief van Bundel")), *earlier])


class EditLetter(forms.Form):
    """The words of a letter: a subject, and heads with texts in which facts are named."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Naam in de lijst"), max_length=200)
    subject = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=300)

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count + EXTRA
        for number in range(self.count):
            words = {"number": number + 1}
            self.fields[f"heading_{number}"] = forms.CharField(
                label=_("Kop %(number)s") % words, max_length=200, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("Tekst %(number)s") % words,
                max_length=8000,
                required=False,
                widget=forms.Textarea,
            )

    def values(self) -> dict[str, Any]:
        """Return the letter as the act wants it."""
        given = self.cleaned_data
        return {
            "version": given["version"],
            "title": given["title"],
            "subject": given["subject"],
            "sections": [
                {"heading": given[f"heading_{n}"], "text": given[f"text_{n}"]}
                for n in range(self.count)
            ],
        }
