"""Tags for forms: the key that makes a form work once, and the version that was read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField, widgets
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def idempotency() -> SafeString:
    """Return the hidden field by which a form that is sent twice has one effect."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4())


@register.simple_tag
def version(thing: Any) -> SafeString:
    """Return the hidden field with the version that the reader saw."""
    number = thing if isinstance(thing, int) else thing.version
    return format_html('<input type="hidden" name="version" value="{}">', number)


@register.simple_tag
def control(field: BoundField, hint: str = "") -> SafeString:
    """Return a form field's control, wired to its hint and errors."""
    described = [f"{field.auto_id}-hint"] if hint or field.help_text else []
    if field.errors:
        described.append(f"{field.auto_id}-error")
    extra: dict[str, Any] = {}
    if described:
        extra["aria-describedby"] = " ".join(described)
    if field.errors:
        extra["aria-invalid"] = "true"
    if isinstance(field.field.widget, widgets.Textarea):
        # It grows with the text; Django's ten rows are a wall.
        extra["rows"] = "3"
    return field.as_widget(attrs=extra)


@register.simple_tag
def cell(field: BoundField, row: object = "") -> SafeString:
    """Return a control in a table: its label is read out with the row, its errors stand below."""
    extra: dict[str, Any] = {"aria-label": f"{field.label}, {row}" if row else str(field.label)}
    if not field.errors:
        return field.as_widget(attrs=extra)
    extra |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}-error"}
    return format_html(
        '{}<span class="cell-error" id="{}-error">{}</span>',
        field.as_widget(attrs=extra),
        field.auto_id,
        " ".join(map(str, field.errors)),
    )


@dataclass(frozen=True, slots=True)
class ThumbGroup:
    """Choices that are folded away under a name; open where one of them is chosen."""

    name: str
    options: list[dict[str, Any]]

    @property
    def is_open(self) -> bool:
        """Whether something in it is chosen."""
        return any(option["selected"] for option in self.options)


@dataclass(frozen=True, slots=True)
class Thumbs:
    """The choices of a field as large buttons: some in view, the others in groups."""

    shown: list[dict[str, Any]]
    folded: list[ThumbGroup]

    @property
    def is_open(self) -> bool:
        """Whether something that is folded away is chosen."""
        return any(group.is_open for group in self.folded)


@register.filter
def thumbs(field: BoundField) -> Thumbs:
    """Return the choices of a field; what is chosen in view is not chosen in a group too."""
    widget: Any = field.field.widget
    shown: list[dict[str, Any]] = []
    folded: list[ThumbGroup] = []
    for name, options, _index in widget.optgroups(field.html_name, _values(field)):
        if name:
            folded.append(ThumbGroup(str(name), options))
        else:
            shown += options
    in_view = {str(option["value"]) for option in shown if option["selected"]}
    for group in folded:
        for option in group.options:
            option["selected"] = option["selected"] and str(option["value"]) not in in_view
    return Thumbs(shown, folded)


def _values(field: BoundField) -> list[str]:
    value = field.value()
    many = value if isinstance(value, list | tuple) else [value]
    return [str(one) for one in many if one is not None]


@register.filter
def kind_of(field: BoundField) -> str:
    """Return how a field is laid out: check, group or line."""
    widget = field.field.widget
    if isinstance(widget, widgets.CheckboxInput):
        return "check"
    if isinstance(widget, widgets.RadioSelect | widgets.CheckboxSelectMultiple):
        return "group"
    return "line"


@register.filter
def before_words(label: Any) -> str:
    """Return a label as it stands before other words: a question keeps its own sign."""
    said = str(label)
    return said if said.endswith(("?", ":", "!", ".")) else f"{said}:"


@register.simple_tag(takes_context=True)
def with_parameter(context: template.Context, **changes: Any) -> str:
    """Return this page's query with some parameters changed; an empty one falls away."""
    parameters = context["request"].GET.copy()
    for name, value in changes.items():
        if value in ("", None):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    query: str = parameters.urlencode()
    return f"?{query}"
