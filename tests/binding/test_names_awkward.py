"""Real names that hold words of the language, in every form of question, bare and in quotes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import tempodb
from tempodb.base.errors import QueryError

NAMES = (
    *("1922 Committee", "9/11 Commission", "March 14 Alliance", "April 6 Youth Movement", "Marche 2020"),
    *("Juntos 25", "Maryland 8", "2030 Agenda Council", "Roadmap to 2030 Group", "Party of Order"),
    *("Organization for Security and Co-operation in Europe", "Women in Politics", "Everything Is Possible"),
    *("Conference on Interaction and Confidence-Building Measures in Asia", "Group of 77", "Visegrád 4", "50PLUS"),
    *("26th of July Movement", "Front of 1 May", "Alliance 90/The Greens", "Committee of 100", "En Marche !"),
    *("'t Zal Wel Gaan", "!Khwa ttu", "+Europa", "$ociety", "#BOS", "Friends of the Earth in 12 Countries"),
    *("Europe in 2030", "Road to 2030", "While You Wait Foundation", "As of Now", "Limit 12 Campaign"),
    *("Both Sides", "Both Bread and Butter", "The Day After Tomorrow", "Before Anybody", "Members in Exile", "History of Members Club"),
    *("Between Friends", "Including Everyone", "That Left Alliance", "Everything Holds Together"),
)  # fmt: skip
STOPPED = ('Order, Upper House', "Forum: Europe", "Congo (Brazzaville)", 'The "Greens" Club', "Now; Later")  # fmt: skip
FORMS = (
    *("members of {}", "members of {} as of 2005", "members of {} in 2005", "count members of {}"),
    *("offices of {}", "offices in {}", "offices in {} in 2005", "holders of any office in {}"),
    *("holders of Head of the Office of {}", "holders of Head of the Office of {} in 2005", "vacancies of Head of the Office of {}"),
    *("whether Jane Doe is member of {} as of 2005", "whether Jane Doe is member in {}"),
    *("whether Jane Doe holds Head of the Office of {}", "when Jane Doe is member in {}", "when {} is member of Club"),
    *("whether {} is member in Club in 2005", "periods of Jane Doe in {}", "periods of {} in Club", "status of {} in Club in 2005", "status of {} in {}"),
    *("count members of {} by year between 2004 and 2005", "history of members of {} between 2004 and 2005"),
    *("members of {} union (members of Club)", "members of Club union (members of {})", "why Jane Doe in {}", "why {} in Club"),
    *("members of Club while {} is member of Club", "members of Club while Jane Doe is member in {}"),
    *("names of {}", "describe {}", "bodies of {}", "events of {}", "changes in {}", "timeline of {}"),
    *("members of both {} and Club in 2005", "history of {} in Club", "changes of {} in Club", "changes of Jane Doe in {}"),
    *("overlap of {} and Jane Doe in Club", "overlap of Jane Doe and {}", "overlap of Jane Doe and Jane Doe in {}"),
    *("revisions of {} in Club", "conflicts in {}", "organizations of {}"),
)  # fmt: skip

EMPTY = ("vacancies", "bodies", "events", "conflicts", "status of {} in {}")
"""Forms that these organizations answer with no row."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tempodb.Database]:
    """Yield a database of organizations with these names, each with a member and an office."""
    names = {f"o{number}": name.replace('"', '\\"') for number, name in enumerate((*NAMES, *STOPPED))}
    lines = ["tempodb: 1", "dataset: a", "organizations:", "  club: {name: Club}"]
    lines += [f'  {id_}: {{name: "{name}"}}' for id_, name in names.items()]
    lines += ["persons: {jane: {name: Jane Doe}, abraham: {name: Abraham}}", "offices:"]
    lines += [f"  {id_}/t: {{title: Head of the Office, organization: {id_}}}" for id_ in names]
    lines += ["memberships:", "  - {member: jane, of: club, from: 2001}"]
    for id_ in names:
        lines += [
            f"  - {{member: jane, of: {id_}, from: 2001}}",
            f"  - {{member: {id_}, of: club, from: 2001}}",
        ]
    lines += ["tenures:", *(f"  - {{holder: jane, office: {id_}/t, from: 2001}}" for id_ in names)]
    folder = tmp_path_factory.mktemp("awkward")
    (folder / "a.yaml").write_text("\n".join(lines), encoding="utf-8")
    with tempodb.open(folder / "a.db", now="2026-06-01T00:00:00Z") as database:
        database.load(folder / "a.yaml", recorded_at="2020")
        yield database


