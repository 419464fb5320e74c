"""Help at the prompt: every topic can be looked up and every example run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import tempodb
from conversing import Someone, Talk, opened
from repl.talking import Talking
from tempodb.language_service.completeness import WRITE_VERBS, Completeness, completeness
from tempodb.repl.commands.help import CLAUSES_HELPED
from tempodb.repl.commands.registry import BY_NAME
from tempodb.repl.examples import examples
from tempodb.repl.topics import TOPICS
from tempodb.tql.parsing.parser import parse, parse_script


def test_every_example_of_the_help_can_be_run(fixture: Path, tmp_path: Path) -> None:
    with opened(str(fixture)) as database:
        shown = examples(database, database.focus())
    begun = Talk(str(fixture), tmp_path, person=Someone([False] * 100))

    for topic in TOPICS:
        for template in topic.templates:
            text = shown.filled(template)
            parse_script(text)
            said = begun.says(text)
            assert "error" not in said or topic.name in WRITE_VERBS, f"{text}\n{said}"
            assert text in begun.says(f".help {topic.name}")
            begun.says("set as of today; set known at today")


@pytest.mark.parametrize("name", ["members", "organizations", "holders", "offices"])
def test_the_first_example_of_a_question_has_an_answer(fixture: Path, tmp_path: Path, name: str) -> None:
    with opened(str(fixture)) as database:
        shown = examples(database, database.focus())
    (topic,) = (topic for topic in TOPICS if topic.name == name)

    assert "no rows" not in Talk(str(fixture), tmp_path).says(shown.filled(topic.templates[0]))


def test_every_example_of_a_write_can_be_carried_out(fixture: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    for name in WRITE_VERBS:
        shutil.copy(fixture, copy)
        begun = Talk(str(copy), tmp_path, person=Someone([True] * 9))
        (topic,) = (topic for topic in TOPICS if topic.name == name)
        for template in topic.templates:
            with opened(str(copy)) as database:
                text = examples(database, database.focus()).filled(template)
            said = begun.says(text)
            well = "preview" if name == "preview" else "done, recorded"
            assert well in said or "which was so already" in said, f"{text}\n{said}"
        begun.conversation.database.close()


LOOKED_UP = [
    "members", "observers", "candidates", "suspended", "organizations", "status", "periods", "whether", "when", "holders", "acting",
    "offices", "vacancies", "while", "that", "joined", "left", "began", "ended", "held", "union", "intersect", "except", "count",
    "every", "history", "history of", "changes", "compare", "with", "names", "bodies", "events", "timeline", "why",
    "revisions", "conflicts", "show", "describe", "explain", "use", "set", "set as of", "as of", "between", "during",
    "throughout", "certainly", "possibly", "known at", "published by", "according to", "including", "order by",
    "limit", "record", "change", "end", "retract", "correct", "erase", "by year", "MEMBERS", "known", "order",
]  # fmt: skip


@pytest.mark.parametrize("word", LOOKED_UP)
def test_every_word_of_the_language_can_be_looked_up(talk: Talking, word: str) -> None:
    assert "error" not in talk().says(f".help {word}")


def test_every_command_can_be_looked_up_by_each_of_its_names(talk: Talking) -> None:
    begun = talk()
    for name, command in BY_NAME.items():
        assert command.summary in begun.says(f".help .{name}")
        assert command.summary in begun.says(f".help \\{name}")


def test_what_is_a_topic_and_a_command_is_the_topic_without_its_dot(talk: Talking) -> None:
    begun = talk()

    assert begun.says(".help describe").startswith("describe: ")
    assert begun.says(".help .describe").startswith(".d [NAME]: ")


def test_the_groups_of_the_overview_are_topics() -> None:
    assert {*WRITE_VERBS, *CLAUSES_HELPED} <= {topic.name for topic in TOPICS}


def test_questions_in_the_overview_parse_as_they_stand(talk: Talking) -> None:
    said = talk().says(".help").partition("Clauses")[0].splitlines()[1:]
    questions = [line[17:] for line in said if line]

    assert len(questions) > 15
    for question in questions:
        assert parse(question)
        assert completeness(question) is Completeness.DONE


def test_a_database_of_nothing_has_the_usual_examples(tmp_path: Path) -> None:
    with tempodb.open(":memory:") as database:
        assert examples(database, None).organization == "CSTO"
    assert "members of CSTO" in Talk(":memory:", tmp_path).says(".help members")
