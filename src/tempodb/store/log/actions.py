"""What one assertion of the log does, and how it is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tempodb.model.canonical_json import canonical, json_quoted
from tempodb.model.claims import Claim
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.store.log.digests import is_marked
from tempodb.store.log.loaded_file import LoadedFile, file_remarked
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound
from tempodb.temporal.date_reader import bound_text, read_date
from tempodb.temporal.periods import Period


@dataclass(frozen=True, slots=True)
class State:
    """A claim is stated."""

    claim: Claim


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The claim that an earlier assertion stated is withdrawn, with all that is left of it."""

    claim: int


@dataclass(frozen=True, slots=True)
class Revoke:
    """What an earlier assertion stated or cleared is undone with its transaction, as if it had never been."""

    assertion: int


@dataclass(frozen=True, slots=True)
class Restore:
    """What an earlier assertion stated or cleared, and others withdrew or revoked, is as if they had not."""

    assertion: int


@dataclass(frozen=True, slots=True)
class Clear:
    """From now on nothing accepted is believed of one key within a window, unless it is stated anew."""

    kind: Kind
    key: tuple[str, ...]
    window: Period


@dataclass(frozen=True, slots=True)
class Say:
    """The statement, in words, that the assertions after it carry out."""

    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Who wrote the transaction, and what was remarked of it: an assertion, so that it can be erased.

    What it has *loaded* is kept too, of a file that is worth being known again, the *commit* whose
    version of a file it is, if history was replayed, and the number of the transaction that it *undoes*.
    """

    author: str | None
    note: str | None
    loaded: LoadedFile | None = None
    commit: str | None = None
    undoes: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was remarked."""
        return not (self.author or self.note or self.loaded or self.commit or self.undoes)


@dataclass(frozen=True, slots=True)
class Erase:
    """A person was erased: assertions that spoke of the person were emptied, in others the names blanked.

    `blanked` are the digests of those assertions as they are now, and `headers` those of transactions
    whose remarks lay in the header. The `marks` tell the person's ids to whoever knows them.
    """

    emptied: tuple[int, ...]
    blanked: Mapping[int, str] = field(default_factory=dict)
    headers: Mapping[int, str] = field(default_factory=dict)
    marks: tuple[str, ...] = ()

    def marks_id(self, id_: str) -> bool:
        """Return whether it was an id of the person."""
        return any(is_marked(mark, id_) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Emptied:
    """What is left of an assertion whose content was erased."""


Action = State | Withdraw | Revoke | Restore | Clear | Say | Remark | Erase


class AssertionColumns(NamedTuple):
    """An action as the columns of its row."""

    operation: str
    claim: int | None = None
    body: str | None = None


def assertion_columns(action: Action) -> AssertionColumns:
    """Return how *action* lies in the log.

    >>> assertion_columns(Clear(Kind.MEMBERSHIP, ("uz", "csto", ""), Period(read_date("1999"), ONGOING))).body
    '{"from":"1999","key":["uz","csto"],"kind":"membership"}'
    """
    match action:
        case State(claim):
            return AssertionColumns("state", None, claim.body())
        case Withdraw(number):
            return AssertionColumns("withdraw", number)
        case Revoke(number):
            return AssertionColumns("revoke", number)
        case Restore(number):
            return AssertionColumns("restore", number)
        case Clear(kind, key, window):
            ends = {"from": bound_text(window.from_), "to": bound_text(window.to)}
            dates = {end: text for end, text in ends.items() if text is not None}
            cleared = {"kind": kind.name.lower(), "key": SCHEMA[kind].in_log(key), **dates}
            return AssertionColumns("clear", None, canonical(cleared))
        case Say(words):
            return AssertionColumns("say", None, f'{{"words":{json_quoted(words)}}}')
        case Remark(author, note, loaded, commit, undoes):
            file = loaded and loaded._asdict()
            said = {"author": author, "note": note, "loaded": file, "commit": commit, "undoes": undoes}
            return AssertionColumns(
                "remark", None, canonical({key: part for key, part in said.items() if part})
            )
        case Erase(emptied, blanked, headers, marks):
            what = {"emptied": emptied, "blanked": blanked, "headers": headers, "marks": marks}
            return AssertionColumns(
                "erase", None, canonical({key: part for key, part in what.items() if part})
            )


def read_action(operation: str, claim: int | None, body: str | None) -> Action | Emptied:
    """Return the action that lies in the log as `assertion_columns` wrote it.

    Raises:
        ValueError: this program writes no such operation.

    """
    match operation, claim, body:
        case "withdraw", int(number), None:
            return Withdraw(number)
        case "revoke", int(number), None:
            return Revoke(number)
        case "restore", int(number), None:
            return Restore(number)
        case _, None, None:
            return Emptied()
        case "state", None, str(text):
            return State(Claim.from_body(text))
        case "clear", None, str(text):
            said = json.loads(text)
            window = Period(_bound(said.get("from"), SINCE_ALWAYS), _bound(said.get("to"), ONGOING))
            kind = Kind[said["kind"].upper()]
            return Clear(kind, SCHEMA[kind].from_log(said["key"]), window)
        case "say", None, str(text):
            return Say(json.loads(text)["words"])
        case "remark", None, str(text):
            said = json.loads(text)
            written = said.get("author"), said.get("note")
            return Remark(*written, file_remarked(text), said.get("commit"), said.get("undoes"))
        case "erase", None, str(text):
            said = json.loads(text)
            blanked, headers = (
                {int(id_): digest for id_, digest in said.get(key, {}).items()}
                for key in ("blanked", "headers")
            )
            # Until a person could have several ids there was one mark.
            marks = said.get("marks") or filter(None, [said.get("mark")])
            return Erase(tuple(said.get("emptied", ())), blanked, headers, tuple(marks))
        case _:
            raise ValueError(f"the log has an operation `{operation}`")


def _bound(text: str | None, otherwise: Bound) -> Bound:
    return otherwise if text is None else read_date(text)
