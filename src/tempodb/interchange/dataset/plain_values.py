"""What one value of a dataset file may be: dates, ids, names, addresses, numbers. What may not be raises RefusedError."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tempodb.base.errors import DateError
from tempodb.base.spelling import is_blank, spelt_out, why_no_address, why_no_id, why_no_language, why_no_name
from tempodb.model.citations import Citation, CitedSource
from tempodb.model.kinds import MANY
from tempodb.temporal.date_advice import LEFT_OUT
from tempodb.temporal.date_reader import read_date
from tempodb.temporal.placeholders import EXPLAINED, instead, is_placeholder
from tempodb.tql.openings import RESERVED


class RefusedError(ValueError):
    """A value that no dataset may hold; carries one thing to try, and what may stand in its place."""

    def __init__(self, message: str, hint: str | None = None, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.suggestions = suggestions


UNKNOWN_SINCE = "leave `{}` out, or write `unknown`, where it is not known since when"
HINT_FOR_NO_END = "leave `{}` out for what is still going on, or write `unknown`"
NO_DATE: dict[str, str] = {
    "from": UNKNOWN_SINCE,
    "founded": UNKNOWN_SINCE,
    "born": UNKNOWN_SINCE,
    "died": HINT_FOR_NO_END,
    "to": HINT_FOR_NO_END,
    "through": HINT_FOR_NO_END,
    "dissolved": HINT_FOR_NO_END,
    "observed": "write the days on which it was seen, or leave `{}` out",
    "coverage": "write `..` for an end that is open, as in 1992/..",
}
"""What to write for no date, by the key that has it."""
NOT_KNOWN = "leave `{}` out where it is not known"


def dated_text(text: str, key: str) -> str:
    """Return a date as it is written under a key."""
    try:
        read = read_date(text)
    except DateError as error:
        no_date, (problem,) = _no_date(key), error.problems
        hint = problem.hint
        if hint == LEFT_OUT:
            hint = "leave that end of the range open, as in [..1999]" if ".." in text else no_date
        # What is meant by the text may be no date either.
        placeholder = next(filter(is_placeholder, map(read_date, problem.suggestions)), None)
        if placeholder is not None:
            raise RefusedError(problem.message, instead(placeholder, no_date)) from None
        # Of an interval, the date is an end alone.
        meant = () if key == "coverage" else problem.suggestions
        raise RefusedError(problem.message, hint, meant) from None
    if is_placeholder(read):
        raise RefusedError(f"`{spelt_out(text)}` {EXPLAINED}", instead(read, _no_date(key)))
    return text


def _no_date(key: str) -> str:
    return NO_DATE.get(key, NOT_KNOWN).format(key)


def coverage_text(text: str) -> str:
    """Return an interval as it is written."""
    first, slash, last = text.partition("/")
    if not slash:
        raise RefusedError(f"`{spelt_out(text)}` is no interval", "write it as 1992/2024")
    ends = [read_date(dated_text(end, "coverage")) for end in (first, last) if end != ".."]
    if ends and ends[-1].latest < ends[0].earliest:
        raise RefusedError(f"`{text}` ends before it begins", f"write it as {last}/{first}")
    return text


def id_text(text: str) -> str:
    """Return an id."""
    if why := why_no_id(text):
        raise RefusedError(f"`{spelt_out(text)}` is no id: {why}", "write it as in `joint-staff`")
    return text


def language_text(text: str) -> str:
    """Return the code of a language."""
    if why := why_no_language(text):
        raise RefusedError(f"`{spelt_out(text)}` is no language", why)
    return text


CITED = ("id", "detail")
CITED_HINT = "write the id of the source, or {id: …, detail: …}"


def cited_source(value: Any) -> CitedSource:
    """Return a source by its id, with the detail of it that is meant if there is one.

    >>> cited_source({"id": "s", "detail": "p. 4"})
    Citation(id='s', detail='p. 4')
    """
    if isinstance(value, Citation):
        return Citation(id_text(value.id), prose(value.detail))
    if isinstance(value, list):
        raise RefusedError(f"{as_given(value)} is no source", CITED_HINT)
    if not isinstance(value, dict):
        if not isinstance(value, str):
            raise RefusedError(f"{as_given(value)} is no source", CITED_HINT)
        return id_text(value)
    said = _texts_said(value, CITED, "source", CITED_HINT)
    if "id" not in said:
        raise RefusedError("a source has no id", CITED_HINT)
    id_ = id_text(said["id"])
    return Citation(id_, prose(said["detail"])) if "detail" in said else id_


def _texts_said(value: Any, keys: Collection[str], noun: str, hint: str) -> dict[str, str]:
    """Return what a mapping says under some keys, without what is null; each has to be a text."""
    if not isinstance(value, dict) or not value.keys() <= set(keys):
        raise RefusedError(f"{as_given(value)} is no {noun}", hint)
    said = {key: each for key, each in value.items() if each is not None}
    for key, each in said.items():
        if not isinstance(each, str | int):
            raise RefusedError(f"`{key}` takes one text", hint)
    return {key: str(each) for key, each in said.items()}


def named_text(text: str) -> str:
    """Return a name."""
    if why := why_no_name(text):
        raise RefusedError(f"`{spelt_out(text)}` is no name: {why}", "write it as people do, on one line")
    return text


def address_text(text: str) -> str:
    """Return an address."""
    if why := why_no_address(text):
        raise RefusedError(f"`{spelt_out(text)}` is no address: {why[0]}", why[1])
    return text


def prose(text: str) -> str:
    """Return a text in which something can be seen."""
    if is_blank(text):
        raise RefusedError("nothing of this text can be seen", "write it, or leave the key out")
    return text


def area_of(value: Any) -> tuple[str, str | None]:
    """Return the id of an area, or what it is called, and its name if that stands beside its id.

    >>> area_of({"id": "sct", "name": "Scotland"}), area_of("Scotland")
    (('sct', 'Scotland'), ('Scotland', None))
    """
    if isinstance(value, str):
        return prose(value), None
    if not isinstance(value, dict):
        raise RefusedError(f"{as_given(value)} is no area", AREA_HINT)
    unknown = next((key for key in value if key not in ("id", "name")), None)
    if unknown is not None:
        raise RefusedError(f"an area has no key `{spelt_out(str(unknown))}`", AREA_HINT)
    id_, name = (_said_text(value.get(key)) for key in ("id", "name"))
    if id_ is None and name is None:
        raise RefusedError("an area has neither an `id` nor a `name`", AREA_HINT)
    return (id_ or name or "", None if id_ in (None, name) else name)


AREA_HINT = "write what it is called, or {id: …, name: …}"


def _said_text(value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise RefusedError(f"{as_given(value)} is no text", AREA_HINT)
    return prose(value)


def whole_number(value: Any) -> int:
    """Return the whole number that a value is."""
    if not (isinstance(value, str | int) and str(value).isascii() and str(value).isdigit()):
        raise RefusedError(f"{as_given(value)} is no whole number", "write 1, 2, …")
    if len(str(value)) >= 10:
        raise RefusedError(f"{as_given(value)} is too large", "write a number of at most nine digits")
    return int(value)


def seat_number(value: Any) -> Any:
    """Return how many seats a value says."""
    if value == MANY:
        return value
    try:
        number = whole_number(value)
    except RefusedError:
        number = 0
    if not number:
        raise RefusedError(f"{as_given(value)} is no number of seats", "write 1, 2, … or many")
    return number


def seats_given(value: Any) -> Any:
    """Return how many seats a value says; of a list, each number with its dates, in the order in which it is written.

    >>> seats_given([{"seats": "2", "from": "2001"}])
    [{'from': '2001', 'seats': 2}]
    """
    if not isinstance(value, list):
        return seat_number(value)
    if not value:
        raise RefusedError("a list names no number of seats", SEATS_HINT)
    return [_dated_seats(each) for each in value]


ALIAS_KEYS = ("name", "language", "from", "to")
ALIAS_HINT = "write what it is called, or {name: …, language: …, from: …, to: …}"


def alias_said(value: Any) -> Any:
    """Return another name as it is written; with a language and dates, what is not said of these is left out.

    >>> alias_said({"name": "Rangoon", "language": None, "to": "1989"})
    {'name': 'Rangoon', 'to': '1989'}
    """
    if isinstance(value, str):
        return named_text(value)
    said = _texts_said(value, ALIAS_KEYS, "alias", ALIAS_HINT)
    if "name" not in said:
        raise RefusedError("an alias has no name", ALIAS_HINT)
    named_text(said["name"])
    if "language" in said:
        language_text(said["language"])
    _refuse_no_days(said, f"the alias `{spelt_out(said['name'])}`")
    return said if len(said) > 1 else said["name"]


def _refuse_no_days(said: dict[str, Any], what: str) -> None:
    """Refuse dates that are none, or that leave no day."""
    dates = {key: dated_text(str(said[key]), key) for key in ("from", "to") if said.get(key) is not None}
    if len(dates) == 2 and read_date(dates["to"]).latest <= read_date(dates["from"]).earliest:
        raise RefusedError(
            f"{what} from {dates['from']} to {dates['to']} there can be on no day",
            "the end has to come after the beginning",
        )


SEATS_HINT = "write {seats: 2, from: …, to: …} for each"


def _dated_seats(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or "seats" not in value or value.keys() - {"seats", "from", "to"}:
        raise RefusedError(f"{as_given(value)} is no number of seats with its dates", SEATS_HINT)
    _refuse_no_days(value, f"{value['seats']} seats")
    dates = {key: str(value[key]) for key in ("from", "to") if value.get(key) is not None}
    return {**dates, "seats": seat_number(value["seats"])}


def as_given(value: object) -> str:
    """Return a value of a file as an error shows it: a list or mapping is not written out."""
    match value:
        case str() | int():
            return f"`{spelt_out(str(value))}`"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            return "null"


def is_reserved(status: str) -> bool:
    """Return whether a status would mean something else in a query."""
    return status.lower() in RESERVED or status.startswith("--")
