"""A write as asked for → a write with ids and bounds; refuses what a verb does not take."""

from __future__ import annotations

from typing import Any, assert_never

from tempodb.base.errors import InputError, QueryError
from tempodb.binding.asked_at import AskedAt
from tempodb.binding.binder import Binder
from tempodb.binding.cited_sources import sources_cited
from tempodb.binding.definables import defining, hinted, undefining
from tempodb.binding.present_days import bound_at
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import ClaimDates
from tempodb.model.commands import (
    Change,
    Correct,
    Define,
    End,
    Record,
    Retract,
    Subject,
    Undefine,
    Write,
    refuse_window,
)
from tempodb.model.field_types import WORDS_OF_FIELD, Field, FieldType, unknown_word
from tempodb.model.kind_schema import KindSchema
from tempodb.model.kinds import MANY, Kind
from tempodb.model.schema import SCHEMA
from tempodb.questions.name_catalog import Catalog
from tempodb.temporal.bounds import ONGOING, SINCE_ALWAYS, Bound, shifted
from tempodb.temporal.date_reader import bound_text
from tempodb.temporal.facts import Standing
from tempodb.temporal.periods import Period
from tempodb.tql import ast, write_ast
from tempodb.tql.diagnosis.repairs import unquoted
from tempodb.tql.printing.written_names import quoted
from tempodb.tql.write_ast import Verb


def bind_write(
    statement: write_ast.WriteStatement, catalog: Catalog, present: AskedAt, text: str = ""
) -> Write:
    """Return what a write means to *catalog* at *present*; *text* is what its spans point into.

    Raises:
        QueryError: a name is unknown or ambiguous, or the verb does not take what is said.

    """
    binder = Binder(catalog, present, text)
    try:
        return _Writing(binder, present).write(statement)
    except InputError as error:
        if isinstance(error, QueryError):
            # Of what is unknown nothing can be ended or taken back.
            raise hinted(error) if statement.verb is Verb.RECORD else error from None
        if statement.span is None or not text:
            raise
        raise QueryError(*(problem.at(text, statement.span) for problem in error.problems)) from None


def bind_person(
    statement: write_ast.EraseStatement, catalog: Catalog, present: AskedAt, text: str = ""
) -> str:
    """Return the id of the person to erase."""
    return Binder(catalog, present, text).lookup.plainly(statement.person)


