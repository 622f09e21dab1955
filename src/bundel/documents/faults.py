"""What can be wrong with a document, each a kind of ValueError that names what and where."""

from __future__ import annotations


class Unprintable(ValueError):
    """A document that cannot become a file as it is."""


class NoWords(Unprintable):
    """A title, a head, a caption or a list that must say something says nothing."""


class StrayCharacter(Unprintable):
    """A text holds a control character; `parts.printable` takes those out."""


class WordTooLong(Unprintable):
    """A text holds hundreds of characters without a space, which is no word."""


class SkippedHead(Unprintable):
    """A head is two levels deeper than the one before, or not of the levels 1 to 3."""


class EmptyTable(Unprintable):
    """A table has no column or no row; say in a paragraph that there is nothing."""


class UnevenTable(Unprintable):
    """A row, the alignments or the widths have more or fewer cells than there are heads."""


class NotAPicture(Unprintable):
    """The bytes of a figure are no PNG and no SVG that we can draw."""


class NoAlt(Unprintable):
    """A figure is not told in words."""


class OutOfBounds(Unprintable):
    """A number, or a count of parts, is outside of what fits on a page."""


class DoesNotFit(Unprintable):
    """It does not fit on one page, even in the smallest letters that people can read."""
