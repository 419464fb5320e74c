"""The names, statuses, dates and columns that can stand in a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tempodb.base.folding import fold
from tempodb.base.printable import printable
from tempodb.binding.name_kinds import (
    ANYTHING,
    BODY,
    EVENT,
    OFFICE,
    ORGANIZATION,
    PARTY,
    PERSON,
    SOURCE,
    NameKind,
)
from tempodb.language_service.cursor_context import CursorContext
from tempodb.language_service.name_index import NameIndex
from tempodb.language_service.question_heads import forms_of
from tempodb.language_service.write_heads import OPTIONAL_PARTS, WRITTEN
from tempodb.model.field_types import WORDS_OF_FIELD, FieldType
from tempodb.model.kind_schema import Part
from tempodb.model.kinds import CORE_STATUSES, EntityType
from tempodb.model.labels import Label
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Certainty
from tempodb.tql import ast
from tempodb.tql.grammar import pattern
from tempodb.tql.printing.written_names import bare, name_text, quoted

PLACE = (ORGANIZATION, OFFICE)
BY_ID = frozenset({EntityType.SOURCE, EntityType.EVENT, EntityType.DATASET})
"""What is named by its id: titles of sources and events are long, and not all differ."""


class Suggestion(NamedTuple):
    """What is inserted, what is shown, what it is, and whether it is in use then."""

    text: str
    display: str
    meta: str
    is_used: bool = True


def name_kinds(terminal: str, context: CursorContext) -> Sequence[NameKind]:  # noqa: C901
    """Return what a name may name where *terminal* stands: nothing where none does."""
    terminals = context.terminals
    about = {form.about for form in forms_of(context.question)}
    match terminal:
        case "ORGANIZATION_NAME" if "place" in about:
            return PLACE
        case "ORGANIZATION_NAME":
            return (BODY if about & {"body", "office"} else ORGANIZATION,)
        case "PARTY_NAME" if context.verb == "_ERASE":
            return (PERSON,)
        case "PARTY_NAME" if terminals[-1] == "RELATION":
            return (PERSON,) if context.question == "_HOLDERS" else (PARTY,)
        case "ENTERED_NAME":
            return (ORGANIZATION,)
        case "BOTH_NAME" if context.question in ("_MEMBERS", "PLURAL"):
            return (ORGANIZATION,)
        case "MEMBER_NAME" if "succession" in about:
            return (PERSON,)
        case "PARTY_NAME" if context.question == "_OFFICES" and terminals[-1] == "_IN":
            return (BODY,)
        case "PARTY_NAME" | "BOTH_NAME" | "MEMBER_NAME" | "SPELL_NAME" | "SUBJECT_NAME" | "WHY_NAME":
            return (PARTY,)
        case "OFFICE_NAME":
            return (OFFICE,)
        case "SOURCE_NAME":
            return (SOURCE,)
        case "NAME":
            return ANYTHING
        case "VALUE_NAME":
            return _COMPARED.get(context.filtered.removesuffix("_name"), ())
        case "WRITTEN_NAME":
            return (_named_by(context.written.key[0]) if context.written else PARTY,)
        case "PLACE_NAME" if terminals[-1] in OPTIONAL_PARTS:
            return (_named_by(OPTIONAL_PARTS[terminals[-1]]),)
        case "PLACE_NAME":
            return (_named_by(context.written.key[1]) if context.written else PARTY,)
        case "ID":
            return (EVENT if terminals[-1] in WRITTEN else SOURCE,)
        case _:
            return ()


_COMPARED: dict[str, Sequence[NameKind]] = {
    **dict.fromkeys(("member", "party", "representing", "other"), (PARTY,)),
    **dict.fromkeys(("organization", "body"), (ORGANIZATION,)),
    **dict.fromkeys(("office", "title"), (OFFICE,)),
    "holder": (PERSON,),
    "sources": (SOURCE,),
}
"""What the values of a column name."""


def _named_by(part: Part) -> NameKind:
    """Return what may be named for a part of a key: any party where it is not one class of them."""
    if part.type is EntityType.OFFICE:
        return OFFICE
    return next((kind for kind in (PERSON, ORGANIZATION) if kind.classes == part.classes), PARTY)


class NameWriter:
    """Writes names where *terminal* stands; *accepted* can stand there too, and is read first."""

    def __init__(self, names: NameIndex, day: int, terminal: str, accepted: Iterable[str]) -> None:
        self._names = names
        self._day = day
        self._terminal = terminal
        self._keywords = [name for name in accepted if name.startswith("_")]

    def found(self, typed: str, kinds: Sequence[NameKind], most: int) -> Iterator[Suggestion]:
        """Yield the names that begin with *typed*, as they are written; in quotes if it begins with one.

        Behind them come those that have its letters in their order.
        """
        is_quoted = typed.startswith('"')
        start = typed[1:].replace('""', '"') if is_quoted else typed
        beginning = self._names.starting(start, kinds, self._day, most)
        for label in beginning:
            yield self._value(label, kinds, is_quoted)
        if len(beginning) < most:
            for label in self._names.resembling(start, kinds, self._day, most - len(beginning)):
                if label not in beginning:
                    yield self._value(label, kinds, is_quoted)
        if OFFICE in kinds and not is_quoted:
            yield from self._of_bodies(start, most)

    def _value(self, label: Label, kinds: Sequence[NameKind], is_quoted: bool) -> Suggestion:
        is_used = label.is_used(self._day)
        noun = label.type.name.lower() if label.class_ is None else label.class_.value
        shown, is_named = label.name, label.type not in BY_ID
        same = {other.id for other in self._names.called(label.name, kinds) if other.id != label.id}
        if label.type is EntityType.OFFICE and same:
            titled = self._titled(label)
            shown, is_named = titled or shown, titled is not None and not is_quoted
        elif same:
            is_named = False
        if not is_named or printable(shown) != shown:
            return Suggestion(self._id(label, is_quoted), printable(shown), f"{noun} {label.id}", is_used)
        text = quoted(shown) if is_quoted else self._written(shown)
        return Suggestion(text, shown, noun if is_used else f"{noun} {label.id}", is_used)

    def _id(self, label: Label, is_quoted: bool) -> str:
        if self._terminal == "ID" and pattern("ID").fullmatch(label.id):
            return label.id
        return quoted(label.id) if is_quoted else bare(label.id)

    def _written(self, name: str) -> str:
        is_date = pattern("_IN_TIME").match(f"in {name}")
        is_keyword = any(pattern(keyword).match(name) for keyword in self._keywords)
        return quoted(name) if is_date or is_keyword else name_text(ast.Name(name), self._terminal)

    # ── titles that several offices have ─────────────────────────────────────────────────────────

    def _titled(self, office: Label) -> str | None:
        """Return `TITLE of BODY`, or None where that does not tell *office* from others."""
        body, _, _ = office.id.rpartition("/")
        alike = [other.id for other in self._names.called(office.name, (OFFICE,)) if _body(other) == body]
        called = [label for label in self._names.of(body, (BODY,)) if label.is_used(self._day)]
        if len(set(alike)) > 1 or not called:
            return None
        return f"{office.name} of {min(called, key=lambda label: len(label.name)).name}"

    def _of_bodies(self, typed: str, most: int) -> Iterator[Suggestion]:
        """Yield offices whose title was typed, and `of`, and the beginning of a body."""
        title, of, start = _parted(typed)
        if not of:
            return
        words, found = f" {fold(start)}", list[Suggestion]()
        for office in self._names.called(title, (OFFICE,))[:most]:
            for body in self._names.of(_body(office), (BODY,)):
                text = f"{office.name} of {body.name}"
                if words in f" {fold(body.name)}" and printable(text) == text:
                    found.append(Suggestion(self._written(text), text, "office", body.is_used(self._day)))
        yield from sorted(found, key=lambda value: (not value.is_used, len(value.text), value.text))


def _body(office: Label) -> str:
    return office.id.rpartition("/")[0]


def _parted(typed: str) -> tuple[str, str, str]:
    """Return what stands before and after the last ` of ` of *typed*."""
    at = typed.lower().rfind(" of ")
    return (typed[:at], "of", typed[at + 4 :]) if at > 0 else (typed, "", "")


def _compared_words(context: CursorContext, statuses: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return the words with which a column can be compared that has few."""
    words: dict[str, Sequence[str]] = {
        "status": tuple(dict.fromkeys((*CORE_STATUSES, *statuses))),
        "capacity": WORDS_OF_FIELD[FieldType.CAPACITY],
        "certainty": tuple(Certainty),
        "standing": tuple(Standing),
        "coverage": ("inside", "partly", "outside"),
        "to": ("ongoing",),
    }
    return tuple(Suggestion(word, word, context.filtered) for word in words.get(context.filtered, ()))


def status_words(terminal: str, context: CursorContext, statuses: tuple[str, ...]) -> tuple[Suggestion, ...]:
    """Return the statuses, capacities and the like that can stand where *terminal* does."""
    terminals = context.terminals
    if terminal == "VALUE_NAME":
        return _compared_words(context, statuses)
    known = tuple(Suggestion(word, word, "status") for word in dict.fromkeys((*CORE_STATUSES, *statuses)))
    if terminal == "WORD":
        fields = context.written.fields if context.written else ()
        bare = next((field for field in fields if field.is_bare), None)
        if bare is None or bare.type is FieldType.STATUS:
            return known if bare and terminals[-1] in ("_AS", "_COMMA") else ()
        return tuple(Suggestion(word, word, bare.words) for word in WORDS_OF_FIELD[bare.type])
    is_taken = context.takes("statuses")
    is_condition = terminals[-1:] in (("_IS",), ("_EXCEPTING",))
    return known if terminal == "STATUS_WORD" and (is_taken or is_condition) else ()