class _Writing:
    def __init__(self, binder: Binder, present: AskedAt) -> None:
        self._binder = binder
        self._find = binder.lookup
        self._present = present

    def write(self, statement: write_ast.WriteStatement) -> Write:
        if isinstance(statement.fact, write_ast.Defined):
            return self._defining(statement, statement.fact)
        of = self._subject(statement.fact)
        schema = SCHEMA[of[0]]
        fields = self._fields(statement, schema)
        sources = sources_cited(statement.sources, self._find)
        note = statement.note
        self._refuse_what_is_not_taken(statement)
        match statement.verb:
            case Verb.RECORD:
                value, window = canonical(self._whole(statement, schema, fields)), self._window(statement)
                standing = Standing.DISPUTED if statement.disputed else Standing.ACCEPTED
                return Record(*of, value, window, sources, note, standing)
            case Verb.CHANGE:
                value, window = canonical(self._whole(statement, schema, fields)), self._window(statement)
                return Change(*of, value, window, sources, note)
            case Verb.END:
                return End(*of, self._from(statement), sources, note)
            case Verb.RETRACT:
                return Retract(*of, self._window(statement), sources, note)
            case Verb.CORRECT:
                dates = statement.dates
                at, from_ = (None if day is None else self._bound(day) for day in (dates.at, dates.from_))
                to = None if dates.to is None else self._to(dates.to)
                return Correct(*of, at, tuple(fields.items()), from_, to, sources, note)
            case _:
                assert_never(statement.verb)

    def _defining(self, statement: write_ast.WriteStatement, fact: write_ast.Defined) -> Define | Undefine:
        word, id_ = fact.word, fact.id.text
        sources = sources_cited(statement.sources, self._find)
        dates = statement.dates
        if statement.disputed or dates.at is not None or dates.on is not None:
            message = "what an id is, is neither disputed nor dated by `at` or `on`"
            raise self._refused(statement, "out-of-place", message, "leave it out")
        if statement.verb is Verb.RETRACT:
            if statement.fields or dates != write_ast.WriteDates():
                raise self._refused(
                    statement, "out-of-place", f"`retract {word}` takes an id alone", "leave the rest out"
                )
            return undefining(word, id_, sources, statement.note)
        said: dict[str, Any] = {}
        for value in statement.fields:
            field = value.field
            if field is None or field in write_ast.AREA_FIELDS:
                raise self._wrong(
                    value, "out-of-place", f"`{value.text}` does not go with {word}", "leave it out"
                )
            if field in said:
                raise self._wrong(value, "twice", f"`{field}` is said twice", "keep one")
            said[field] = self._detail(field, value)
        return defining(word, id_, said, self._existing(statement), sources, statement.note)

    def _detail(self, field: str, said: write_ast.FieldValue) -> Any:
        match field:
            case "part_of" | "organization":
                return self._find.body(ast.Name(said.text, said.span))
            case "seats" if said.text != MANY:
                return self._number(said)
            case _:
                return said.text

    def _existing(self, statement: write_ast.WriteStatement) -> ClaimDates:
        """Return when a party existed, as far as that is said."""
        dates = statement.dates
        from_ = None if dates.from_ is None else self._bound(dates.from_)
        to = ONGOING if dates.to is None else self._to(dates.to)
        refuse_window(Period(from_ or SINCE_ALWAYS, to))
        return ClaimDates(None if from_ is None else bound_text(from_), bound_text(to))

    # ── what a write is about, and what it says ──────────────────────────────────────────────────

    def _subject(self, fact: write_ast.WriteTarget) -> Subject:
        find = self._find
        match fact:
            case write_ast.MembershipOf(party, organization, representing):
                represented = "" if representing is None else find.party(representing)
                return Kind.MEMBERSHIP, (find.party(party), find.organization(organization), represented)
            case write_ast.TenureOf(person, office, representing):
                represented = "" if representing is None else find.party(representing)
                return Kind.TENURE, (find.person(person), find.office(office), represented)
            case write_ast.NameOf(party, language):
                return Kind.NAME, (find.party(party), language or "")
            case write_ast.ExistenceOf(party):
                return Kind.EXISTENCE, (find.party(party),)
            case write_ast.PartOf(child, parent):
                return Kind.PART_OF, (find.party(child), find.party(parent))
            case write_ast.SuccessorOf(successor, predecessor):
                return Kind.SUCCEEDS, (find.party(successor), find.party(predecessor))
            case write_ast.EventById(id_):
                return Kind.EVENT, (id_.text,)
            case write_ast.Defined():
                raise self._binder.error(
                    "out-of-place", "an id is recorded or retracted", "write `record`", span=fact.id.span
                )
            case _:
                assert_never(fact)

    def _fields(self, statement: write_ast.WriteStatement, schema: KindSchema) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for said in statement.fields:
            field = self._field(schema, said)
            if field.name in fields:
                raise self._wrong(said, "twice", f"`{field.name}` is said twice", "keep one")
            fields[field.name] = self._value(field, said)
        return fields

    def _field(self, schema: KindSchema, said: write_ast.FieldValue) -> Field:
        """Return the field that is meant: the named one, else the one that stands as a bare word."""
        for field in schema.fields:
            if field.is_bare if said.field is None else field.name == said.field and not field.is_bare:
                return field
        if said.field is None and any(field.type is FieldType.NAME for field in schema.fields):
            hint = f"write {quoted(unquoted(said.text))}"
            raise self._wrong(said, "unquoted", f"the name `{said.text}` stands without quotes", hint)
        shown = said.text if said.field is None else f"{said.field.replace('_', ' ')} {said.text}"
        raise self._wrong(said, "out-of-place", f"`{shown}` does not go with this", "leave it out")

    def _value(self, field: Field, said: write_ast.FieldValue) -> Any:
        match field.type:
            case FieldType.STATUS:
                return self._find.status(ast.Name(said.text.lower(), said.span))
            case FieldType.PARTY:
                return self._find.party(ast.Name(said.text, said.span))
            case FieldType.PARTIES:
                parts = [part.strip() for part in said.text.split(";") if part.strip()]
                return [self._find.party(ast.Name(part, said.span)) for part in parts]
            case FieldType.NUMBER:
                return self._number(said)
            case type_ if type_ in WORDS_OF_FIELD:
                return self._listed(field, said)
            case _:
                return said.text

    def _listed(self, field: Field, said: write_ast.FieldValue) -> str:
        words = WORDS_OF_FIELD[field.type]
        text = said.text.lower() if field.is_bare else said.text
        if text in words:
            return text
        if field.is_bare:
            raise self._wrong(said, *unknown_word(field.type, said.text))
        raise self._wrong(said, "value", f"`{field.name}` is `{said.text}`", f"write {' or '.join(words)}")

    def _number(self, said: write_ast.FieldValue) -> int:
        if not (said.text.isascii() and said.text.isdigit() and len(said.text) < 10):
            message = f"`{said.text}` is no whole number"
            raise self._wrong(said, "number", message, f"write {said.field} 3")
        return int(said.text)

    def _wrong(self, said: write_ast.FieldValue, code: str, message: str, hint: str) -> QueryError:
        return self._binder.error(code, message, hint, span=said.span)

    def _whole(
        self, statement: write_ast.WriteStatement, schema: KindSchema, fields: dict[str, Any]
    ) -> dict[str, Any]:
        """Return the fields with those that are meant where none is said."""
        whole = schema.defaults | fields
        for field in schema.fields:
            if field.is_required and field.name not in whole:
                raise self._refused(statement, "missing", f"the {field.name} is missing", 'write as "…"')
        return whole

    # ── when ─────────────────────────────────────────────────────────────────────────────────────

    def _refuse_what_is_not_taken(self, statement: write_ast.WriteStatement) -> None:
        verb, dates = statement.verb, statement.dates
        is_event = isinstance(statement.fact, write_ast.EventById)
        if dates.at is not None and verb is not Verb.CORRECT:
            raise self._refused(statement, "out-of-place", "`at …` goes with `correct`", "write from … to …")
        if dates.on is not None and not (is_event and verb is Verb.RECORD):
            raise self._refused(
                statement, "out-of-place", "`on …` goes with `record event`", "write from … to …"
            )
        if dates.on is not None and (dates.from_ is not None or dates.to is not None):
            message = "`on …` stands beside `from`, `to` or `onwards`"
            raise self._refused(statement, "out-of-place", message, "keep the one or the other")
        if verb in (Verb.END, Verb.RETRACT) and statement.fields:
            message = f"`{verb}` says nothing new, and so takes no value"
            raise self._refused(statement, "out-of-place", message, "leave it out")
        if statement.disputed and verb is not Verb.RECORD:
            raise self._refused(statement, "out-of-place", "`disputed` goes with `record`", "leave it out")
        if verb is Verb.END and dates.to is not None:
            raise self._refused(
                statement,
                "out-of-place",
                "`end` takes the day from which on it no longer held",
                "leave `to` out",
            )

    def _window(self, statement: write_ast.WriteStatement) -> Period:
        dates = statement.dates
        if dates.on is not None:
            day = self._bound(dates.on)
            return Period(day, shifted(day, 1))
        if dates.from_ is None and dates.to is None:
            hint = "add `from` and a date, and `to` and a date or `onwards`"
            raise self._refused(statement, "missing", "it says neither from when nor until when", hint)
        if dates.to is None:
            hint = "add `to` and a date, or `onwards`"
            raise self._refused(statement, "missing", "it does not say until when", hint)
        return Period(self._from(statement), self._to(dates.to))

    def _from(self, statement: write_ast.WriteStatement) -> Bound:
        if statement.dates.from_ is None:
            raise self._refused(statement, "missing", "it does not say from when", "add `from` and a date")
        return self._bound(statement.dates.from_)

    def _to(self, to: ast.Day | write_ast.Through | write_ast.Onwards) -> Bound:
        match to:
            case write_ast.Onwards():
                return ONGOING
            case write_ast.Through(day):
                return shifted(self._bound(day), 1)
            case Bound() | ast.Today() | ast.Ago() | ast.ThisOrLast():
                return self._bound(to)
            case _:
                assert_never(to)

    def _bound(self, day: ast.Day) -> Bound:
        return bound_at(day, self._present.today)

    def _refused(self, statement: write_ast.WriteStatement, code: str, message: str, hint: str) -> QueryError:
        return self._binder.error(code, message, hint, span=statement.span)
