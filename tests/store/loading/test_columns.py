"""A first load over columns writes, reports and refuses what one of claims with places does, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from oracle.thoroughness import TIMES
from store.loading.outcomes import files, outcome
from store.loading.random_files import RandomFiles
from tempodb.api import loaded_files
from tempodb.api.loaded_files import LoadedFiles
from tempodb.base.progress import unwatched
from tempodb.interchange.dataset import column_reader, json_entries, restating

SEEDS = range(max(30, round(120 * TIMES)))


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)
    monkeypatch.setattr(column_reader, "WORTH_COLUMNS", 0)


def both_ways(
    folder: Path, loads: Sequence[list[Path] | list[str]], monkeypatch: pytest.MonkeyPatch, **options: Any
) -> Iterator[Any]:
    with monkeypatch.context() as patch:
        patch.setattr(LoadedFiles, "restated", lambda *_: None)
        yield outcome(folder / "columns.db", *loads, **options)
        patch.setattr(LoadedFiles, "columns", lambda *_: None)
        yield outcome(folder / "located.db", *loads, **options)


@pytest.mark.parametrize("seed", SEEDS)
def test_both_ways_come_to_the_same(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    over_columns, with_places = both_ways(
        tmp_path, [files(tmp_path, RandomFiles(seed).contents())], monkeypatch, author="Ada"
    )

    assert over_columns == with_places


@pytest.mark.parametrize("seed", SEEDS)
def test_later_loads_come_to_the_same(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = RandomFiles(seed)
    first = drawn.contents()
    loads = [first, drawn.later(first), drawn.later(first)]
    written: list[list[Path] | list[str]] = []
    for number, contents in enumerate(loads):
        written += [files(tmp_path / str(number), contents), drawn.statements()]

    over_columns, with_places = both_ways(tmp_path, written, monkeypatch)

    assert over_columns == with_places
    assert outcome(tmp_path / "texts.db", *written) == with_places


@pytest.mark.parametrize("seed", SEEDS)
def test_what_has_changed_in_a_text_comes_to_the_same(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_entries, "LOOKED_AT_ONCE", 50)
    # Where any text is near enough, the first one is kept.
    monkeypatch.setattr(restating, "NEAR", (restating.NEAR, 10)[seed // 2 % 2])
    drawn = RandomFiles(seed)
    first = drawn.chains()
    written: list[list[Path] | list[str]] = []
    for number in range(5):
        contents = drawn.edited(first) if number else first
        written += [files(tmp_path / str(number), contents, (None, 1)[seed % 2]), drawn.statements()[:number]]

    over_columns, with_places = both_ways(tmp_path, written, monkeypatch)

    assert outcome(tmp_path / "texts.db", *written) == with_places == over_columns


def test_many_files_are_clean_and_many_are_not(tmp_path: Path) -> None:
    clean = [
        LoadedFiles(files(tmp_path, RandomFiles(seed).contents()), unwatched).columns() is not None
        for seed in range(120)
    ]

    assert len(clean) // 3 < sum(clean) < len(clean)


TEXTS = {
    "a key twice": '{"tempodb": 1, "dataset": "d", "title": "x", "title": "y"}',
    "a key of an entry twice": '{"tempodb": 1, "dataset": "d", "states": {"a": {"name": "A", "name": "B"}}}',
    "an id twice": '{"tempodb": 1, "dataset": "d", "states": {"a": {"name": "A"}, "a": {"name": "B"}}}',
    "no JSON": '{"tempodb": 1, "dataset": "d",}',
    "no number": '{"tempodb": 1, "dataset": "d", "title": NaN}',
    "a list": "[1]",
    "brackets": "[" * 100_000,
    "a number as it is written": '{"tempodb": 1, "dataset": "d", "title": 1.50}',
    "half a character": '{"tempodb": 1, "dataset": "d", "title": "\\ud800"}',
    "a merge that stopped": '{"tempodb": 1,\n<<<<<<< HEAD\n "dataset": "d"}',
}


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_told_alike(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "0.json"
    path.write_text(TEXTS[text], encoding="utf-8")

    over_columns, with_places = both_ways(tmp_path, [[path]], monkeypatch)

    assert over_columns == with_places


A, B, C = (f'"{id_}": {{"name": "{id_.upper()}land"}}' for id_ in "abc")
LOADED = f'{{"tempodb": 1, "dataset": "d", "states": {{{A}, {B}}}}}'
RESTATED = {
    "no comma between entries that stay": LOADED.replace(f"{A},", A),
    "two commas between entries that stay": LOADED.replace(f"{A},", f"{A},,"),
    "a comma before entries that stay": LOADED.replace(A, f",{A}"),
    "a comma after entries that stay": LOADED.replace(B, f"{B},"),
    "no comma before one that is new": LOADED.replace(B, f"{B} {C}"),
    "two commas before one that is new": LOADED.replace(B, f"{B},,{C}"),
    "an id twice": LOADED.replace(B, f"{B}, {B.replace('B', 'C')}"),
    "an id twice, as it stays": LOADED.replace(B, f"{B}, {B}"),
    "an id twice, beside one that is new": LOADED.replace(B, f"{B}, {C}, {B}"),
    "an id twice, escaped": LOADED.replace(B, f"{B}, {B.replace('b', chr(92) + 'u0062')}"),
    "an id twice, disputed": LOADED.replace(B, f'{B}, "b": {{"name": "C", "standing": "disputed"}}'),
    "a section twice": LOADED.replace("}}}", f'}}}}, "states": {{{C}}}}}'),
    "a section twice, escaped": LOADED.replace("}}}", f'}}}}, "state\\u0073": {{{C}}}}}'),
    "something that is no entry": LOADED.replace(B, f"{B}, null"),
    "another text behind": LOADED.replace(B, C) + LOADED,
}


@pytest.mark.parametrize("at_once", [1, json_entries.LOOKED_AT_ONCE])
@pytest.mark.parametrize("text", RESTATED)
def test_changed_texts_are_told_alike(
    text: str, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_entries, "LOOKED_AT_ONCE", at_once)
    loads: list[list[Path] | list[str]] = [[tmp_path / "0.json"], [tmp_path / "1.json"]]
    for load, said in zip(loads, (LOADED, RESTATED[text]), strict=True):
        Path(load[0]).write_text(said, encoding="utf-8")

    over_columns, with_places = both_ways(tmp_path, loads, monkeypatch)

    assert outcome(tmp_path / "texts.db", *loads) == with_places == over_columns
    assert "1.json:1:" in with_places[1]


def test_all_files_that_cannot_be_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [tmp_path / "nothing.json", *files(tmp_path, RandomFiles(1).contents()), tmp_path / "none.json"]

    over_columns, with_places = both_ways(tmp_path, [paths], monkeypatch)

    assert over_columns == with_places
    assert len(over_columns) == 2


def test_one_file_named_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = files(tmp_path, [{"tempodb": 1, "dataset": "d"}])

    over_columns, with_places = both_ways(tmp_path, [[path], [path, path]], monkeypatch)

    assert over_columns == with_places
    assert "is named twice" in over_columns[1]


def test_facts_at_midnight_are_told_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = files(
        tmp_path, [{"tempodb": 1, "dataset": name, "states": {name: {"name": name}}} for name in "de"]
    )

    over_columns, with_places = both_ways(
        tmp_path, [paths], monkeypatch, recorded_at="2001-02-03T23:59:59.999999Z"
    )

    assert over_columns == with_places
