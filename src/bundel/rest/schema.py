"""The base of every body that goes in or out, and the pages in which lists go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import AliasGenerator, ConfigDict, field_validator
from pydantic_core import PydanticCustomError

from bundel.rest.names import dutch

Item = TypeVar("Item")
LARGEST_PAGE = 100


class Asked(Schema):
    """What comes in; text that no database can hold is refused."""

    @field_validator("*", mode="after")
    @classmethod
    def storable(cls, value: Any) -> Any:
        """Refuse the null character and halves of characters."""
        if isinstance(value, str) and ("\x00" in value or not _is_whole(value)):
            raise PydanticCustomError("text_characters", "Not text")
        return value


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


class Outside(Asked):
    """A body with Dutch names; a name that we do not know is an error, not a silent miss."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        alias_generator=AliasGenerator(alias=dutch),
        populate_by_name=True,
        extra="forbid",
    )


class PageQuery(Asked):
    """Which page of a list, and how long a page is."""

    page: int = Field(1, alias="pagina", ge=1, le=10_000, description="Paginanummer vanaf 1.")
    page_size: int = Field(
        20,
        alias="paginagrootte",
        ge=1,
        le=LARGEST_PAGE,
        description="Aantal per pagina.",
    )


class Link(Outside):
    """Where something stands."""

    href: str


class PageLinks(Outside):
    """The pages around this one."""

    self_: Link
    first: Link
    last: Link
    previous: Link | None = None
    next: Link | None = None


class Page(Outside, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int
    page: int
    page_size: int
    links: PageLinks


def page_of(request: HttpRequest, items: Sequence[Any], query: PageQuery) -> dict[str, Any]:
    """Return the page that was asked for; past the last page the list is empty."""
    last = max(1, -(-len(items) // query.page_size))

    def link(number: int) -> Link:
        parameters = request.GET.copy()
        parameters["pagina"] = str(number)
        return Link(href=f"{request.path}?{parameters.urlencode()}")

    start = (query.page - 1) * query.page_size
    return {
        "items": list(items[start : start + query.page_size]),
        "total": len(items),
        "page": query.page,
        "page_size": query.page_size,
        "links": PageLinks(
            self_=link(query.page),
            first=link(1),
            last=link(last),
            previous=link(query.page - 1) if query.page > 1 else None,
            next=link(query.page + 1) if query.page < last else None,
        ),
    }
