"""What can stand at the cursor of a dataset file: keys, ids of the file and of others, words, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tempodb.base.folding import fold
from tempodb.binding.name_kinds import NameKind
from tempodb.language_service.completions import Completion, Vocabulary
from tempodb.language_service.dataset_files.cursor_path import CursorPath, path_at
from tempodb.language_service.dataset_files.entry_outline import OutlinedEntry, defined_in
from tempodb.language_service.dataset_files.key_schema import keys_at
from tempodb.language_service.dataset_files.named_values import NamedValue, keys_named, value_at
from tempodb.model.kinds import CORE_STATUSES

MAX_IDS = 50
"""How many ids are offered."""
BRACKETED = (
    ('"[1999-04..1999-06]"', "some day of these months"),
    ('"[..2017-04-18]"', "then, or before"),
    ('"[2017-04-20..]"', "then, or later"),
    ("199X", "some day of the decade"),
    ("unknown", "nobody knows when"),
)
"""The forms of dates that are no plain day, month or year."""


def complete_entry(text: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    r"""Return what can stand at *cursor* of a dataset file, the likeliest first.

    >>> from tempodb.language_service.name_index import NameIndex
    >>> text = "states:\n  narnia: {name: Narnia}\nmemberships:\n  - {member: na"
    >>> [found.text for found in complete_entry(text, len(text), Vocabulary(NameIndex([]), today=1))]
    ['narnia']
    """
    place = path_at(text, cursor)
    if place is None:
        return ()
    offered = (
        list(_values(text, place, vocabulary)) if place.is_value else list(_keys(text, place, vocabulary))
    )
    if not place.is_value and place.path[-1:] == (0,):
        offered += _values(text, place, vocabulary)
    distinct: dict[str, Completion] = {}
    for found in offered:
        if found.text != place.typed:
            distinct.setdefault(found.text, found)
    return tuple(distinct.values())


def _keys(text: str, place: CursorPath, vocabulary: Vocabulary) -> Iterator[Completion]:
    typed = place.typed.lower()
    for key, meaning in keys_at(place.path).items():
        if key.startswith(typed) and key not in place.present:
            yield Completion(place.start, f"{key}: ", key, meaning or "key")
    if (named := keys_named(place.path)) is not None:
        for found in _ids(text, place, named, vocabulary):
            yield found._replace(text=f"{found.text}: ")


def _values(text: str, place: CursorPath, vocabulary: Vocabulary) -> Iterator[Completion]:
    value = value_at(place.path)
    if value.named is not None:
        yield from _ids(text, place, value.named, vocabulary)
    for word, meaning in _words(value, vocabulary):
        if word.lower().startswith(place.typed.lower()):
            yield Completion(place.start, word, word, meaning)


def _words(value: NamedValue, vocabulary: Vocabulary) -> Iterable[tuple[str, str]]:
    if value.is_date:
        today = date.fromordinal(vocabulary.today)
        plain = ((today.isoformat(), "a day"), (f"{today:%Y-%m}", "a month"), (f"{today:%Y}", "a year"))
        return (*plain, *BRACKETED)
    if value.is_status:
        return ((status, "status") for status in dict.fromkeys((*CORE_STATUSES, *vocabulary.statuses)))
    return ((word, "word") for word in value.words)


def _ids(text: str, place: CursorPath, named: NameKind, vocabulary: Vocabulary) -> Iterator[Completion]:
    """Yield the ids of what fits and begins so, or has a word in its name that does: those of the file first."""
    typed = fold(place.typed.strip("'\""))
    own = [entry for entries in defined_in(text).values() for entry in entries if _fits(entry, named)]
    begun = [entry for entry in own if _begins(entry, typed)]
    for entry in sorted(begun, key=lambda entry: not fold(entry.id or "").startswith(typed))[:MAX_IDS]:
        yield Completion(place.start, entry.id or "", entry.id or "", entry.label)
    for label in vocabulary.names.starting(place.typed, (named,), vocabulary.today, MAX_IDS):
        yield Completion(place.start, label.id, label.id, label.name)


def _fits(entry: OutlinedEntry, named: NameKind) -> bool:
    return entry.type is named.type and named.fits(entry.class_)


def _begins(entry: OutlinedEntry, typed: str) -> bool:
    name, id_ = fold(entry.label), fold(entry.id or "")
    return id_.startswith(typed) or name.startswith(typed) or f" {typed}" in name or f"/{typed}" in id_
