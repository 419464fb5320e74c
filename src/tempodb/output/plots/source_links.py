"""Bars that lead to the first of their sources that is on the web."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tempodb.answers.result import Result
from tempodb.output.plots.svg_writer import SvgLinks
from tempodb.questions.rows import EntityRow

SEPARATOR = "; "
"""What stands between the details of a source, of which its address is the last."""


def addresses_of(sources: Iterable[EntityRow]) -> dict[str, str]:
    """Return the addresses of sources on the web, as `show sources` tells them.

    >>> addresses_of([EntityRow("a", "A", "source", "TASS; http://tass.com/1"), EntityRow("b", "B", "source", None)])
    {'a': 'http://tass.com/1'}
    """
    last = ((source.id, (source.detail or "").split(SEPARATOR)[-1]) for source in sources)
    return {id_: detail for id_, detail in last if detail.startswith(("http://", "https://"))}


def source_links(result: Result, addresses: Mapping[str, str]) -> SvgLinks:
    """Return the links of the bars of an answer to their sources."""
    found = result.rows

    def address(rows: tuple[int, ...]) -> str | None:
        sources = (source for row in rows for source in getattr(found[row], "sources", ()))
        return next((addresses[source] for source in sources if source in addresses), None)

    return SvgLinks(address, lambda _: None)
