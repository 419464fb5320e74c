"""What is exported as a folder and loaded again states the same, by both readers."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest

import tempodb
from interchange.folders.made_folders import stated, stated_in_columns
from tempodb.interchange.dataset.reader import read_dataset

FIXTURES = sorted((Path(__file__).parents[3] / "fixtures").glob("*.yaml"))
FORMATS = ["folder", "parquet"]
ODD = """
tempodb: 1
dataset: odd
title: "=1+1"
statuses: {candidate-member: {counts_as: member}}
coverage: {o: 1992/..}
defaults: {source: s}
sources:
  s: {title: "A, B; C", note: "two\\nlines"}
  t: {title: "'=2", publisher: "+3", url: "https://example.org/a,b;c"}
states:
  a: {name: "-A", aliases: ["a;b", 'c\\d', " e ", '\\', ";", "@f"], code: 'x\\;y'}
  b: {names: [{name: "'B", source: t}, {name: "'C", language: fr}]}
  c: {names: [{name: C1, to: "2000", source: [{id: s, detail: x}, {id: s, detail: y}, t]}, {name: C2, from: "2000", note: "\\"quoted\\""}]}
  d: {name: D, existence: [{founded: 1949, dissolved: 1990, source: t}, {founded: 1991, standing: disputed}]}
persons:
  p: {name: Person A, born: 1950-01-01, died: 2020, aliases: [B, {name: C, language: fr, to: 1989}, D]}
organizations:
  o: {name: O, short: OO, founded: "[..1992]", part_of: q}
  q: {name: Q}
  r: {name: R, succeeds: [q, {of: o, from: 2001, note: partly}]}
offices:
  o/chair: {title: Chair, seats: [{seats: 1, to: 2000}, {seats: 2, from: 2000}]}
  o/seat: {titles: [{title: Seat, from: 1992}], seats: many, aliases: [{name: S, from: 2000}]}
memberships:
  - {member: a, of: o, from: 1992, to: 2006, suspended: [{from: 1999, to: 2001}]}
  - {member: b, of: o, status: candidate-member, through: 2016, source: [t, {id: s, detail: "p. 4; 5"}], end_reason: "=left"}
  - {member: p, of: o, representing: a, for: {id: x, name: X}, observed: [2001-01-01, 2002-02-02]}
  - {member: p, of: q, for: Some Area, standing: disputed}
tenures:
  - {holder: p, office: o/chair, capacity: acting, ordinal: 3, observed: 2017-04-18, source: {id: t, detail: "=1"}}
events:
  - {id: e, kind: meeting, body: o, number: 21, date: 2023-04-27, participants: [a, b]}
"""

SUPPORTED_APART = """
tempodb: 1
dataset: apart
sources: {s: {title: S}}
organizations:
  o: {names: [{name: O}], existence: [{founded: 1950, source: s}]}
  q: {name: Q, existence: [{founded: 1950, source: s}]}
  r: {names: [{name: R}], source: s, founded: 1950}
persons:
  p: {names: [{name: P}], existence: [{founded: 1950, source: s}]}
  pp: {name: PP, note: N, born: 1950, died: 1990, source: s}
states:
  a: {names: [{name: A}], note: N}
  b: {name: B, note: N}
  c: {names: [{name: C, note: N}], note: N}
  e: {name: E, note: N, existence: [{founded: 1950}]}
  f: {name: F, existence: [{founded: 1950, note: N}]}
  g: {name: G, existence: [{founded: 1950, dissolved: 1960, note: N, source: s}, {founded: 1970, note: M, standing: disputed}]}
  h: {names: [{name: H, note: N, source: s}], note: N, source: s, founded: 1950}
  i: {name: I, note: N, founded: 1950, part_of: a}
  j: {name: J, standing: disputed, founded: 1950}
  k: {name: K, existence: [{founded: 1950, standing: disputed, source: s}]}
  l: {name: L, founded: 1950, source: {id: s, detail: p1}}
  m: {name: M, existence: [{founded: 1950, source: {id: s, detail: p1}}]}
  n: {names: [{name: N, source: s}], existence: [{founded: 1950, source: {id: s, detail: p1}}]}
