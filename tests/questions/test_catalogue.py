"""The catalogue says all of a form, and what it says is there: no place is left out."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from tempodb.answers.modules import answering
from tempodb.api import asking, query_builder
from tempodb.language_service.question_heads import terminal_of
from tempodb.language_service.terminal_words import texts_of
from tempodb.output.terminal.layouts import LAYOUTS
from tempodb.output.terminal.screens import DRAWINGS
from tempodb.questions import resolved
from tempodb.questions.aged_rows import AGED_ROWS
from tempodb.questions.catalogue import FORMS, HOLDING, form_of
from tempodb.questions.columns import asked_for, columns
from tempodb.questions.form import Form, Meaning
from tempodb.questions.row_types import row_named
from tempodb.questions.rows import Row
from tempodb.questions.sorts import SHOWN_SORTS
from tempodb.questions.subjects import SUBJECTS
from tempodb.repl.examples import Examples
from tempodb.repl.topics import TOPICS
from tempodb.syntax.grammars import grammar_text
from tempodb.tql import ast
from tempodb.tql.parsing.parser import parse
from tempodb.tql.parsing.questions import CLASS_OF_RULE as BY_RULE
from tempodb.tql.printing.questions import write

MEANINGS = tuple(dict.fromkeys([*(meaning for form in FORMS for meaning in form.means), HOLDING]))


def _called(form: Form) -> str:
    return form.asked.__name__


def test_every_question_is_a_form() -> None:
    assert sorted(form.asked.__name__ for form in FORMS) == sorted(q.__name__ for q in get_args(ast.Question))


def test_every_meaning_belongs_to_a_form() -> None:
    meant = [meaning.question.__name__ for meaning in MEANINGS]

    assert sorted(meant) == sorted(question.__name__ for question in get_args(resolved.Question))


def test_every_type_of_rows_belongs_to_a_form() -> None:
    rows = {row for meaning in MEANINGS for row in meaning.rows}

    # Some tell ages, where a query asks for these.
    assert rows | {AGED_ROWS[row].__name__ for row in rows & AGED_ROWS.keys()} == {
        row.__name__ for row in get_args(Row)
    }


@pytest.mark.parametrize("row", get_args(Row), ids=lambda row: row.__name__)
def test_every_type_of_rows_is_drawn(row: type[Row]) -> None:
    assert (row in LAYOUTS) != (row in DRAWINGS)


def test_the_grammar_and_the_questions_know_each_other() -> None:
    text = grammar_text("tql")
    questions = text[text.index("?question:") : text.index("\nevery:")]
    # They have a rule for each of their conditions, of their operators, or before all that follows.
    apart = {"why", "set_operation", "explain", "compare"}
    # They say more of a question, and ask none themselves.
    beside = {"all_", "history_of_party"}

    assert set(re.findall(r"-> (\w+)", questions)) - beside == BY_RULE.keys() - apart


@pytest.mark.parametrize("form", FORMS, ids=_called)
def test_a_form_has_examples_that_ask_it(form: Form) -> None:
    assert form.summary
    assert form.examples
    for example in form.examples:
        (query,) = parse(Examples().filled(example))
        assert isinstance(query, ast.Query)
        assert form_of(query.question) is form
        assert parse(write(query)) == (query,)


@pytest.mark.parametrize("form", FORMS, ids=_called)
def test_a_form_begins_with_a_terminal_of_the_grammar(form: Form) -> None:
    assert form.name in texts_of(terminal_of(form))


@pytest.mark.parametrize("form", FORMS, ids=_called)
def test_a_form_has_a_topic_with_all_its_examples(form: Form) -> None:
    (topic,) = [topic for topic in TOPICS if topic.name == form.name]

    assert set(form.examples) <= set(topic.templates)


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: meaning.question.__name__)
def test_what_answers_a_form_is_there(meaning: Meaning) -> None:
    question = meaning.question.__new__(meaning.question)

    assert callable(answering(question))
    assert all(columns(row_named(row)) for row in meaning.rows)
    if not issubclass(meaning.question, (*get_args(resolved.Planned), *get_args(resolved.Composed))):
        assert callable(import_module(f"tempodb.answers.{meaning.answer}").plans)
    if meaning.covered_by:
        assert meaning.covered_by in meaning.question.__match_args__


@pytest.mark.parametrize("form", FORMS, ids=_called)
def test_a_form_is_asked_in_python_too(form: Form) -> None:
    sources = (Path(str(module.__file__)).read_text() for module in (asking, query_builder))

    assert re.search(rf"\bast\.{_called(form)}\(", "".join(sources))


def test_the_lists_of_words_are_those_of_the_grammar() -> None:
    assert texts_of("PLURAL") == ast.PLURALS
    assert texts_of("SORT") == ast.SHOWN == tuple(SHOWN_SORTS)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (resolved.Memberships("csto", None, None), ("member_name",)),
        (resolved.Memberships("csto", "uzbekistan", None), ("status",)),
        (resolved.Memberships(None, None, None), ("organization_name", "member_name")),
        (resolved.Memberships(None, "uzbekistan", None), ("organization_name",)),
        (resolved.TenuresOf("csto/secretary-general", None), SUBJECTS),
        (resolved.TenuresBy("denis-manturov"), ("title", "organization_name")),
        (resolved.OfficesIn("icmec"), ("title",)),
        (resolved.TenuresIn("icmec"), SUBJECTS),
        (resolved.ConflictsIn("csto"), ("status", "standing")),
        (resolved.ChangesIn("csto"), SUBJECTS),
        (resolved.ChangesIn("csto", "uzbekistan"), ()),
        (resolved.RevisionsOf(resolved.Memberships("csto", "uzbekistan", None)), ()),
    ],
)
def test_what_is_asked_for_is_told_from_what_is_given(
    question: resolved.Question, asked: tuple[str, ...]
) -> None:
    assert asked_for(question) == asked
