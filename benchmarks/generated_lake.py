"""A lake of so many beliefs, made without a database: timelines as real ones mostly are, and a share of vague ones.

python -m benchmarks.generated_lake FOLDER ROWS BUCKETS
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import pyarrow as pa

from tempodb.base.folding import fold
from tempodb.lake.lake_layout import LAKE_TABLES
from tempodb.lake.lake_places import LakePlace, lake_place
from tempodb.lake.manifest import LakeFile, Manifest
from tempodb.lake.parquet_files import arrow_schema, parquet_bytes
from tempodb.lake.snapshots import add_snapshot
from tempodb.temporal.bounds import ALWAYS, FIRST_DAY, NEVER, edtf
from tempodb.temporal.instants import FOREVER

RECORDED = 1_910_000_000_000_000
STATUSES = ("member", "member", "member", "observer", "suspended")
Columns = dict[str, np.ndarray[Any, Any]]


def spells(rows: int, seed: int) -> Columns:
    """Return rows of numbers: one to four pieces a party and organization, of which most hand over to the next."""
    random = np.random.default_rng(seed)
    organizations = max(rows // 60, 5)
    weight = random.pareto(1.1, organizations) + 0.05
    organization = np.sort(random.choice(organizations, rows, p=weight / weight.sum()))
    begins = random.random(rows) < 0.62
    begins[0] = True
    begins[1:] |= organization[1:] != organization[:-1]
    key = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    party = random.permutation(len(first))[key] % max(rows // 8, 50)
    base = random.integers(720_000, 735_000, len(first))[key]
    step = random.integers(400, 2_200, rows)
    gap = np.where(random.random(rows) < 0.6, 0, random.integers(400, 900, rows))
    gap[begins] = 0
    reached = np.cumsum(step + gap)
    begin = base + reached - step - (reached - step)[first][key]
    hands_over = np.zeros(rows, np.bool_)
    hands_over[1:] = ~begins[1:] & (gap[1:] == 0)
    f1, f2 = _vague(begin, random.random(rows))
    t1, t2 = _vague(begin + step, random.random(rows))
    for low, high in ((f1, t1), (f2, t2)):
        low[1:][hands_over[1:]] = high[:-1][hands_over[1:]]
    is_last = np.append(begins[1:], True)
    lasts = is_last & (random.random(rows) < 0.4)
    t1[lasts] = t2[lasts] = NEVER
    f1[begins & (random.random(rows) < 0.02)] = FIRST_DAY
    recorded_from = 1_600_000_000_000_000 + random.integers(0, 6_000, rows) * 50_000_000_000
    recorded_to = np.full(rows, FOREVER)
    gone = random.random(rows) < 0.2
    recorded_to[gone] = recorded_from[gone] + 10_000_000_000_000
    return {
        "organization": organization,
        "party": party,
        "f1": f1,
        "f2": f2,
        "t1": t1,
        "t2": t2,
        "status": random.integers(0, len(STATUSES), rows),
        "source": random.integers(0, 500, rows),
        "disputed": random.random(rows) < 0.01,
        "recorded_from": recorded_from,
        "recorded_to": recorded_to,
        "row": np.arange(1, rows + 1),
    }


def _vague(day: Any, share: Any) -> tuple[Any, Any]:
    """Return the candidates of days of which a fifth is known by the year or by thirty days alone."""
    earliest, latest = day.copy(), day.copy()
    for least, length in ((0.9, 365), (0.8, 30)):
        some = (share > least) & (share <= least + 0.1)
        earliest[some] = day[some] - day[some] % length
        latest[some] = earliest[some] + length - 1
    return earliest, latest


class Writing:
    """Writes tables to a place, and remembers the files."""

    def __init__(self, place: LakePlace, buckets: int) -> None:
        self._place = place
        self._buckets = buckets
        self.files: list[LakeFile] = []

    def buckets_of(self, ids: list[str]) -> Any:
        """Return in which bucket each of some ids lies."""
        return np.array([crc32(id_.encode()) % self._buckets for id_ in ids])

    def write(self, path: str, bucket: int, columns: dict[str, Any]) -> None:
        """Write one file of a table."""
        table = LAKE_TABLES[path]
        schema = arrow_schema(table)
        rows = pa.table([_fitting(columns[field.name], field) for field in schema], names=schema.names)
        content = parquet_bytes(rows)
        sha256 = hashlib.sha256(content).hexdigest()
        file = LakeFile(table.file_path(bucket, sha256), rows.num_rows, len(content), sha256)
        self._place.write(file.path, content)
        self.files.append(file)

    def finish(self) -> None:
        """Make it a snapshot."""
        digest = hashlib.sha256(b"generated").hexdigest()
        add_snapshot(
            self._place,
            Manifest(digest, self._buckets, 1, None, 1, digest, RECORDED, 0, tuple(sorted(self.files))),
        )


def _fitting(column: Any, field: Any) -> Any:
    return column if isinstance(column, pa.Array) else pa.array(column, field.type)


def _coded(places: Any, texts: list[Any]) -> pa.DictionaryArray:
    distinct, at = np.unique(places, return_inverse=True)
    said = [texts[place] for place in distinct.tolist()]
    return pa.DictionaryArray.from_arrays(pa.array(at.astype(np.int32)), pa.array(said, pa.string()))


def _ends(earliest: Any, latest: Any) -> pa.DictionaryArray:
    distinct, at = np.unique(earliest.astype(np.int64) << 32 | latest, return_inverse=True)
    texts: list[str | None] = [edtf(end >> 32, end & 0xFFFFFFFF) or None for end in distinct.tolist()]
    coded = pa.array(texts, pa.string())
    return coded.take(pa.array(at)).dictionary_encode()


def _memberships(said: Columns, at: Any, organizations: list[str], parties: list[str]) -> dict[str, Any]:
    some = {name: column[at] for name, column in said.items()}
    nothing = pa.array([None] * len(at), pa.string())
    values = [json.dumps({"status": status}, separators=(",", ":")) for status in STATUSES]
    in_organization = _coded(some["organization"], organizations)
    return {
        "home": in_organization,
        "of": in_organization,
        "member": _coded(some["party"], parties),
        "representing": pa.array([""] * len(at), pa.string()),
        "value": _coded(some["status"], values),
        "status": _coded(some["status"], list(STATUSES)),
        **dict.fromkeys(("for", "for_name", "end_reason"), nothing),
        "from_text": _ends(some["f1"], some["f2"]),
        "from_earliest": some["f1"],
        "from_latest": some["f2"],
        "to_text": _ends(some["t1"], some["t2"]),
        "to_earliest": some["t1"],
        "to_latest": some["t2"],
        "disputed": some["disputed"],
        "sources": _coded(some["source"], [f'["s{number}"]' for number in range(500)]),
        "since": some["recorded_from"],
        "recorded_from": some["recorded_from"],
        "recorded_to": some["recorded_to"],
        "claim": some["row"],
        "row": some["row"],
    }


def generate(folder: Path, rows: int, buckets: int) -> None:
    """Write a lake of so many beliefs of memberships, in so many buckets."""
    said = spells(rows, 0)
    organizations = [f"org-{number:07}" for number in range(int(said["organization"].max()) + 1)]
    parties = [f"p-{number:08}" for number in range(int(said["party"].max()) + 1)]
    writing = Writing(lake_place(str(folder)), buckets)
    for path, ids, filed in (
        ("by_organization/membership", organizations, "organization"),
        ("by_party/membership", parties, "party"),
    ):
        bucket = writing.buckets_of(ids)[said[filed]]
        for number, at in _parted(bucket, buckets):
            order = np.lexsort((said["row"][at], said["f1"][at], said["party"][at], said[filed][at]))
            writing.write(path, number, _memberships(said, at[order], organizations, parties))
    _define(writing, organizations, "organization", rows, buckets)
    _define(writing, parties, "state", rows + len(organizations), buckets)
    nothing = pa.array([None], pa.string())
    writing.write(
        "whole/transaction",
        0,
        {
            "tx": pa.array([1]),
            "recorded": pa.array([RECORDED]),
            **dict.fromkeys(("dataset", "author", "note"), nothing),
            "digest": pa.array([hashlib.sha256(b"generated").hexdigest()]),
        },
    )
    writing.finish()


def _parted(bucket: Any, buckets: int) -> Iterator[tuple[int, Any]]:
    order = np.argsort(bucket, kind="stable")
    ends = np.searchsorted(bucket[order], np.arange(buckets + 1))
    for number in range(buckets):
        if ends[number] < ends[number + 1]:
            yield number, order[ends[number] : ends[number + 1]]


def _define(writing: Writing, ids: list[str], class_: str, after: int, buckets: int) -> None:
    """Write what defines some parties, and what they are called."""
    for number, at in _parted(writing.buckets_of(ids), buckets):
        some = [ids[place] for place in at.tolist()]
        count = len(some)
        nobody = pa.array([None] * count, pa.string())
        common = {
            "home": some,
            "party": some,
            "sources": ["[]"] * count,
            "disputed": [False] * count,
            **{f"{end}_text": nobody for end in ("from", "to")},
            **{f"from_{which}": [ALWAYS] * count for which in ("earliest", "latest")},
            **{f"to_{which}": [NEVER] * count for which in ("earliest", "latest")},
            **dict.fromkeys(("since", "recorded_from"), [1] * count),
            "recorded_to": [FOREVER] * count,
        }
        definition = json.dumps({"class": class_}, separators=(",", ":"))
        numbers = after + 2 * at + 1
        party = {"value": [definition] * count, "class": [class_] * count, "kind": nobody}
        party |= {"code": nobody, "claim": numbers, "row": numbers}
        writing.write("by_organization/party", number, common | party)
        names = [f"Name of {id_}" for id_ in some]
        named = {"value": [json.dumps({"name": name}, separators=(",", ":")) for name in names]}
        named |= {"name": names, "short": nobody, "language": [""] * count}
        named |= {"claim": numbers + 1, "row": numbers + 1}
        writing.write("by_organization/name", number, common | named)
        writing.write("by_id/entity", number, {"id": some, "type": ["party"] * count, "home": some})
    folded = [fold(id_) for id_ in ids]
    for number, at in _parted(writing.buckets_of(folded), buckets):
        labels = {
            "folded": [folded[place] for place in at.tolist()],
            "type": ["party"] * len(at),
            "id": [ids[place] for place in at.tolist()],
        }
        writing.write("by_name/label", number, labels)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(float(sys.argv[2])), int(sys.argv[3]))
