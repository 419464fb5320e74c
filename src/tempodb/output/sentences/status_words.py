"""What somebody is who has a status or holds an office, in English words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tempodb.model.kinds import SUBSTANTIVE
from tempodb.output.sentences.name_words import ordinal, the
from tempodb.output.sentences.predicates import Auxiliary, Predicate
from tempodb.output.sentences.told_spans import ToldSpan

STATUS_WORDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "member": ("a member", "members", "of"),
        "suspended": ("suspended", "suspended", "from"),
        "observer": ("an observer", "observers", "at"),
        "candidate": ("a candidate", "candidates", "for"),
        "associate": ("an associate", "associates", "of"),
        "partner": ("a partner", "partners", "of"),
    }
)
"""What somebody is who has a status, what several are, and the word before where they are it."""
IN_CAPACITY: Mapping[str, str] = MappingProxyType(
    {
        SUBSTANTIVE: "{}",
        "acting": "acting {}",
        "interim": "interim {}",
        "elect": "{} elect",
        "honorary": "honorary {}",
    }
)
"""What somebody is who holds an office in a capacity."""


def status_predicate(status: str, where: str | None, span: ToldSpan, beside: str = "") -> Predicate:
    """Return what somebody was who had a status, and in which place if one is named.

    >>> status_predicate("observer", "the African Union", ToldSpan("2006", None)).what(False, True)
    'an observer at the African Union'
    """
    if status not in STATUS_WORDS:
        said = f"the status {status}"
        return Predicate(said, said, span, "in", where, beside, Auxiliary.HAVE)
    one, many, joint = STATUS_WORDS[status]
    return Predicate(one, many, span, joint, where, beside)


def status_noun(status: str, number: int) -> str:
    """Return what so many are called who have a status.

    >>> status_noun("member", 2), status_noun("observer", 1), status_noun("suspended", 3)
    ('members', 'observer', 'suspended members')
    >>> status_noun("territory", 2)
    'with the status territory'
    """
    if status not in STATUS_WORDS:
        return f"with the status {status}"
    many = STATUS_WORDS[status][1]
    nouns = f"{status} members" if many == status else many
    return nouns.removesuffix("s") if number == 1 else nouns


def office_predicate(
    capacity: str, number: int | None, title: str, where: str | None, span: ToldSpan, beside: str = ""
) -> Predicate:
    """Return which office somebody held, in which capacity and as which in a row; of what, where that is named.

    >>> office_predicate("substantive", 3, "Secretary-General", "AU", ToldSpan("2006", None)).what(False, True)
    'the third Secretary-General of AU'
    >>> office_predicate("acting", None, "President of Norland", "Norland", ToldSpan("2006", None)).what(False, True)
    'acting President of Norland'
    """
    held = IN_CAPACITY.get(capacity, f"{capacity} {{}}").format(title)
    if number is not None:
        held = (
            f"the {ordinal(number)} {held}" if capacity == SUBSTANTIVE else f"{held} (the {ordinal(number)})"
        )
    is_said = where is not None and where.casefold() in title.casefold()
    place = None if where is None or is_said else the(where)
    return Predicate(held, f"each {held}", span, "of", place, beside)


def office_words(title: str, where: str | None) -> str:
    """Return an office with what it belongs to, where that is named and its title does not say it.

    >>> office_words("Secretary-General", "African Union")
    'Secretary-General of the African Union'
    """
    return office_predicate(SUBSTANTIVE, None, title, where, ToldSpan(None, None)).what(False, True)


def beside_words(row: Any) -> str:
    """Return for whom and for which area somebody was what a row says, with a blank before it."""
    area = row.for_name or row.for_
    represented = f" representing {the(row.representing_name)}" if row.representing_name else ""
    return f"{represented}{f' for {area}' if area else ''}"
