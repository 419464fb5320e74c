"""Names as they are believed, written and borne: what each means to a database, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import tempodb
from store.tampering import unguarded
from tempodb.base.errors import Problem, QueryError
from tempodb.base.folding import fold_as_before
from tempodb.cli import main

HEAD = "{tempodb: 1, dataset: a, focus: h, organizations: {h: {name: H}%s}, persons: {%s}, offices: {%s}, memberships: [%s], tenures: [%s]}"
Load = Callable[..., tempodb.Database]


def stated(
    organizations: str = "", persons: str = "", offices: str = "", memberships: str = "", tenures: str = ""
) -> str:
    """Return what the dataset `a` states."""
    return HEAD % (organizations and f", {organizations}", persons, offices, memberships, tenures)


@pytest.fixture
def world(tmp_path: Path) -> Load:
    """Return what makes a database out of what the dataset stated, each time as of a day of 2020."""

    def load(*texts: str) -> tempodb.Database:
        database = tempodb.open(tmp_path / "names.db", now="2026-06-01T00:00:00Z")
        for day, text in enumerate(texts, 1):
            file = tmp_path / "a.yaml"
            file.write_text(text, encoding="utf-8")
            database.load(file, recorded_at=f"2020-01-0{day}")
        return database

    return load


def refusal(database: tempodb.Database, question: str) -> Problem:
    """Return why a question means nothing."""
    with pytest.raises(QueryError) as refused:
        database.query(question)
    return refused.value.problems[0]


# ── as believed at the known instant ─────────────────────────────────────────────────────────────

ZASS = stated(
    'house: {name: House}',
    "zass: {name: Stanislav Zas}",
    "h/d: {title: Deputy, organization: h}",
    "{member: zass, of: house, from: 2001}",
    "{holder: zass, office: h/d, from: 2020}",
)  # fmt: skip
ZAS = ZASS.replace("zass", "zas").replace("house:", "lower-house:").replace("of: house", "of: lower-house").replace("h/d", "h/deputy")  # fmt: skip


def test_an_id_that_was_corrected_leaves_its_names_to_the_one_that_is_kept(world: Load) -> None:
    database = world(ZASS, ZAS)

    (row,) = database.query("offices of Stanislav Zas as of 2021")
    assert (row.holder, row.office) == ("zas", "h/deputy")
    assert [row.member for row in database.query("members of House as of 2021")] == ["zas"]
    (row,) = database.query("holders of Deputy of H as of 2021")
    assert row.office == "h/deputy"
    assert [row.office for row in database.query("vacancies of any office in H between 2001 and 2002")] == [
        "h/deputy"
    ]
    database.rebuild()
    assert database.query("offices of Stanislav Zas as of 2021").notes == ()


def test_at_an_earlier_instant_names_mean_what_they_meant_then(world: Load) -> None:
    database = world(ZASS, ZAS)

    then = database.query("offices of Stanislav Zas as of 2021 known at 2020-01-01")
    assert ([row.holder for row in then], then.notes) == (["zass"], ())


def test_a_withdrawn_name_is_matched_where_nothing_else_has_it_and_it_is_said(world: Load) -> None:
    database = world(
        stated(persons="p119: {name: Martine Lagneau}", memberships="{member: p119, of: h, from: 2009, to: 2014}"),
        stated(persons="p119: {name: Jacques Lalie}", memberships="{member: p119, of: h, from: 2014}"),
    )  # fmt: skip

    answer = database.query("whether Martine Lagneau is member of H as of 2015")
    assert answer.notes == ("`Martine Lagneau` means `p119`, whose name it is no longer believed to be",)
    assert answer.as_dict()["notes"] == answer.notes
    assert "notes" not in database.query("whether Jacques Lalie is member of H as of 2015").as_dict()
    early = refusal(database, "whether Jacques Lalie is member of H as of 2015 known at 2020-01-01")
    assert (early.code, early.hint) == ("unknown-party", "the name was recorded later: write `p119`")
    assert early.suggestions == ("p119",)


def test_what_is_withdrawn_and_stated_again_is_believed(world: Load) -> None:
    database = world(ZASS, ZAS, ZASS)

    answer = database.query("offices of Stanislav Zas as of 2021")
    assert ([row.holder for row in answer], answer.notes) == (["zass"], ())


def test_writes_know_the_names_that_are_believed_last(world: Load) -> None:
    database = world(ZASS, ZAS)

    (done,) = database.run("end membership of Stanislav Zas in House from 2022")
    assert next(iter(done.lines())) == "- `zas` member in `lower-house` from 2001 onwards"


# ── as written ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("Nguyễn Văn Bình", "Nguyễn Văn Bỉnh"), ("はは", "ばば"), ("โต", "โต้"), ("कल", "कल्"), ("Толстой", "Толстои")),
        *(("Peña", "Pena"), ("Şen", "Sen"), ("Bob", "BOB"), ("Łoś", "Los"), ("Jørn", "Jorn"), ("Kılıç", "Kilic")),
        *(("Thór", "Þór"), ("Aesir", "Æsir"), ("Strauß", "Strauss"), ("O'Neill", "O’Neill"), ("Jean-Luc", "Jean Luc")),
    ],
)  # fmt: skip
def test_an_exact_match_comes_before_what_is_alike_but_for_case_or_accents(
    world: Load, one: str, other: str
) -> None:
    database = world(stated(persons=f'p: {{name: "{one}"}}, q: {{name: "{other}"}}'))

    for name, id_ in ((one, "p"), (other, "q")):
        (named,) = database.query(f"names of {name}")
        assert named.party == id_
        assert database.query('names of "' + name + '"').rows == (named,)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Işık Kırımlı", ["IŞIK KIRIMLI", "ışık kırımlı", "Isik Kirimli", "işik kirimli", "İŞİK KİRİMLİ"]),
        ("Sezgin Tanrıkulu", ["Sezgin Tanrikulu", "SEZGİN TANRIKULU"]),
        ("Łukasz Złoty", ["Lukasz Zloty", "łukasz złoty", "ŁUKASZ ZŁOTY"]),
        ("Bjørn Sørensen", ["Bjorn Sorensen"]),
        ("Margareta Mađerić", ["Margareta Maderic", "margareta mađerić"]),
        ("Þórdís", ["Thordis"]),
        ("Æthelred", ["Aethelred"]),
        ("Guðrún Œuvre", ["Gudrun Oeuvre"]),
        ("Anthony Ichung'wah", [f"Anthony Ichung{mark}wah" for mark in "‘’ʼ`´"]),
        ("Алёна Королёва", ["Алена Королева"]),
        ("Groß Straße", ["Gross Strasse", "GROSS STRASSE"]),
    ],
)
def test_strokes_ligatures_and_apostrophes_may_be_left_out(world: Load, name: str, asked: list[str]) -> None:
    database = world(stated(persons=f'p: {{name: "{name}"}}'))

    for written in asked:
        answer = database.query(f"names of {written}")
        assert ([row.party for row in answer], answer.notes) == (["p"], ())


@pytest.mark.parametrize(
    ("name", "other"), [("โต้", "โต"), ("ばば", "はは"), ("Толстой", "Толстои"), ("कल्", "कल")]
)
def test_a_mark_that_makes_another_letter_is_never_left_out(world: Load, name: str, other: str) -> None:
    assert (
        refusal(world(stated(persons=f'p: {{name: "{name}"}}')), f"names of {other}").code == "unknown-party"
    )


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("Margareta Mađerić", "Margareta Madaric", "`Margareta Mađerić` (p)"),
        ("Nguyễn Đình", "Nguyen Dinn", "`Nguyễn Đình` (p)"),
        ("Order, Upper House", '"Order, Uper House"', '`"Order, Upper House"` (p)'),
        ("Ministry of Order by Law", '"Ministri of Order by Law"', '`"Ministry of Order by Law"` (p)'),
    ],
)
def test_the_nearest_name_is_shown_as_it_is_written(world: Load, name: str, typed: str, shown: str) -> None:
    found = refusal(world(stated(persons=f'p: {{name: "{name}"}}')), f"names of {typed}")

    assert (found.hint, found.suggestions) == (f"the nearest name is {shown}", ("p",))


# ── as borne at the asked valid time ─────────────────────────────────────────────────────────────

KROL = stated(
    "krol-1: {name: Krol, founded: 2020-05-03, dissolved: 2020-05-07}, krol-2: {name: Krol, founded: 2020-08-06}",
    "aberdare-4: {names: [{name: Lord Aberdare, from: 1957, to: 2005-01-23}]},"
    "aberdare-5: {names: [{name: Lord Aberdare, from: 2005-01-23}]}",
    memberships="{member: aberdare-4, of: krol-1}, {member: aberdare-5, of: krol-2, from: 2021}",
)


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("members of Krol as of 2020-05-04", ["aberdare-4"]),
        ("members of Krol as of 2021", ["aberdare-5"]),
        ("members of Krol", ["aberdare-5"]),
        ("members of Krol as of 2021 union (members of Krol as of 2020-05-04)", ["aberdare-4", "aberdare-5"]),
        ("names of Lord Aberdare as of 1990", ["aberdare-4"]),
    ],
)
def test_of_several_with_one_name_the_one_that_existed_is_meant(
    world: Load, question: str, members: list[str]
) -> None:
    assert sorted(row[0] for row in world(KROL).query(question)) == members


@pytest.mark.parametrize(
    ("question", "hint"),
    [
        ("members of Krol as of 2020", "krol-1 (2020-05-03 to 2020-05-07), krol-2 (from 2020-08-06)"),
        ("members of Krol as of 2019", "krol-1 (2020-05-03 to 2020-05-07), krol-2 (from 2020-08-06)"),
        ("names of Lord Aberdare", "aberdare-4 (1957 to 2005-01-23), aberdare-5 (from 2005-01-23)"),
    ],
)
def test_else_all_are_shown_with_when_they_existed(world: Load, question: str, hint: str) -> None:
    found = refusal(world(KROL), question)

    assert (found.code, found.hint) == ("ambiguous", f"name one by its id: {hint}")


def test_those_that_are_called_differently_are_shown_with_what_they_are_called(world: Load) -> None:
    persons = "p0: {name: Nguyễn Văn Bình}, p1: {name: Nguyễn Văn Bỉnh}, p2: {names: [{name: Nguyen Vàn Binh, from: 1999}]}"

    found = refusal(world(stated(persons=persons)), "names of Nguyen Van Binh")

    told = "p0 (Nguyễn Văn Bình), p1 (Nguyễn Văn Bỉnh), p2 (Nguyen Vàn Binh, from 1999)"
    assert (found.code, found.hint) == ("ambiguous", f"name one by its id: {told}")


# ── parts of names ───────────────────────────────────────────────────────────────────────────────

HOUSE = stated(
    "reps: {name: House of Representatives}",
    "bernard-sanders: {name: Bernard Sanders}, brian-schatz: {name: Brian Schatz}, brian-higgins: {name: Brian Higgins}",
    "reps/speaker: {title: Speaker, organization: reps}, h/clerk: {title: Clerk of the House, organization: h},"
    "reps/sgt: {title: Serjeant, organization: reps}",
    tenures="{holder: bernard-sanders, office: reps/speaker, from: 2001}, {holder: brian-schatz, office: reps/sgt, from: 2001}",
)


@pytest.mark.parametrize(
    ("question", "first", "note"),
    [
        ("offices of Sanders", "bernard-sanders", "`Sanders` is read as `Bernard Sanders` (bernard-sanders)"),
        ("offices of schatz", "brian-schatz", "`schatz` is read as `Brian Schatz` (brian-schatz)"),
        ("holders of speaker of House", "bernard-sanders", "`speaker of House` is read as `Speaker` (reps/speaker)"),
        ("holders of sgt of House of Representatives", "brian-schatz", "`sgt of House of Representatives` is read as `reps/sgt`"),
    ],
)  # fmt: skip
def test_whole_words_or_the_last_part_of_an_id_will_do(
    world: Load, question: str, first: str, note: str
) -> None:
    answer = world(HOUSE).query(question)

    assert ([row[0] for row in answer], answer.notes) == ([first], (note,))


def test_what_several_have_is_answered_with_all_of_them(world: Load) -> None:
    found = refusal(world(HOUSE), "offices of Brian")

    assert (found.code, found.message) == ("ambiguous", "`Brian` may mean 2 of them")
    assert found.suggestions == ("brian-schatz", "brian-higgins")


# ── files of older versions ──────────────────────────────────────────────────────────────────────


def test_a_file_whose_names_are_folded_in_another_way_is_read_and_made_anew_by_a_write(
    world: Load, tmp_path: Path
) -> None:
    database = world(stated(persons="p: {name: Łukasz Złoty}"))
    database.close()
    with unguarded(tmp_path / "names.db") as connection:
        connection.execute(
            "UPDATE label SET folded = ? WHERE folded = 'lukasz zloty'", (fold_as_before("Łukasz Złoty"),)
        )
        connection.execute("DROP TABLE file_text")
        connection.execute("PRAGMA user_version = 2")

    with tempodb.open(tmp_path / "names.db", now="2026-06-01T00:00:00Z") as older:
        assert [row.party for row in older.query("names of łukasz złoty")] == ["p"]
        assert older.verify() == []
        assert refusal(older, "names of Lukasz Zloty").code == "unknown-party"
        older.run("record membership of p in h from 2001 onwards")
        assert [row.party for row in older.query("names of Lukasz Zloty")] == ["p"]
        assert older.verify() == []


def test_the_command_line_says_what_was_meant_below_a_table_and_beside_what_programs_read(
    world: Load, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world(HOUSE).close()
    said = "`Sanders` is read as `Bernard Sanders` (bernard-sanders)"
    asking = ["--db", str(tmp_path / "names.db"), "query", "offices of Sanders", "--format"]

    assert main([*asking, "table"]) == 0
    assert capsys.readouterr().out.endswith(f"{said}\n")
    assert main([*asking, "tsv"]) == 0
    assert capsys.readouterr().err == f"note: {said}\n"
