"""What a shell may complete: files, formats, and names that the database knows.

Nothing here complains: where something cannot be known at once, nothing is offered.
"""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import tempodb
from tempodb.api.dataset_formats import SUFFIXES
from tempodb.base.errors import TempodbError
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.output.formats import FORMATS
from tempodb.settings import Settings

if TYPE_CHECKING:
    from tempodb.model.labels import Label

STATING = ("load", "check")
"""The commands whose files are datasets."""
_OF_ORGANIZATION = re.compile(r"(?i)(?:.*\W)?(?:of|in|use)\s+(?!.*\s(?:of|in)\s)", re.DOTALL)
_BARE = re.compile(r"[\w ./'’-]+")

Completer = Callable[[str, Namespace], Iterable[str]]
"""What is offered for the beginning of a word, after other arguments were read."""


def printable_only(words: Iterable[str]) -> list[str]:
    """Return the words that can do a terminal no harm.

    >>> printable_only(["csto", "a\\x1b[2J"])
    ['csto']
    """
    return [word for word in words if word.isprintable()]


def files(beginning: str, ends: tuple[str, ...] = ("",)) -> Iterator[str]:
    """Yield folders, and the files with one of some *ends*."""
    folder, name = os.path.split(beginning)
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as found:
            entries = sorted((entry.name, entry.is_dir()) for entry in found)
    except OSError:
        return
    for entry, is_folder in entries:
        hidden = entry.startswith(".") and not name.startswith(".")
        if entry.startswith(name) and not hidden and (is_folder or entry.lower().endswith(ends)):
            yield os.path.join(folder, entry) + ("/" if is_folder else "")


def labels(location: str) -> list[Label]:
    """Return the names that the database knows; none where it is locked, or there is none."""
    try:
        with tempodb.open(location) as database:
            return database.labels_at_once()
    except (TempodbError, ValueError):
        return []


def organizations(text: str, known: Iterable[Label]) -> Iterator[str]:
    """Yield the query that is begun with each organization that its last words may mean.

    >>> from tempodb.model.kinds import EntityType, PartyClass
    >>> from tempodb.model.labels import Label
    >>> csto = Label("CSTO", "csto", EntityType.PARTY, PartyClass.ORGANIZATION)
    >>> list(organizations("members of CS", [csto])), list(organizations("members of ", [csto]))
    (['members of CSTO'], ['members of csto'])
    """
    head = _OF_ORGANIZATION.match(text)
    if head is None:
        return
    begun = text[head.end() :]
    bodies = [label for label in known if label.class_ is PartyClass.ORGANIZATION]
    names = [label.id for label in bodies]
    if begun:
        names += [label.name for label in bodies if _BARE.fullmatch(label.name)]
    yield from (head[0] + name for name in dict.fromkeys(names) if name.startswith(begun))


def completers(command: str, settings: Settings, environment: Mapping[str, str]) -> dict[str, Completer]:
    """Return what is offered for each argument of a command; for one that is missing, nothing."""

    def known(read: Namespace) -> list[Label]:
        place = getattr(read, "db", None) or environment.get("TEMPODB_DB") or settings.db
        return labels(place)

    found: dict[str, Completer] = {
        **dict.fromkeys(("db", "digest", "git", "sign", "signers"), lambda begun, _: files(begun)),
        "file": lambda begun, _: files(begun),
        "output": lambda begun, _: files(begun),
        "files": lambda begun, _: files(begun, SUFFIXES if command in STATING else ("",)),
        "text": lambda begun, read: organizations(begun, known(read)),
        "dataset": lambda _, read: [label.id for label in known(read) if label.type is EntityType.DATASET],
        "person": lambda begun, read: [
            name
            for label in known(read)
            if label.class_ is PartyClass.PERSON
            for name in ((label.id, label.name) if begun else (label.id,))
        ],
    }
    if command == "query":
        found["format"] = lambda *_: (*FORMATS, *settings.formats)
    return found
