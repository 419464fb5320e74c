"""A write → its one canonical text, which parses back to the same write."""

from __future__ import annotations

from typing import assert_never

from tempodb.base.spelling import why_no_language
from tempodb.model.write_words import DETAILS
from tempodb.temporal.bounds import Bound
from tempodb.tql import ast, write_ast
from tempodb.tql.printing.questions import day_text_of
from tempodb.tql.printing.written_names import name_text, quoted


def write(statement: write_ast.WritingStatement) -> str:
    """Return the canonical text of a statement that writes."""
    if isinstance(statement, write_ast.EraseStatement):
        return f"erase {name_text(statement.person, 'PARTY_NAME')}"
    if isinstance(statement, write_ast.PreviewStatement):
        return f"preview {write(statement.of)}"
    if isinstance(statement, write_ast.UndoStatement):
        number = "" if statement.transaction is None else f" {statement.transaction}"
        return f"undo{number}" + ("" if statement.note is None else f" note {quoted(statement.note)}")
    return " ".join([statement.verb, _fact(statement.fact), *_parts(statement)])


def _fact(fact: write_ast.WriteTarget) -> str:
    match fact:
        case write_ast.MembershipOf(party, organization):
            return f"membership of {_about(party)} in {_place(organization)}"
        case write_ast.TenureOf(person, office):
            return f"tenure of {_about(person)} in {_place(office.title)}"
        case write_ast.NameOf(party):
            return f"name of {_about(party)}"
        case write_ast.ExistenceOf(party):
            return f"existence of {_about(party)}"
        case write_ast.PartOf(child, parent):
            return f"{_about(child)} as part of {_place(parent)}"
        case write_ast.SuccessorOf(successor, predecessor):
            return f"{_about(successor)} as successor of {_place(predecessor)}"
        case write_ast.EventById(id_):
            return f"event {id_.text}"
        case write_ast.Defined(word, id_):
            return f"{word} {name_text(id_, 'ID')}"
        case _:
            assert_never(fact)


def _parts(statement: write_ast.WriteStatement) -> list[str]:
    parts = []
    if isinstance(statement.fact, write_ast.Representing) and statement.fact.representing is not None:
        parts.append(f"representing {_place(statement.fact.representing)}")
    if isinstance(statement.fact, write_ast.NameOf) and statement.fact.language is not None:
        language = statement.fact.language
        parts.append(f"language {quoted(language) if why_no_language(language) else language}")
    if statement.dates.at is not None:
        parts.append(f"at {day_text_of(statement.dates.at)}")
    area = {value.field: value.text for value in statement.fields if value.field in write_ast.AREA_FIELDS}
    if area:
        name, id_ = area.get("for_name"), area["for"]
        parts.append(f"for {quoted(id_)}" if name is None else f"for {quoted(name)} id {quoted(id_)}")
    said = tuple(value for value in statement.fields if value.field not in write_ast.AREA_FIELDS)
    if isinstance(statement.fact, write_ast.Defined):
        parts += [_detail(value) for value in said]
    elif said:
        parts.append(f"as {_values(said)}")
    parts += _dates(statement.dates)
    if statement.sources:
        parts.append(f"source {', '.join(map(_cited, statement.sources))}")
    if statement.note is not None:
        parts.append(f"note {quoted(statement.note)}")
    return parts + ["disputed"] * statement.disputed


def _cited(cited: write_ast.CitedName) -> str:
    source = name_text(cited.source, "ID")
    return source if cited.detail is None else f"{source} detail {quoted(cited.detail)}"


def _detail(said: write_ast.FieldValue) -> str:
    assert said.field is not None
    is_body = said.field in ("part_of", "organization")
    value = name_text(ast.Name(said.text), "BODY_NAME") if is_body else quoted(said.text)
    return f"{DETAILS.get(said.field, said.field)} {value}"


def _values(fields: tuple[write_ast.FieldValue, ...]) -> str:
    values = []
    for name, said in ((value.field, value.text) for value in fields):
        match name:
            case None:
                values.append(said)
            case "name":
                values.append(quoted(said))
            case "short":
                values[-1] += f" short {quoted(said)}"
            case _:
                values.append(f"{name.replace('_', ' ')} {quoted(said)}")
    return ", ".join(values)


def _dates(dates: write_ast.WriteDates) -> list[str]:
    named = (("from", dates.from_), ("on", dates.on))
    parts = [f"{word} {day_text_of(day)}" for word, day in named if day is not None]
    match dates.to:
        case None:
            return parts
        case write_ast.Onwards():
            return [*parts, "onwards"]
        case write_ast.Through(day):
            return [*parts, f"through {day_text_of(day)}"]
        case Bound() | ast.Today() | ast.Ago() | ast.ThisOrLast():
            return [*parts, f"to {day_text_of(dates.to)}"]
        case _:
            assert_never(dates.to)


def _about(name: ast.Name) -> str:
    return name_text(name, "WRITTEN_NAME")


def _place(name: ast.Name) -> str:
    return name_text(name, "PLACE_NAME")
