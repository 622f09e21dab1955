"""Reads a form as a browser would, so that a test sends back what stood there."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Collects the fields of every form with class `form`, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._form: dict[str, list[str]] | None = None
        self._select: str | None = None
        self._options: list[tuple[str, bool]] = []
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = {} if "form" in given.get("class", "").split() else None
        if self._form is None:
            return
        if tag == "input" and given.get("type") not in {"file", "submit"}:
            box = given.get("type") in {"checkbox", "radio"}
            if "name" in given and (not box or "checked" in given):
                value = given.get("value", "on" if box else "")
                self._form.setdefault(given["name"], []).append(value)
        if tag == "select":
            self._select, self._options = given.get("name"), []
        if tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        if tag == "textarea":
            self._textarea = given["name"]
            self._form[self._textarea] = [""]

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._textarea:
            self._form[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            first = [value for value, _selected in self._options[:1]]
            self._form[self._select] = chosen[:1] or first
        if tag == "textarea":
            self._form[self._textarea or ""] = [self._form[self._textarea or ""][0].lstrip("\n")]
            self._textarea = None
        if tag == "form":
            self.forms.append(self._form)
            self._form = None


def form_on(html: str, number: int = 0) -> dict[str, list[str]]:
    """Return the fields of a form on the page, with their values."""
    reader = _Forms()
    reader.feed(html)
    return reader.forms[number]


def faults_on(html: str) -> str:
    """Return the summary of what is wrong, or nothing."""
    begin = html.find("data-error-summary")
    return html[begin : html.find("</ul>", begin)] if begin >= 0 else ""
