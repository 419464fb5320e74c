"""Writes in words: as the log keeps them, and as errors show what ids are."""

from __future__ import annotations

import json

from tempodb.model.aliases import name_of
from tempodb.model.citations import CitedSource, cited_text
from tempodb.model.claims import Claim
from tempodb.model.commands import Change, Correct, Define, End, Record, Retract, Undefine, Write
from tempodb.model.kinds import Kind
from tempodb.model.schema import SCHEMA
from tempodb.model.wording import about, said_as
from tempodb.temporal.bounds import SINCE_ALWAYS, Bound
from tempodb.temporal.facts import Standing

DETAILS = {"name": "named", "title": "titled", "part_of": "part of", "organization": "of"}
"""How a definition says a field, where not by its name."""


def words(write: Write) -> str:
    """Return a write in words, with ids.

    >>> from tempodb.temporal.date_reader import read_date as d
    >>> words(End(Kind.MEMBERSHIP, ("uzbekistan", "csto", ""), d("2012-06-28")))
    'end membership of uzbekistan in csto from 2012-06-28'
    """
    if isinstance(write, Define):
        return f"record {definition_text(write.definition, *write.beside)}{_basis(write.sources, write.definition.note)}"
    if isinstance(write, Undefine):
        said = f"retract {write.class_ or SCHEMA[write.kind].noun} {write.key[0]}"
        return said + _basis(write.sources, write.note)
    of = about(write.kind, write.key)
    match write:
        case Record(kind, _, value, window):
            disputed = " disputed" if write.standing is Standing.DISPUTED else ""
            said = f"record {of}{said_as(kind, json.loads(value))} {_dates(*window)}{disputed}"
        case Change(kind, _, value, window):
            said = f"change {of}{said_as(kind, json.loads(value))} {_dates(*window)}"
        case End():
            said = f"end {of} from {write.from_.text}"
        case Retract():
            said = f"retract {of} {_dates(*write.window)}"
        case Correct(kind, _, at, changed, from_, to):
            dates = [f"from {from_.text}"] if from_ else []
            dates += [f"to {to.text}" if not to.is_open else "onwards"] if to else []
            held = f" at {at.text}" if at else ""
            said = " ".join([f"correct {of}{held}{said_as(kind, dict(changed))}", *dates])
    return said + _basis(write.sources, write.note)


def _basis(sources: tuple[CitedSource, ...], note: str | None) -> str:
    return (f" source {', '.join(map(cited_text, sources))}" if sources else "") + (
        "" if note is None else f" note {_quoted(note)}"
    )


def definition_text(definition: Claim, *beside: Claim) -> str:
    """Return in words what an id is.

    >>> zas = Claim(Kind.PARTY, ("zas",), '{"class":"person"}')
    >>> definition_text(zas, Claim(Kind.NAME, ("zas", ""), '{"name":"Stanislav Zas"}'))
    'person zas named "Stanislav Zas"'
    """
    fields = dict(definition.fields)
    words = [str(fields.pop("class", SCHEMA[definition.kind].noun)), definition.key[0]]
    for claim in beside:
        if claim.kind is Kind.PART_OF:
            words.append(f"part of {claim.key[1]}")
        elif claim.kind is Kind.TITLE:
            words.append(f"titled {_quoted(claim.fields['name'])}")
        elif claim.kind is Kind.EXISTENCE:
            words.append(claim.dates)
        else:
            words += [_detail(name, claim.fields[name]) for name in ("name", "short") if name in claim.fields]
    words += [
        _detail(field.name, fields[field.name])
        for field in SCHEMA[definition.kind].fields
        if field.name in fields
    ]
    return " ".join(words)


def _detail(name: str, value: object) -> str:
    said = ", ".join(map(name_of, value)) if name == "aliases" and isinstance(value, list) else str(value)
    return f"{DETAILS.get(name, name)} {said if name == 'organization' else _quoted(said)}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _dates(from_: Bound, to: Bound) -> str:
    begin = "since always" if from_ == SINCE_ALWAYS else f"from {from_.text}"
    return f"{begin} onwards" if to.is_open else f"{begin} to {to.text}"
