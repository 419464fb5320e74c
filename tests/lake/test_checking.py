"""A lake is checked by itself: what is wrong with it is told with its file, whoever wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lake.awkward import opened
from lake.lakes import csto, found_in, published, rewritten, rows_of, worsen
from tempodb.api.lake_care import adopt_lake, check_lake
from tempodb.base.errors import InputError
from tempodb.lake.lake_layout import LAKE_TABLES, bucket_of

Row = dict[str, Any]
BUCKETS = 4
OF_CSTO = bucket_of("csto", BUCKETS)
MEMBERSHIP = "by_organization/membership"


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Path]:
    with csto() as db:
        published(db, tmp_path / "lake", BUCKETS)
    yield tmp_path / "lake"


def test_nothing_is_wrong_with_what_was_published(lake: Path, tmp_path: Path) -> None:
    with opened(tmp_path, 60) as db:
        published(db, tmp_path / "awkward", 3)

    assert found_in(lake) == []
    assert check_lake(tmp_path / "awkward") == []


def with_first(**changed: Any) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [{**rows[0], **changed}, *rows[1:]]


def contradicted(rows: list[Row]) -> list[Row]:
    said = {"value": '{"status":"observer"}', "status": "observer", "row": 9_001, "claim": 9_001}
    return [*rows, {**rows[0], **said}]


def twice(rows: list[Row]) -> list[Row]:
    return [*rows, rows[0]]


WRONG = (
    (contradicted, 'membership armenia, csto: {"status":"member"} from 1992 onwards contradicts'),
    (twice, "is there twice"),
    (with_first(home="icmec"), "`home` is `icmec`, and not `csto` as `of`"),
    (with_first(home="kyrgyzstan"), "`kyrgyzstan` does not lie in this bucket"),
    (with_first(to_earliest=1, to_latest=1, to_text="0001-01-01"), "can hold on no day"),
    (
        with_first(from_earliest=727563, from_latest=727198),
        "has an end whose earliest day comes after its latest",
    ),
    (with_first(to_latest=4_000_000), "has a day beyond the years 1 to 9999"),
    (with_first(recorded_to=5), "is believed up to an instant that is not after the one from which it is"),
    (with_first(recorded_from=2**62), "is recorded after the instant up to which the snapshot goes"),
    (with_first(value="member"), "the value member is no JSON"),
    (with_first(value="[]"), "the value [] is no object of JSON"),
    (with_first(value="{}"), "the value {} lacks `status`"),
    (with_first(value='{ "status": "member"}'), 'is not written as {"status":"member"}'),
    (with_first(status="observer"), "the column `status` says otherwise than `value`"),
    (with_first(sources="report-2017-04-21"), "the sources report-2017-04-21 are no JSON"),
    (with_first(sources='["b","a"]'), 'are not written as ["a","b"]'),
    (with_first(from_text="1993"), "`from_text` is 1993, and the days beside it are"),
    (with_first(from_text=None), "`from_text` is empty, and the days beside it are"),
    (with_first(from_text="soon"), "`from_text` is soon, and the days beside it are"),
    (with_first(sources='["nowhere"]'), "no source has the id `nowhere`"),
    (with_first(representing="nobody"), "no party has the id `nobody`"),
    (lambda rows: rows[1:], "they are not the same ones"),
)


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_what_others_wrote_wrongly_is_told(
    lake: Path, change: Callable[[list[Row]], list[Row]], message: str
) -> None:
    rewritten(lake, MEMBERSHIP, OF_CSTO, change)
    found = found_in(lake)

    assert any(message in problem.message for problem in found), [problem.message for problem in found]
    assert all(problem.hint for problem in found)


def test_processes_find_the_same_in_the_same_order(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worsen(lake)
    found = found_in(lake)
    monkeypatch.chdir(lake.parent)

    assert len({problem.message for problem in found}) > 3
    assert check_lake("lake") == found
    with pytest.raises(InputError, match="there is no engine `dask`"):
        check_lake("lake", engine="dask")


def test_what_contradicts_only_before_or_after_a_correction_is_told_once(lake: Path) -> None:
    def later(rows: list[Row]) -> list[Row]:
        closed = {**rows[0], "recorded_to": rows[0]["recorded_from"] + 1}
        said = {"value": '{"status":"observer"}', "status": "observer", "row": 9_001, "claim": 9_001}
        after = {**rows[0], **said, "recorded_from": rows[0]["recorded_from"] + 1, "since": 0}
        return [closed, after, *rows[1:]]

    rewritten(lake, MEMBERSHIP, OF_CSTO, later)

    assert not [problem for problem in found_in(lake) if "contradicts" in problem.message]


def test_ids_that_nothing_defines_are_told_wherever_they_lie(lake: Path) -> None:
    bucket = bucket_of("imangali-tasmagambetov", BUCKETS)
    table = LAKE_TABLES["by_organization/party"]
    assert any(row["party"] == "imangali-tasmagambetov" for row in rows_of(lake, table, bucket))
    rewritten(
        lake,
        table.path,
        bucket,
        lambda rows: [row for row in rows if row["party"] != "imangali-tasmagambetov"],
    )

    told = {problem.message for problem in found_in(lake)}
    assert told == {"no party has the id `imangali-tasmagambetov`"}


def test_the_files_of_others_become_a_lake_once_nothing_is_wrong_with_them(lake: Path) -> None:
    for manifest in (lake / "manifests").iterdir():
        manifest.unlink()
    (lake / "manifests").rmdir()
    for file in [*lake.rglob("*.parquet")]:
        file.rename(file.with_name("part-0.snappy.parquet"))

    assert any("does not lie in this bucket" in problem.message for problem in adopt_lake(lake, BUCKETS + 1))
    assert not [*lake.glob("manifests/*.json")]
    assert adopt_lake(lake, BUCKETS) == []
    assert found_in(lake) == []
    with pytest.raises(InputError, match="has a snapshot already"):
        adopt_lake(lake, BUCKETS)


@pytest.mark.parametrize("buckets", [0, -1, 100_000])
def test_a_lake_of_others_has_buckets(lake: Path, buckets: int) -> None:
    for manifest in (lake / "manifests").glob("*.json"):
        manifest.unlink()
    with pytest.raises(InputError, match="no number of buckets"):
        adopt_lake(lake, buckets)
