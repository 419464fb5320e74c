"""Answers as HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

import tempodb
from tempodb.output.formats import NamedFormat
from tempodb.output.html import document, fragment
from tempodb.output.writing import written

DATASET = """\
tempodb: 1
dataset: o
focus: o
states: {a: {name: "<script>alert(1)</script> & Co"}, b: {name: Bland}, c: {name: Cland}}
organizations: {o: {name: "O"}}
memberships:
  - {member: a, of: o, from: 1990}
  - {member: b, of: o, from: 1995, to: 1999}
  - {member: c, of: o, from: 1990, to: "2000-03"}
"""


class Page(HTMLParser):
    """The cells of a page by rows, each row with its class, and whether every tag is closed."""

    VOID = frozenset({"meta"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[tuple[str | None, list[str]]] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append((dict(attributes).get("class"), []))
        if tag in ("td", "th"):
            self.rows[-1][1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if {"td", "th"} & set(self.open):
            self.rows[-1][1][-1] += data


@pytest.fixture
def db(tmp_path: Path) -> tempodb.Database:
    (tmp_path / "o.yaml").write_text(DATASET, encoding="utf-8")
    db = tempodb.open(":memory:")
    db.load(tmp_path / "o.yaml")
    return db


def test_rows_stand_in_a_table_and_what_is_possible_is_marked(db: tempodb.Database) -> None:
    page = Page(fragment(db.query("members as of 1999-06-01")))

    assert page.open == []
    assert page.rows == [
        (None, ["member", "from", "to", "certainty"]),
        (None, ["<script>alert(1)</script> & Co", "1990", "ongoing", "certain"]),
        ("possible", ["Bland", "1995", "1999", "possible"]),
        (None, ["Cland", "1990", "2000-03", "certain"]),
    ]
    assert "script" not in page.tags


def test_so_many_rows_are_shown_and_the_others_counted(db: tempodb.Database) -> None:
    drawn = fragment(db.query("members as of 1999-06-01"), most=2)

    assert len(Page(drawn).rows) == 3
    assert "the first 2 of 3 rows" in drawn


@pytest.mark.parametrize(
    "question",
    [
        "timeline of o",
        "why a in o as of 1999",
        "explain members",
        "members as of 1900",
        "count members by year",
        "show states",
    ],
)
def test_every_answer_is_a_page_that_is_whole(db: tempodb.Database, question: str) -> None:
    text = document(db.query(question))
    page = Page(text)

    assert page.open == [] and text.startswith("<!DOCTYPE html>")
    assert "<script>" not in text
    assert {"src", "href", "http"} & set(text.replace('"', " ").replace("=", " ").split()) == set()


def test_a_format_of_ones_own_has_its_columns_alone(db: tempodb.Database) -> None:
    answers = [db.query("members of o as of 1996"), db.query("members of o as of 1901")]

    text = written(answers, NamedFormat("html", ("member", "certainty")), None)

    assert isinstance(text, str)
    page = Page(text)
    assert page.rows == [
        (None, ["member", "certainty"]),
        (None, ["a", "certain"]),
        (None, ["b", "certain"]),
        (None, ["c", "certain"]),
    ]
    assert (page.tags.count("html"), page.open) == (1, [])
