"""What an address asks for, and what makes its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tempodb.web.page_questions import PageQuestions
from tempodb.web.pages import office, party_pages, records
from tempodb.web.pages.page import PageKind, WebPage


class PageRequest(NamedTuple):
    """What an address asks for besides the two instants."""

    id: str = ""
    why: str | None = None
    compare: str | None = None
    question: str = ""
    format: str = "html"
    start: str = ""

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What the links of a page keep when its clocks are moved."""
        given = {"why": self.why, "compare": self.compare, "q": self.question, "from": self.start}
        return tuple((name, value) for name, value in given.items() if value)


Maker: TypeAlias = Callable[[PageQuestions, PageRequest], WebPage]

MAKERS: Mapping[PageKind, Maker] = MappingProxyType(
    {
        PageKind.ORGANIZATION: lambda asking, want: party_pages.organization(
            asking, want.id, want.why, want.compare
        ),
        PageKind.PARTY: lambda asking, want: party_pages.party(asking, want.id, want.why),
        PageKind.PERSON: lambda asking, want: party_pages.person(asking, want.id, want.why),
        PageKind.OFFICE: lambda asking, want: office.office(asking, want.id, want.why),
        PageKind.EVENT: lambda asking, want: records.event(asking, want.id),
        PageKind.SOURCE: lambda asking, want: records.source(asking, want.id),
        PageKind.TRANSACTION: lambda asking, want: records.transaction(asking, want.id),
        PageKind.DATASET: lambda asking, want: records.dataset(asking, want.id),
    }
)
