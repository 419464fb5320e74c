"""A source in another format is a dataset that is loaded and written, unless something of it is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tempodb
from interchange.importers.wikidata.entity_files import HUMAN, entity, item, statement, time, write_entities
from tempodb.api import source_checks

ROOT = Path(__file__).parents[2]
CHAIR = entity("Q2001", "Chair of O", P361=statement(item("Q5001")))


def held(*years: int) -> dict[str, Any]:
    first, last = (time(f"+{year}-00-00T00:00:00Z", 9) for year in years)
    return statement(item("Q2001"), P580=first, P582=last)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    person = entity("Q1001", "Person A", P31=HUMAN, P39=[held(1999, 2001), held(2003, 2005)])
    return write_entities(tmp_path / "good.json", person, entity("Q5001", "O"), CHAIR)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a source with a person without a name, two contradictory statements, and one that is right."""
    nameless = entity("Q1001", "\x1b[2J", P39=held(1999, 2001))
    acting = {**held(2000, 2004), "id": "Q1002$acting"}
    acting["qualifiers"] |= {"P5102": [item("Q4676846")]}
    other = entity("Q1002", "Person B", P39=[held(1999, 2003), acting, held(2010, 2011)])
    return write_entities(tmp_path / "bad.json", nameless, other, entity("Q5001", "O"), CHAIR)


def test_a_source_is_loaded_as_its_dataset_and_again_without_a_change(good: Path) -> None:
    with tempodb.open(":memory:") as db:
        first = db.load_foreign(tempodb.read_foreign("wikidata", good), author="Ann")
        again = db.load_foreign(tempodb.read_foreign("wikidata", good))

        assert first[0].dataset == "good" and first[0].transaction == 1
        assert again[0].transaction is None
        assert [row.holder for row in db.query('holders of "Chair of O" as of 2000')] == ["Q1001"]
        assert db.query('holders of "Chair of O" as of 2002-06').rows == ()


@pytest.mark.parametrize("suffix", [".yaml", ".json"])
def test_what_is_imported_exported_and_loaded_again_is_the_same(
    good: Path, suffix: str, tmp_path: Path
) -> None:
    written = tmp_path / f"written{suffix}"
    tempodb.read_foreign("wikidata", good).write(written)
    with tempodb.open(":memory:") as db:
        db.load_foreign(tempodb.read_foreign("wikidata", good))
        exported = tmp_path / f"exported{suffix}"
        exported.write_text(db.export(format=suffix[1:].replace("yml", "yaml")), encoding="utf-8")

        assert db.load(written)[0].transaction is None
        assert db.load(exported)[0].transaction is None


def test_what_is_refused_keeps_the_rest_from_being_loaded_and_written(bad: Path, tmp_path: Path) -> None:
    source = tempodb.read_foreign("wikidata", bad)

    assert [(each.code, each.place.partition("#")[2]) for each in source.report.refused] == [
        ("character", "/entities/Q1001"),
        ("contradiction", "/entities/Q1002/claims/P39/1"),
    ]
    with tempodb.open(":memory:") as db, pytest.raises(tempodb.DatasetError, match="controls a terminal"):
        db.load_foreign(source)
    with pytest.raises(tempodb.DatasetError):
        source.write(tmp_path / "x.yaml")
    assert not (tmp_path / "x.yaml").exists()


def test_what_is_refused_can_be_left_out_with_what_depends_on_it(bad: Path) -> None:
    source = tempodb.read_foreign("wikidata", bad, skip_bad=True)

    assert [(each.code, each.place.partition("#")[2]) for each in source.report.refused] == [
        ("character", "/entities/Q1001"),
        ("depends", "/entities/Q1001/claims/P39/0"),
        ("contradiction", "/entities/Q1002/claims/P39/1"),
    ]
    assert all(each.offset is None for each in source.report.refused)
    assert [each["from"] for each in json.loads(source.text("json"))["tenures"]] == ["1999", "2010"]
    assert source.report.counts["tenures"] == 2