def in_quotes(name: str) -> str:
    """Return a name as a string of the language."""
    return '"' + name.replace('"', '""') + '"'


@pytest.mark.parametrize("name", NAMES)
def test_a_bare_name_is_read_as_it_is_in_quotes_and_back(world: tempodb.Database, name: str) -> None:
    for form in FORMS:
        bare = world.query(form.replace("{}", name))
        quoted = world.query(form.replace("{}", in_quotes(name)))

        assert bare.rows == quoted.rows != () or form.startswith(EMPTY), form
        assert bare.valid == quoted.valid, form
        assert world.query(bare.query).rows == bare.rows, bare.query
        assert bare.notes == (), form


@pytest.mark.parametrize("name", STOPPED)
@pytest.mark.parametrize("form", ["members of {}", "offices in {} as of 2005", "periods of Jane Doe in {}"])
def test_a_name_that_needs_its_quotes_is_quoted_whole_in_the_help(
    world: tempodb.Database, name: str, form: str
) -> None:
    assert world.query(form.replace("{}", in_quotes(name))).rows
    with pytest.raises(QueryError) as refused:
        world.query(form.replace("{}", name))

    assert f"write `{in_quotes(name)}`" in (refused.value.problems[0].hint or "")


@pytest.mark.parametrize("name", ["Women in Politics", "9/11 Commission", "Party of Order", "Europe in 2030"])
def test_writes_sessions_and_the_builder_take_the_same_names(
    world: tempodb.Database, name: str, tmp_path: Path
) -> None:
    session = world.session()
    [first, second] = session.run(f"set as of 2005; members of {name}; whether Jane Doe is member in {name}")
    assert (first.valid, [row.member for row in first], second[0].answer) == ("2005", ["jane"], "yes")
    assert world.members(name).as_of("2005").run().rows == first.rows
    assert world.query("members of :o as of 2005", o=name).rows == first.rows

    world.backup(tmp_path / "copy.db")
    with tempodb.open(tmp_path / "copy.db") as copy:
        (done,) = copy.run(f"record membership of Abraham in {name} from 2001 onwards")
        assert not done.is_empty
        (done,) = copy.run(f"record membership of {name} in Group of 77 from 2001 onwards")
        assert not done.is_empty


def test_a_time_is_meant_where_the_name_before_it_exists(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "tempodb: 1\ndataset: a\norganizations: {e: {name: Europe}, f: {name: Europe in 2030}}\n"
        "persons: {p: {name: P}, q: {name: Q}}\n"
        "memberships: [{member: p, of: e, from: 2001}, {member: q, of: f, from: 2001}]\n"
    )
    with tempodb.open(tmp_path / "a.db") as database:
        database.load(tmp_path / "a.yaml")

        assert [row.member for row in database.query("members of Europe in 2030")] == ["p"]
        assert [row.member for row in database.query('members of "Europe in 2030" in 2030')] == ["q"]


def test_of_several_in_the_rightmost_is_tried_first(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "tempodb: 1\ndataset: a\norganizations: {b: {name: B in C}, c: {name: C}, p: {name: P}, q: {name: P in B}}\n"
        "memberships: [{member: p, of: b, from: 2001}, {member: q, of: c, from: 2001}]\n"
    )
    with tempodb.open(tmp_path / "a.db") as database:
        database.load(tmp_path / "a.yaml")

        for form in ("periods of {}", "status of {}", "revisions of {}"):
            assert [row.member for row in database.query(form.format("P in B in C"))] == ["q"], form
            quoted = database.query(form.format('P in "B in C"'))
            assert [row.member for row in quoted] == ["p"], form
            assert database.query(quoted.query).rows == quoted.rows
        assert database.query("why P in B in C")[0].says == "P in B: member in C"
