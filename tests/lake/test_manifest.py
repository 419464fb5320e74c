"""A manifest is read as it was written; what is wrong in one is told with its place."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest

from tempodb.base.errors import DatasetError
from tempodb.lake.manifest import LakeFile, Manifest, read_manifest

DIGEST = "0" * 64
FILES = (
    LakeFile("by_party/tenure/bucket=00003/a.parquet", 5, 99, DIGEST),
    LakeFile("whole/transaction/part-0.snappy.parquet", 1, 9, DIGEST),
)
MANIFEST = Manifest(DIGEST, 4, 7, None, 3, DIGEST, 1_700_000_000_000_000, 0, FILES)


def read(said: Any, number: int = 7) -> Manifest:
    content = json.dumps(said).encode()
    return read_manifest(f"{number:08}-{hashlib.sha256(content).hexdigest()}.json", content)


def test_it_is_read_as_it_was_written() -> None:
    assert read_manifest(MANIFEST.file_name, MANIFEST.written()) == MANIFEST


def with_(**changed: Any) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(MANIFEST.written())
    return {**said, **changed}


def with_file(**changed: Any) -> dict[str, Any]:
    first, *others = with_()["files"]
    return with_(files=[{**first, **changed}, *others])


WRONG: tuple[tuple[Any, str | None, str], ...] = (
    ([], None, "this is no manifest of a lake"),
    ({}, None, "this is no manifest of a lake"),
    (with_(tempodb_lake=2), "/tempodb_lake", "the lake is of version 2, and this program reads version 1"),
    (with_(buckets=0), "/buckets", "`0` is not a whole number from 1 on"),
    (with_(buckets=True), "/buckets", "`True` is not a whole number"),
    (with_(buckets=100_000), "/buckets", "there are at most 99,999 buckets"),
    (with_(snapshot=8), "/snapshot", "it is 8, and 7 in the name of the file"),
    (with_(previous="../x"), "/previous", "this is no name of a manifest"),
    (with_(digest="abc"), "/digest", "a digest of 64 hexadecimal digits is missing"),
    (with_(recorded=None), "/recorded", "a whole number is missing"),
    (with_(recorded=1 << 62), "/recorded", "this number is larger than any that a manifest has"),
    (with_(recorded=-(1 << 62)), "/recorded", "this number is larger than any that a manifest has"),
    (with_(transaction=1 << 64), "/transaction", "this number is larger than any that a manifest has"),
    (with_file(rows=1 << 64), "/files/0/rows", "this number is larger than any that a manifest has"),
    (with_(files={}), "/files", "a list of files is missing"),
    (with_(files=[FILES[0]._asdict()] * 2), "/files", "a file is named twice"),
    (with_(files=["a"]), "/files/0", "a file has a path"),
    (with_file(rows=-1), "/files/0/rows", "`-1` is not a whole number from 0 on"),
    (with_file(sha256=5), "/files/0/sha256", "a digest of 64 hexadecimal digits is missing"),
    (with_file(path="../../etc/passwd"), "/files/0/path", "no table lies there"),
    (with_file(path="by_party/tenure/bucket=00003/../a.parquet"), "/files/0/path", "it lies in no bucket"),
    (
        with_file(path="by_party/tenure/bucket=00003/.a.parquet"),
        "/files/0/path",
        "files are called NAME.parquet",
    ),
    (with_file(path="by_party/tenure/bucket=00004/a.parquet"), "/files/0/path", "the lake has 4 buckets"),
    (with_file(path="by_party/tenure/a.parquet"), "/files/0/path", "it lies in no bucket"),
    (with_file(path="whole/transaction/bucket=00000/a.parquet"), "/files/0/path", "the table has no buckets"),
    (with_file(path="/etc/a.parquet"), "/files/0/path", "no table lies there"),
)


@pytest.mark.parametrize(("said", "pointer", "message"), WRONG, ids=[message for *_, message in WRONG])
def test_what_is_wrong_is_told_with_its_place(said: Any, pointer: str | None, message: str) -> None:
    with pytest.raises(DatasetError) as refused:
        read(said)
    (problem,) = refused.value.problems

    assert message in problem.message and problem.pointer == pointer
    assert problem.file is not None and problem.file.startswith("manifests/00000007-")
    assert problem.hint


def test_what_is_no_json_is_told() -> None:
    content = b"{"
    with pytest.raises(DatasetError, match="this is no JSON"):
        read_manifest(f"00000007-{hashlib.sha256(content).hexdigest()}.json", content)