@pytest.mark.parametrize(
    ("end", "hint"),
    [
        ((2001, 5, 6), "they share the day 2001-05-06: say --end-day outside if what ends on a day was no more on it; "
         "else correct the dates of one, or give one standing: disputed"),
        ((2001, 5, 7), "correct the dates of one, or give one standing: disputed"),
    ],
)  # fmt: skip
def test_a_day_shared_by_two_terms_tells_of_the_convention(
    end: tuple[int, int, int], hint: str, tmp_path: Path
) -> None:
    held = [
        {"person_id": "a", "organization_id": "o", "area_id": "n", "end_date": "{}-{:02}-{:02}".format(*end)},
        {"person_id": "a", "organization_id": "o", "area_id": "s", "start_date": "2001-05-06"},
    ]
    (tmp_path / "x.json").write_text(json.dumps({"memberships": held}), encoding="utf-8")

    refused = tempodb.read_foreign("popolo", tmp_path / "x.json").report.refused
    outside = tempodb.read_foreign("popolo", tmp_path / "x.json", end_day="outside").report.refused

    assert [each.hint for each in refused] == [hint]
    assert len(outside) == (end != (2001, 5, 6))


def test_what_contradicts_another_dataset_is_told_at_its_place(good: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("tempodb: 1\ndataset: other\nstates: {Q1001: {name: A}}\n")
    with tempodb.open(":memory:") as db:
        db.load(tmp_path / "other.yaml")

        with pytest.raises(tempodb.DatasetError) as refused:
            db.load_foreign(tempodb.read_foreign("wikidata", good))

    (first, *_) = refused.value.problems
    assert (first.pointer, first.offset) == ("/entities/Q1001", None)


def test_a_report_can_be_kept(good: Path) -> None:
    report = tempodb.read_foreign("wikidata", good, dataset="my-data").report

    said = json.loads(json.dumps(report.as_dict()))

    assert (said["format"], said["dataset"], said["refused"]) == ("wikidata", "my-data", [])
    assert said["counts"] == {"persons": 1, "organizations": 1, "sources": 1, "offices": 1, "tenures": 2}
    assert {"convention": "ends are taken as the first day after (--end-day outside)", "count": 2} in said[
        "conventions"
    ]
    assert repr(report).startswith("<my-data: ")


def test_what_is_asked_for_wrongly_is_refused(good: Path, tmp_path: Path) -> None:
    with pytest.raises(tempodb.InputError, match="the nearest is `wikidata`"):
        tempodb.read_foreign("wikidat", good)
    with pytest.raises(tempodb.InputError, match="no file is named"):
        tempodb.read_foreign("wikidata")
    with pytest.raises(tempodb.InputError, match="end it with"):
        tempodb.read_foreign("wikidata", good).write(tmp_path / "x.txt")
    with pytest.raises(tempodb.DatasetError, match="there is no file"):
        tempodb.read_foreign("wikidata", tmp_path / "none.json")


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "importing").glob("*.*")), ids=lambda path: path.stem
)
def test_many_entries_are_read_faster_and_say_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slowly = tempodb.read_foreign(path.stem, path)
    monkeypatch.setattr(source_checks, "MANY_ENTRIES", 1)
    fast = tempodb.read_foreign(path.stem, path)

    assert fast.report == slowly.report
    assert {claim.identity for claim in fast.dataset.claims} == {c.identity for c in slowly.dataset.claims}
    assert fast.text() == slowly.text()
    assert "was not looked for" in fast.doubts[0].message and slowly.doubts == []
    with tempodb.open(":memory:") as db:
        assert db.load_foreign(fast)[0].transaction == 1
        assert db.load_foreign(slowly)[0].transaction is None
        assert db.load_foreign(fast)[0].transaction is None
        assert db.verify() == []


def test_many_entries_are_read_with_their_places_if_anything_is_wrong(
    bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly = tempodb.read_foreign("wikidata", bad)
    monkeypatch.setattr(source_checks, "MANY_ENTRIES", 1)

    assert tempodb.read_foreign("wikidata", bad).report == slowly.report


def test_what_may_not_be_meant_is_told_at_its_place(tmp_path: Path) -> None:
    person = entity("Q1001", "Person A", P39=[held(1900, 2001), held(1950, 2005)])
    source = tempodb.read_foreign(
        "wikidata", write_entities(tmp_path / "x.json", person, entity("Q5001", "O"), CHAIR)
    )

    told = [(doubt.code, doubt.pointer, doubt.offset) for doubt in source.doubts]

    assert told and {code for code, _, _ in told} == {"warning"}
    assert {(pointer or "").partition("/claims")[0] for _, pointer, _ in told} == {"/entities/Q1001"}
    assert {offset for _, _, offset in told} == {None}
