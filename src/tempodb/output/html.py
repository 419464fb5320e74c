"""An answer as HTML, for a notebook or a page: one table, which needs no script and nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tempodb.answers.result import Result
from tempodb.base.printable import printable
from tempodb.output.terminal.footers import footer
from tempodb.output.terminal.layouts import Column, Fit, columns_named
from tempodb.output.terminal.screens import DRAWINGS, screen
from tempodb.output.terminal.told_once import told_once
from tempodb.questions.rows import Row

STYLE = """\
.tempodb{font:14px/1.45 system-ui,sans-serif;overflow-x:auto;max-width:100%}
.tempodb table{border-collapse:collapse;margin:0 0 .4em}
.tempodb caption{text-align:left;font:13px/1.4 ui-monospace,monospace;padding:0 0 .4em}
.tempodb th,.tempodb td{text-align:left;vertical-align:top;padding:.2em 1.2em .2em 0;border-bottom:1px solid #8886}
.tempodb th{font-weight:600;border-bottom-color:currentColor}
.tempodb .whole,.tempodb caption{white-space:nowrap}
.tempodb .figure{text-align:right;font-variant-numeric:tabular-nums}
.tempodb .possible td{font-style:italic;border-bottom-style:dashed}
.tempodb .absent,.tempodb p{opacity:.75}
.tempodb p{margin:.2em 0}"""
"""What is possible is italic and dashed, so that it is told apart in print and without colours."""
DOCUMENT = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
</head>
<body>
{body}</body>
</html>
"""


def document(result: Result) -> str:
    """Return the whole answer as a page of its own."""
    return page(result.query, fragment(result))


def page(title: str, body: str) -> str:
    """Return a page of what stands in it."""
    return DOCUMENT.format(title=_text(title), body=body)


def fragment(result: Result, most: int | None = None) -> str:
    """Return the answer, or the first so many rows of it, as what stands in a page.

    What is possible is marked, and `certainty` says so.
    """
    return _framed(_body(result, most), result)


def fragment_of(result: Result, names: Sequence[str]) -> str:
    """Return the answer, which has rows, with the named columns alone."""
    return _framed(_drawn(result, result, columns_named(result, names), ()), result)


def _framed(body: Iterable[str], result: Result) -> str:
    notes = (f"<p>{_text(note)}</p>" for note in result.told)
    lines = [f"<style>{STYLE}</style>", *body, *notes]
    return '<div class="tempodb">\n' + "".join(f"{line}\n" for line in lines) + "</div>\n"


def _body(result: Result, most: int | None) -> Iterator[str]:
    shown = result if most is None else result.head(most)
    if not result:
        because = result.empty_because
        yield f"<p><code>{_text(result.query)}</code></p>"
        yield f"<p>no rows{'' if because is None else f': {_text(because)}'}</p>"
    elif shown.row_type in DRAWINGS:
        yield f"<pre>{escape(screen(shown))}</pre>"
    else:
        yield from _table(result, shown)


def _table(result: Result, shown: Result) -> Iterator[str]:
    columns, below = told_once(result)
    yield from _drawn(result, shown, columns, below)


def _drawn(result: Result, shown: Result, columns: Sequence[Column], below: Iterable[str]) -> Iterator[str]:
    yield f"<table>\n<caption>{_text(result.query)}</caption>"
    headings = (f"<th{_class(column)}>{_text(column.heading)}</th>" for column in columns)
    yield f"<thead><tr>{''.join(headings)}</tr></thead>\n<tbody>"
    for row in shown.rows:
        cells = "".join(map(_cell, columns, [row] * len(columns)))
        yield f"<tr{_mark(row)}>{cells}</tr>"
    yield "</tbody>\n</table>"
    if len(shown) < len(result):
        yield f"<p>the first {len(shown)} of {len(result):,} rows</p>"
    yield f"<p>{_text(' · '.join(footer(result, below)))}</p>"


def _cell(column: Column, row: Row) -> str:
    text = escape(column.text(row))
    if column.absent and text == column.absent:
        text = f'<span class="absent">{text}</span>'
    return f"<td{_class(column)}>{text}</td>"


def _class(column: Column) -> str:
    if column.is_figure:
        return ' class="figure"'
    return ' class="whole"' if column.fit in (Fit.WHOLE, Fit.PARTED) else ""


def _mark(row: Row) -> str:
    return ' class="possible"' if getattr(row, "certainty", None) == "possible" else ""


def _text(text: str) -> str:
    return escape(printable(text))
