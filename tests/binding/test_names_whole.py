"""Names that hold words of the language, and parts of such names, however a text is run."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import tempodb
from conversing import Talk
from tempodb.base.errors import QueryError
from tempodb.cli import main

NAMES = {
    "osce": "Organization for Security and Co-operation in Europe",
    "road": "Roadmap to 2030 Group of Nations",
    "nct": "9/11 Commission",
    "c22": "Conservative 1922 Committee of Backbenchers",
    "poo": "Party of Order by Law",
    "eip": "Everything Is Possible Movement",
    "wait": "Greens of While You Wait Land",
    "g77": "Group of 77",
    "p38": "38th Parliament",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of organizations with these names, of which Jane Doe is a member; nobody writes to it."""
    folder = tmp_path_factory.mktemp("names")
    lines = ["tempodb: 1", "dataset: a", "organizations:", "  club: {name: Club}"]
    lines += [f"  {id_}: {{name: {name}}}" for id_, name in NAMES.items()]
    lines += ["persons: {jane: {name: Jane Doe}, abe: {name: Abraham}}", "memberships:"]
    lines += [f"  - {{member: jane, of: {id_}, from: 2001}}" for id_ in ("club", *NAMES)]
    lines += [f"  - {{member: {id_}, of: club, from: 2001}}" for id_ in NAMES]
    (folder / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    with tempodb.open(folder / "a.db") as database:
        database.load(folder / "a.yaml", recorded_at="2020")
    return folder / "a.db"


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    """Return a folder with a copy of it."""
    shutil.copy(loaded, tmp_path)
    return tmp_path


@pytest.fixture
def db(loaded: Path) -> Iterator[tempodb.Database]:
    with tempodb.open(loaded, now="2026-06-01T00:00:00Z") as database:
        yield database


# ── parts of such names ──────────────────────────────────────────────────────────────────────────

PARTS = {
    "Organization for Security and Co-operation": "osce",
    "Security and Co-operation in Europe": "osce",
    "Co-operation in Europe": "osce",
    "Roadmap to 2030": "road",
    "roadmap to 2030 group": "road",
    "2030 Group": "road",
    "1922 Committee": "c22",
    "Order by Law": "poo",
    "Everything Is Possible": "eip",
    "Is Possible": "eip",
    "While You Wait": "wait",
    "Greens of While You": "wait",
}
FORMS = (
    *("members of {} as of 2005", "members of {} in 2005", "offices in {} in 2005", "periods of Jane Doe in {}"),
    *("periods of {} in Club", "whether {} is member of Club as of 2005", "whether Jane Doe is member in {}"),
    *("why {} in Club", "count members of {} by year between 2004 and 2005", "describe {}", "names of {}"),
    *("members of Club while {} is member of Club", "members of {} union (members of Club)"),
)  # fmt: skip


@pytest.mark.parametrize(("part", "id_"), PARTS.items())
def test_a_part_that_holds_words_of_the_language_is_read_as_in_quotes_and_it_is_said(
    db: tempodb.Database, part: str, id_: str
) -> None:
    for form in FORMS:
        bare, quoted = db.query(form.format(part)), db.query(form.format(f'"{part}"'))

        assert (bare.rows, bare.valid) == (quoted.rows, quoted.valid), form
        assert f"`{part}` is read as `{NAMES[id_]}` ({id_})" in bare.notes, form


# ── however a text is run ────────────────────────────────────────────────────────────────────────

Ask = Callable[[Path, str], str]


def asked_in_python(folder: Path, question: str) -> str:
    with tempodb.open(folder / "a.db") as database:
        return str(database.query(question)[0][0])


def run_in_python(folder: Path, question: str) -> str:
    with tempodb.open(folder / "a.db") as database:
        return str(database.run(question)[0][0][0])  # type: ignore[index]


def asked_in_a_session(folder: Path, question: str) -> str:
    with tempodb.open(folder / "a.db") as database:
        (answer,) = database.session().run(f"use Club; {question}")
        return str(answer[0][0])


def printed(*arguments: str) -> str:
    """Return the first value of the first row that a command prints."""
    with pytest.MonkeyPatch.context() as patched:
        out = io.StringIO()
        patched.setattr("sys.stdout", out)
        assert main([*arguments, "--format", "json"]) == 0
    return first_value(out.getvalue())


def first_value(printed: str) -> str:
    """Return the first value of the first row of an answer in JSON."""
    return str(next(iter(json.loads(printed)["rows"][0].values())))


def asked_by_command(folder: Path, question: str) -> str:
    return printed("--db", str(folder / "a.db"), "query", question)


def run_from_a_file(folder: Path, question: str) -> str:
    (folder / "a.tql").write_text(f"{question};\n", encoding="utf-8")
    return printed("--db", str(folder / "a.db"), "run", str(folder / "a.tql"))


def asked_at_the_prompt(folder: Path, question: str) -> str:
    talk = Talk(str(folder / "a.db"), folder)
    talk.says(".format json")
    return first_value(talk.says(question))


ASKING = (
    asked_in_python,
    run_in_python,
    asked_in_a_session,
    asked_by_command,
    run_from_a_file,
    asked_at_the_prompt,
)


@pytest.mark.parametrize("ask", ASKING)
@pytest.mark.parametrize("name", [*NAMES.values(), *PARTS])
def test_every_way_to_ask_reads_names_alike(folder: Path, ask: Ask, name: str) -> None:
    assert ask(folder, f"members of {name} in 2005") == "jane"
    assert ask(folder, f"whether {name} is member of Club in 2005") == "yes"


def run_plainly(folder: Path, text: str) -> None:
    with tempodb.open(folder / "a.db") as database:
        database.run(text)


def run_in_a_transaction(folder: Path, text: str) -> None:
    with tempodb.open(folder / "a.db") as database, database.transaction() as tx:
        tx.run(text)


def run_by_command(folder: Path, text: str) -> None:
    (folder / "a.tql").write_text(text, encoding="utf-8")
    assert main(["--db", str(folder / "a.db"), "run", str(folder / "a.tql")]) == 0


def run_at_once(folder: Path, text: str) -> None:
    (folder / "a.tql").write_text(text, encoding="utf-8")
    assert main(["--db", str(folder / "a.db"), "run", "--atomic", str(folder / "a.tql")]) == 0


def run_at_the_prompt(folder: Path, text: str) -> None:
    talk = Talk(str(folder / "a.db"), folder)
    talk.says(".option confirm_writes off")
    talk.says(text)


WRITING = (run_plainly, run_in_a_transaction, run_by_command, run_at_once, run_at_the_prompt)


@pytest.mark.parametrize("run", WRITING)
@pytest.mark.parametrize("name", [*NAMES.values(), *PARTS])
def test_every_way_to_write_reads_names_alike(
    folder: Path, run: Callable[[Path, str], None], name: str
) -> None:
    run(
        folder,
        f"record membership of Abraham in {name} from 2001 to 2010;\nrecord membership of Abraham in Club from 2001 to 2010",
    )

    with tempodb.open(folder / "a.db") as database:
        members = database.query(f'members of "{name}" as of 2005')
        assert [row.member for row in members] == ["abe", "jane"]
        assert "abe" in [row.member for row in database.query("members of Club as of 2005")]


def test_parameters_stand_beside_names_that_are_taken_whole(db: tempodb.Database) -> None:
    for name in (*NAMES.values(), *PARTS):
        (row,) = db.query(f"whether :who is member in {name} as of :day", who="Jane Doe", day="2005")
        assert row.answer == "yes"
        (first, second) = db.session().run(
            f"members of {name} in :day; whether :who is member of {name} as of :day",
            who="Jane Doe",
            day=2005,
        )
        assert (first[0].member, second[0].answer) == ("jane", "yes")


# ── what is refused is refused with the whole name ───────────────────────────────────────────────

WORD = "a name with such a word stands in double quotes: write `{}`"


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("members in 1922 Committee as of 2005", 'write `members of "1922 Committee" as of 2005`'),
        ("members in 9/11 Commission", 'write `members of "9/11 Commission"`'),
        ("members in Roadmap to 2030 Group", 'write `members of "Roadmap to 2030 Group"`'),
        ("members in Group of 77 as of 2005", "write `members of Group of 77 as of 2005`"),
        ("members of While You Stay Foundation", WORD.format('"While You Stay Foundation"')),
        ("members of Foo While You Stay as of 2005", WORD.format('"Foo While You Stay"')),
        ("periods of Jane Doe in While You Stay", WORD.format('"While You Stay"')),
        ("periods of Jane Doe in 1933 Committee", WORD.format('"1933 Committee"')),
        ("whether Foo Is Better is member of Club", WORD.format('"Foo Is Better"')),
        ("members of Limit 12 Campaign as of 2005", WORD.format('"Limit 12 Campaign"')),
        ("members of Including Everybody", WORD.format('"Including Everybody"')),
        ("describe Between Enemies", WORD.format('"Between Enemies"')),
        ("holders of minister of while and of x", WORD.format('"minister of while and of x"')),
        ("holders of minister of limit of x", WORD.format('"minister of limit of x"')),
        (
            "holders of minister of and of x",
            "`show offices` lists what there is; "
            'a name with words of the language stands in double quotes: `"minister of and of x"`',
        ),
    ],
)
def test_the_help_quotes_the_whole_name(db: tempodb.Database, question: str, hint: str) -> None:
    with pytest.raises(QueryError) as refused:
        db.query(question)

    assert refused.value.problems[0].hint == hint


