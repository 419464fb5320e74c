"""A write → its one canonical text, which parses back to the same write."""

from __future__ import annotations

from typing import assert_never

from tempodb.query import ast, written
from tempodb.query.printer import day_text_of, name_text, quoted


def write(statement: written.Statement) -> str:
    """Return the canonical text of a statement that writes."""
    if isinstance(statement, written.Erase):
        return f"erase {name_text(statement.person, 'PARTY_NAME')}"
    return " ".join([statement.verb, _fact(statement.fact), *_said(statement)])


def _fact(fact: written.Fact) -> str:
    match fact:
        case written.Membership(party, organization):
            return f"membership of {_about(party)} in {_place(organization)}"
        case written.Tenure(person, office):
            return f"tenure of {_about(person)} in {_place(office.title)}"
        case written.NameOf(party):
            return f"name of {_about(party)}"
        case written.ExistenceOf(party):
            return f"existence of {_about(party)}"
        case written.PartOf(child, parent):
            return f"{_about(child)} as part of {_place(parent)}"
        case written.SuccessorOf(successor, predecessor):
            return f"{_about(successor)} as successor of {_place(predecessor)}"
        case written.Event(id_):
            return f"event {id_.text}"
        case _:
            assert_never(fact)


def _said(statement: written.Write) -> list[str]:
    parts = []
    if isinstance(statement.fact, written.Tenure) and statement.fact.representing is not None:
        parts.append(f"representing {_place(statement.fact.representing)}")
    if statement.dates.at is not None:
        parts.append(f"at {day_text_of(statement.dates.at)}")
    if statement.fields:
        parts.append(f"as {_values(statement.fields)}")
    parts += _dates(statement.dates)
    if statement.sources:
        sources = ", ".join(name_text(source, "ID") for source in statement.sources)
        parts.append(f"source {sources}")
    if statement.note is not None:
        parts.append(f"note {quoted(statement.note)}")
    return parts + ["disputed"] * statement.disputed


def _values(fields: tuple[written.Said, ...]) -> str:
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
                values.append(f"{name} {quoted(said)}")
    return ", ".join(values)


def _dates(dates: written.Dates) -> list[str]:
    named = (("from", dates.from_), ("on", dates.on))
    parts = [f"{word} {day_text_of(day)}" for word, day in named if day is not None]
    match dates.to:
        case None:
            return parts
        case written.Onwards():
            return [*parts, "onwards"]
        case written.Through(day):
            return [*parts, f"through {day_text_of(day)}"]
        case day:
            return [*parts, f"to {day_text_of(day)}"]


def _about(name: ast.Name) -> str:
    return name_text(name, "WRITTEN_NAME")


def _place(name: ast.Name) -> str:
    return name_text(name, "PLACE_NAME")
