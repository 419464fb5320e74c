"""The sorts of things that `show` lists."""

from __future__ import annotations

from tempodb.base.node import Node
from tempodb.model.kinds import Kind, PartyClass


class Sort(Node):
    """What `show` lists by a word: claims of a kind, of parties those of a class; None for what no claim defines."""

    word: str
    kind: Kind | None
    class_: PartyClass | None = None
    has_sources: bool = True


SHOWN_SORTS = {
    sort.word: sort
    for sort in (
        Sort("organizations", Kind.PARTY, PartyClass.ORGANIZATION),
        Sort("states", Kind.PARTY, PartyClass.STATE),
        Sort("persons", Kind.PARTY, PartyClass.PERSON),
        Sort("offices", Kind.OFFICE),
        Sort("sources", Kind.SOURCE, has_sources=False),
        Sort("datasets", Kind.DATASET, has_sources=False),
        Sort("transactions", None, has_sources=False),
    )
}