offices:
  o/x: {titles: [{title: X}], note: N}
  o/y: {title: Y, note: N}
  o/z: {titles: [{title: Z}], organization: [{organization: o, to: 1990, source: s}, {organization: q, from: 1990, note: N}]}
"""
"""What an entry says of its names, its life and itself, with sources, notes and standings that are not those of all."""


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", FORMATS)
def test_loading_an_exported_folder_changes_nothing(fixture: Path, format: str, tmp_path: Path) -> None:
    with tempodb.open(":memory:") as db, tempodb.open(":memory:") as other:
        db.load(fixture)
        db.export_folder(tmp_path / "exported", format=format)
        (report,) = db.load(tmp_path / "exported")
        assert report.difference.is_empty

        other.load(tmp_path / "exported")
        assert other.export(format="json") == db.export(format="json")


@pytest.mark.parametrize("format", FORMATS)
def test_odd_texts_and_nested_lists_come_back(format: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(ODD, encoding="utf-8")
    claims = sorted(claim.body() for claim in read_dataset(file).dataset.claims)
    with tempodb.open(":memory:") as db:
        db.load(file)
        db.export_folder(tmp_path / "odd", format=format)

    assert stated(tmp_path / "odd") == claims


@pytest.mark.parametrize("format", [*FORMATS, "yaml", "json"])
def test_what_is_supported_apart_stays_so(format: str, tmp_path: Path) -> None:
    file, to = tmp_path / "apart.yaml", tmp_path / "to"
    file.write_text(SUPPORTED_APART, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        (first,) = db.load(file)
        if format in FORMATS:
            db.export_folder(to, format=format)
        else:
            to = to.with_suffix(f".{format}")
            to.write_text(db.export(format=format), encoding="utf-8")
        (again,) = db.load(to)

    assert list(first.lines())
    assert list(again.lines()) == []


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("format", FORMATS)
def test_both_readers_read_the_same(fixture: Path, format: str, tmp_path: Path) -> None:
    with tempodb.open(":memory:") as db:
        db.load(fixture)
        db.export_folder(tmp_path / "exported", format=format)

    assert stated_in_columns(tmp_path / "exported") == stated(tmp_path / "exported")


def test_an_exported_folder_is_the_same_twice(tmp_path: Path) -> None:
    with tempodb.open(":memory:") as db:
        db.load(FIXTURES[0])
        for name in ("a", "b"):
            db.export_folder(tmp_path / name)

    first, second = ({each.name: each.read_bytes() for each in (tmp_path / name).iterdir()} for name in "ab")
    assert first == second


def test_no_cell_of_csv_is_calculated(tmp_path: Path) -> None:
    file = tmp_path / "odd.yaml"
    file.write_text(ODD, encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(file)
        db.export_folder(tmp_path / "odd")

    assert "d,'-A" in f"d{(tmp_path / 'odd' / 'states.csv').read_text(encoding='utf-8')}".replace("a,", "d,")
    assert ",''=2,'+3," in (tmp_path / "odd" / "sources.csv").read_text(encoding="utf-8")


def test_a_text_that_is_too_long_for_a_cell_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "long.yaml"
    note = "x" * 140_000
    file.write_text(f"tempodb: 1\ndataset: d\nstates: {{a: {{name: A, note: {note}}}}}\n", encoding="utf-8")
    with tempodb.open(":memory:") as db:
        db.load(file)
        with pytest.raises(tempodb.InputError, match="too many for a cell"):
            db.export_folder(tmp_path / "long")
        assert not (tmp_path / "long").exists()
        db.export_folder(tmp_path / "long", format="parquet")
        (report,) = db.load(tmp_path / "long")
        assert report.difference.is_empty


def test_what_needs_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempodb.open(":memory:") as db:
        db.load(FIXTURES[0])
        db.export_folder(tmp_path / "d", format="parquet")
        _without_pyarrow(monkeypatch)
        for refused in (
            lambda: db.export_folder(tmp_path / "e", format="parquet"),
            lambda: db.load(tmp_path / "d"),
        ):
            with pytest.raises(tempodb.InputError, match=r"needs pyarrow") as error:
                refused()
            assert "pip install 'tempodb[arrow]'" in str(error.value)


def _without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
