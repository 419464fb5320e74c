"""The formats of answers, an entry each: whatever lists, chooses, checks or completes formats reads them here.

Each command does, to say which there are: whoever only asks for names waits for no answers, and for nothing that
writes them.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

import os
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from tempodb.base.errors import InputError
from tempodb.base.node import Node
from tempodb.output import data

if TYPE_CHECKING:
    from tempodb.answers.result import Result
    from tempodb.model.write_results import ErasureResult, Preview, WriteResult


class Format(Node):
    """A format that comes with tempodb, and how an answer is written in it for a terminal so wide, or for none.

    One that is *binary* no terminal can show, and its file holds one answer. Others may be *headed*, so
    that their first line can be left out; be told *apart*, with a blank line between one answer and the
    next; *say why* an answer is empty; write *some* columns otherwise than an answer without the rest;
    be had *raw*, without guards against spreadsheets, and with *dates* beside what is stated; show *ends* as
    people want them; name its *sources* at its end; be put into a
    *page* under a title, all answers together; need an *extra*; and *tell* what a statement did.
    """

    name: str
    write: "Callable[[Result, int | None], str | bytes]"
    suffixes: tuple[str, ...] = ()
    is_binary: bool = False
    is_headed: bool = False
    is_apart: bool = False
    says_why: bool = False
    takes_dates: bool = False
    takes_ends: bool = False
    takes_sources: bool = False
    write_some: "Callable[[Result, Sequence[str], int | None], str] | None" = None
    write_raw: "Callable[[Result, int | None], str] | None" = None
    page: Callable[[str, str], str] | None = None
    extra: str = "arrow"
    tell: Callable[[Any], str] | None = None


def _screen(result: "Result", width: int | None) -> str:
    # What draws for people takes its time to be imported, and programs do without.
    from tempodb.output.terminal.screens import screen

    return screen(result, width)


def _screen_of(result: "Result", columns: Sequence[str], width: int | None) -> str:
    from tempodb.output.terminal.table import table_of

    return table_of(result, columns, width)


def _prose(result: "Result", width: int | None) -> str:
    from tempodb.output.sentences.prose import in_sentences

    return in_sentences(result, width)


def _cited(result: "Result", columns: Sequence[str], width: int | None) -> str:
    from tempodb.output.sentences.prose import cited

    return cited(result, columns, width)


def _html(result: "Result") -> str:
    from tempodb.output.html import fragment

    return fragment(result)


def _html_of(result: "Result", columns: Sequence[str], _: int | None) -> str:
    from tempodb.output.html import fragment_of

    return fragment_of(result, columns)


def _html_page(title: str, body: str) -> str:
    from tempodb.output.html import page

    return page(title, body)


def _xlsx(result: "Result") -> bytes:
    from tempodb.output.xlsx import as_xlsx

    return as_xlsx(result)


MOST_LINES = 100
"""How many lines people are told of what a statement did: an undo may take back a whole load."""


def _result_text(done: "WriteResult | ErasureResult | Preview") -> str:
    remark = ", which was so already" if _of(done).is_empty else ""
    lines = list(done.lines())
    more = [f"  and {len(lines) - MOST_LINES} more"] if len(lines) > MOST_LINES else []
    return "\n".join([done.said + remark, *(f"  {line}" for line in lines[:MOST_LINES]), *more]) + "\n"


def _result_json(done: "WriteResult | ErasureResult | Preview") -> str:
    told = _of(done).as_dict()
    return data.json_line({**told, "said": done.said} if "said" in told else told)


def _of(done: "WriteResult | ErasureResult | Preview") -> "WriteResult | ErasureResult":
    """Return what is told, whether it was done or not."""
    return done if not hasattr(done, "foreseen") else done.foreseen


def _of_any_width(write: "Callable[[Result], str]") -> "Callable[[Result, int | None], str]":
    return lambda result, _: write(result)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        format_.name: format_
        for format_ in (
            Format(
                "table",
                _screen,
                is_apart=True,
                says_why=True,
                takes_ends=True,
                write_some=_screen_of,
                tell=_result_text,
            ),
            Format(
                "text",
                _prose,
                (".txt",),
                is_apart=True,
                says_why=True,
                takes_ends=True,
                takes_sources=True,
                write_some=_cited,
                tell=_result_text,
            ),
            Format(
                "json",
                _of_any_width(data.as_json),
                (".json",),
                says_why=True,
                tell=_result_json,
            ),
            Format("jsonl", _of_any_width(data.as_jsonl), (".jsonl",)),
            Format(
                "csv",
                _of_any_width(data.as_csv),
                (".csv",),
                is_headed=True,
                takes_dates=True,
                write_raw=_of_any_width(data.as_raw_csv),
            ),
            Format("tsv", _of_any_width(data.as_tsv), (".tsv",), is_headed=True, takes_dates=True),
            Format("markdown", _of_any_width(data.as_markdown), (".md", ".markdown"), is_apart=True),
            Format(
                "html",
                _of_any_width(_html),
                (".html", ".htm"),
                says_why=True,
                takes_ends=True,
                write_some=_html_of,
                page=_html_page,
            ),
            Format("xlsx", lambda result, _: _xlsx(result), (".xlsx",), is_binary=True, extra="excel"),
            Format("parquet", lambda result, _: data.as_parquet(result), (".parquet",), is_binary=True),
            Format("arrow", lambda result, _: data.as_arrow(result), (".arrow",), is_binary=True),
        )
    }
)
"""The formats by their names, in the order in which they are listed."""
BY_SUFFIX = {suffix: format_.name for format_ in FORMATS.values() for suffix in format_.suffixes}
"""Which format a file has by the end of its name; a table has none."""
TELLING_FORMATS = tuple(name for name, format_ in FORMATS.items() if format_.tell)
"""The formats that tell what a statement did."""


SHOWN_ENDS = ("to", "through")
"""How people read an end: as the first day on which something no longer held, or the last on which it did."""


class NamedFormat(NamedTuple):
    """A format as it is chosen, perhaps one of the user's own: with these columns alone, in this order.

    Without *columns* it has all of them; of those, an answer shows the ones that it has. *raw* cells are
    not guarded against spreadsheets. With *dates* there are columns of dates beside `from` and `to`, as
    there are, but in tables for people, where one is named.
    """

    format: str
    columns: tuple[str, ...] = ()
    headings: bool = True
    raw: bool = False
    dates: bool = False

    @property
    def base(self) -> Format:
        """The format that it is made of."""
        return FORMATS[self.format]


def format_of(file: str) -> str:
    """Return the format that a file's name tells; a name that ends in nothing tells none, and means TSV.

    Raises:
        InputError: its end is that of no format.

    """
    suffix = _suffix(file)
    if suffix and suffix not in BY_SUFFIX:
        hint = f"end the name with one of {' '.join(BY_SUFFIX)}, or add --format"
        raise InputError.of("format", f"no format is known by the end `{suffix}` of the file's name", hint)
    return BY_SUFFIX.get(suffix, "tsv")


def _suffix(file: str) -> str:
    suffix = os.path.splitext(file)[1].lower()
    return "" if suffix == "." else suffix


def refuse_for_terminal(chosen: NamedFormat) -> None:
    """Refuse a format that is no text.

    Raises:
        InputError: a terminal cannot show it.

    """
    if chosen.base.is_binary:
        message = f"a terminal cannot show {chosen.format}"
        raise InputError.of("format", message, "write it to a file with -o FILE, or into a pipe")