@pytest.mark.parametrize(("date", "hint"), [("2001-13", None), ("2001-02-00", "write 2001-02")])
def test_a_date_that_is_none_belongs_to_no_name(db: tempodb.Database, date: str, hint: str | None) -> None:
    with pytest.raises(QueryError) as refused:
        db.run(f"record membership of Jane Doe in Club as observer from {date} to 2016")

    assert refused.value.problems[0].hint == hint


@pytest.mark.parametrize(
    "question",
    [
        "members of Club that foo bar",
        "members of Club while x",
        "members of Club limit x",
        # The second of two clauses makes no name of the first.
        "members of Club that joined between 2001",
        "members of Club as of 2005 while Is is member of Club",
        "changes in Club limit x",
        "changes in Club that joined",
        "changes in every organization that joined",
        "changes in every organization known",
        "members of Every Organization certainly",
    ],
)
def test_a_clause_after_a_known_name_is_taken_for_no_name(db: tempodb.Database, question: str) -> None:
    with pytest.raises(QueryError) as refused:
        db.query(question)

    assert '"Club' not in str(refused.value.problems[0].hint).partition("double quotes")[0]
    assert "such a word" not in str(refused.value.problems[0].hint)


def test_no_help_is_offered_that_means_nothing(db: tempodb.Database) -> None:
    with pytest.raises(QueryError) as refused:
        db.query("who were chairs of Club and deputies of Roadmap to 2030 Group of Nations")

    assert "write `" not in str(refused.value)
