"""What something is called in a source: the name to show, its names by language, and other ones → keys of an entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from tempodb.base.spelling import why_no_language
from tempodb.temporal.bounds import ONGOING, UNKNOWN
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.periods import Extent, Period, extent_of


class ForeignName(NamedTuple):
    """A name as a source has it: in which language, if it says so, and from when to when, in our dates.

    An *official* one is what something was called, and not only how it was found.
    """

    text: str
    language: str | None = None
    from_: str | None = None
    to: str | None = None
    official: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether it has any date."""
        return self.from_ is not None or self.to is not None

    @property
    def extent(self) -> Extent | None:
        """When it may have been borne; None if that can be on no day."""
        from_, to = (None if date is None else read_date(date) for date in (self.from_, self.to))
        return extent_of(Period(from_ or UNKNOWN, to or ONGOING))

    def said(self, key: str) -> dict[str, str]:
        """Return it as an entry of a list of names has it."""
        dates = {"language": self.language, "from": self.from_, "to": self.to}
        return {key: self.text} | {each: text for each, text in dates.items() if text is not None}


def language_code(text: object) -> str | None:
    """Return the code of a language, None for what is none.

    >>> language_code("zh_Hant"), language_code("English (UK)")
    ('zh-hant', None)
    """
    code = text.strip().lower().replace("_", "-") if isinstance(text, str) else ""
    return None if why_no_language(code) else code


def naming(
    shown: str, others: Iterable[ForeignName], key: str = "name", short: str | None = None
) -> dict[str, Any]:
    """Return what an entry says of names: the one that is *shown*, those in languages, and others as aliases.

    In one language there is one name at a time; what comes second is an alias. A name that reads as the one
    that is shown is not said again.

    >>> naming("Club", [ForeignName("Klub", "de"), ForeignName("Verein", "de"), ForeignName("Club", "fr")])
    {'names': [{'name': 'Club'}, {'name': 'Klub', 'language': 'de'}], 'aliases': [{'name': 'Verein', 'language': 'de'}]}
    """
    named: dict[str, list[ForeignName]] = defaultdict(list)
    aliases: list[Any] = []
    for other in sorted(dict.fromkeys(others), key=lambda name: not name.official):
        if other.text == shown and not (other.official and other.is_dated):
            continue
        if other.language and (other.official or not other.is_dated) and _fits(other, named[other.language]):
            named[other.language].append(other)
        elif other.extent is not None:
            alias = other.said("name")
            aliases.append(alias if len(alias) > 1 else other.text)
    said = list(_said(shown, named, key))
    told = [each for i, each in enumerate(aliases) if each not in aliases[:i]]
    if len(said) == 1:
        return {key: shown, "short": short, "aliases": told}
    return {f"{key}s": [{**said[0], "short": short} if short else said[0], *said[1:]], "aliases": told}


def _said(shown: str, named: dict[str, list[ForeignName]], key: str) -> Iterator[dict[str, str]]:
    yield {key: shown}
    for language in sorted(named):
        yield from (name.said(key) for name in named[language])


def _fits(name: ForeignName, others: Iterable[ForeignName]) -> bool:
    """Return whether a name can have been borne on other days than others in its language."""
    own = name.extent
    extents = [other.extent for other in others]
    return own is not None and all(
        other is not None and (own.t1 <= other.f2 or other.t1 <= own.f2) for other in extents
    )
