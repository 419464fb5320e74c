"""Of all that a name may mean, what it means best: as believed, as written, at the asked valid time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import NamedTuple

from tempodb.base.folding import fold, plain
from tempodb.base.printable import shortened
from tempodb.questions.name_catalog import Days, Match, Named, Unbelieved
from tempodb.temporal.periods import Window


class Instants(NamedTuple):
    """At which instant names are believed, and on which days what they name is to exist; None for always."""

    known_at: int
    window: Window | None = None


class Likeness(IntEnum):
    """How much a name is like what was written, the most first."""

    SAME_ID = 0
    SAME = 1
    BUT_FOR_CASE = 2
    FOLDED = 3
    LAST_PART = 4


def best(written: str, found: Sequence[Named], window: Window | None) -> list[Named]:
    """Return those of what was *found* that are meant: one name of each thing, of one thing if all is well."""
    if len(found) < 2:
        return list(found)
    ranked: dict[tuple[int, Likeness], dict[Match, Named]] = {}
    for named in found:
        rank = -1 if named.unbelieved is None else named.unbelieved, _likeness(written, named)
        ranked.setdefault(rank, {}).setdefault(named.match, named)
    return existing(list(ranked[min(ranked)].values()), window)


def are_believed(found: Sequence[Named]) -> bool:
    """Return whether what a name means best is so called, as far as is believed."""
    return bool(found) and found[0].unbelieved is None


def _likeness(written: str, named: Named) -> Likeness:
    if written == named.match.id == named.name:
        return Likeness.SAME_ID
    if named.name != named.match.id and f"/{named.name}" == named.match.id[-len(named.name) - 1 :]:
        return Likeness.LAST_PART
    wanted, name = plain(written), plain(named.name)
    if wanted == name:
        return Likeness.SAME
    return Likeness.BUT_FOR_CASE if wanted.casefold() == name.casefold() else Likeness.FOLDED


def existing(candidates: list[Named], window: Window | None) -> list[Named]:
    """Return the one that existed on the asked days, or else the one that was called so then; else all."""
    if window is None:
        return candidates
    tests: Sequence[Callable[[Named], tuple[Days, ...]]] = (
        lambda named: named.existing,
        lambda named: named.used,
    )
    left = candidates
    for days_of in tests:
        then = [named for named in left if _meets(days_of(named), window)]
        left = then or left
        if len(then) == 1:
            return then
    return candidates


def _meets(days: tuple[Days, ...], window: Window) -> bool:
    """Return whether there is a day of the window among some days; of none it is said that it always was."""
    return not days or any(each.first < window.end and each.end > window.start for each in days)


def note(written: str, found: Named) -> str | None:
    """Return what to say of what a name was taken for; nothing where it is plain.

    >>> from tempodb.model.kinds import EntityType
    >>> bernard = Match("bernard-sanders", EntityType.PARTY, None)
    >>> note("Sanders", Named("Bernard Sanders", bernard, is_part=True))
    '`Sanders` is read as `Bernard Sanders` (bernard-sanders)'
    >>> note("Sanders", Named("Sanders", bernard, unbelieved=Unbelieved.WITHDRAWN))
    '`Sanders` means `bernard-sanders`, whose name it is no longer believed to be'
    """
    id_ = found.match.id
    if found.unbelieved is not None and found.name == id_:
        return OF_IDS[found.unbelieved].format(id_)
    if found.unbelieved is not None:
        return f"`{shortened(written)}` means `{id_}`, {OF_NAMES[found.unbelieved]}"
    if not found.is_part and _likeness(written, found) is not Likeness.LAST_PART:
        return None
    full = f"`{found.name}` ({id_})" if found.is_part and found.name != id_ else f"`{id_}`"
    return f"`{shortened(written)}` is read as {full}"


OF_NAMES = {
    Unbelieved.DISPUTED: "whose name it is by a disputed claim alone",
    Unbelieved.WITHDRAWN: "whose name it is no longer believed to be",
    Unbelieved.RECORDED_LATER: "of which nothing was known at that instant",
}
OF_IDS = {
    Unbelieved.DISPUTED: "`{}` is stated by a disputed claim alone",
    Unbelieved.WITHDRAWN: "`{}` is no longer believed",
    Unbelieved.RECORDED_LATER: "nothing was known of `{}` at that instant",
}
"""What is said of what was named, by a name or by its id, where it is not so called at the asked instant."""


LITTLE = frozenset(["of", "in", "on", "at", "the", "a", "an", "and", "for", "to"])
"""Words by which alone nothing is known."""


def is_telling(words: str) -> bool:
    """Return whether part of a name may be looked for by these words.

    >>> is_telling("Sanders"), is_telling("of the"), is_telling("?")
    (True, False, False)
    """
    return any(word not in LITTLE and (len(word) > 1 or not word.isascii()) for word in fold(words).split())
