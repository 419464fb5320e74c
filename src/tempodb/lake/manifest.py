"""A snapshot of a lake: which files it is made of, and of which state of which database.

It is written as JSON. The name of its file tells its number, and the digest of its bytes.
"""

# Annotations are no texts here, as `from __future__ import annotations` would make them: of a NamedTuple
# each is compiled again, which costs a start as much as the class.

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from tempodb.base.errors import DatasetError, OperationalError, Problem
from tempodb.lake.lake_layout import HIGHEST_BUCKET_COUNT, LAKE_TABLES, LakeLayout

LAKE_FORMAT = 1
"""The version of the layout that this program writes, and the only one that it reads."""
MANIFESTS = "manifests"
"""The folder of the manifests."""
MANIFEST_NAME = re.compile(r"([0-9]{8})-([0-9a-f]{64})\.json")
_FILE_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.=-]*\.parquet")
_IN_BUCKET = re.compile(r"bucket=([0-9]{5})")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FIRST_INSTANT, _LAST_INSTANT = -62_135_596_800_000_000, 253_402_300_799_999_999
"""The years 1 to 9999, in microseconds since 1970; no count comes near them."""
_HINT = "docs/lake.md says what a manifest holds; tempodb check-lake --adopt writes one"


class LakeFile(NamedTuple):
    """A file of a snapshot: its path within the lake, how many rows and bytes it has, and the digest of its bytes."""

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def table(self) -> str:
        """The folder of its table.

        >>> LakeFile("by_party/tenure/bucket=00003/a.parquet", 1, 9, "").table
        'by_party/tenure'
        """
        return "/".join(self.path.split("/")[:2])

    @property
    def bucket(self) -> int:
        """The bucket that it belongs to; 0 where there are none.

        >>> LakeFile("by_party/tenure/bucket=00003/a.parquet", 1, 9, "").bucket
        3
        """
        found = _IN_BUCKET.fullmatch(self.path.split("/")[2])
        return int(found[1]) if found else 0


class Manifest(NamedTuple):
    """A snapshot of a lake, which never changes.

    `database` is the digest of the first transaction, by which a database is known as the same. What was
    published went up to a `transaction`, with the `digest` of the log up to it, and when it was `recorded`
    (in microseconds UTC). `erased` is the number of the last transaction by then that erased somebody, or 0.
    `previous` is the name of the manifest before this one.
    """

    database: str
    buckets: int
    snapshot: int
    previous: str | None
    transaction: int
    digest: str
    recorded: int
    erased: int
    files: tuple[LakeFile, ...]

    @property
    def paths(self) -> frozenset[str]:
        """The paths of its files."""
        return frozenset(file.path for file in self.files)

    def files_of(self, layout: LakeLayout, name: str, bucket: int | None = None) -> tuple[LakeFile, ...]:
        """Return the files of a table in a layout, or of one bucket of it.

        >>> files = (LakeFile("by_party/tenure/bucket=00003/a.parquet", 1, 9, ""),)
        >>> manifest = Manifest("", 8, 1, None, 1, "", 0, 0, files)
        >>> len(manifest.files_of(LakeLayout.PARTY, "tenure", 3)), manifest.files_of(LakeLayout.PARTY, "tenure", 4)
        (1, ())
        """
        # Of many files this is asked again and again.
        folder = f"{layout}/{name}/"
        found = tuple(file for file in self.files if file.path.startswith(folder))
        return found if bucket is None else tuple(file for file in found if file.bucket == bucket)

    def written(self) -> bytes:
        """Return what its file holds."""
        said = {
            "tempodb_lake": LAKE_FORMAT,
            **self._asdict(),
            "files": [file._asdict() for file in self.files],
        }
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def file_name(self) -> str:
        """The name of its file: its number, and the digest of the bytes in it."""
        return f"{self.snapshot:08}-{hashlib.sha256(self.written()).hexdigest()}.json"


def read_manifest(name: str, content: bytes) -> Manifest:
    """Return the manifest that a file of some *name* holds.

    Raises:
        OperationalError: the file is not as it was written.
        DatasetError: it is no manifest, or one of another version.

    """
    path = f"{MANIFESTS}/{name}"
    named = MANIFEST_NAME.fullmatch(name)
    if named is None or named[2] != hashlib.sha256(content).hexdigest():
        raise damaged(path, "it is not as its name says")
    reader = _ManifestReader(path)
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise reader.wrong("", f"this is no JSON: {error}") from None
    manifest = reader.manifest(said)
    if manifest.snapshot != int(named[1]):
        raise reader.wrong(
            "/snapshot", f"it is {manifest.snapshot}, and {int(named[1])} in the name of the file"
        )
    return manifest


def damaged(path: str, what: str) -> OperationalError:
    """Return the error that a file of a lake is not what was written.

    >>> damaged("whole/status/a.parquet", "it has 3 bytes, not 4").problems[0].message
    '`whole/status/a.parquet` is damaged: it has 3 bytes, not 4'
    """
    back = "put the file back from a copy of the lake"
    other = (
        "publish to a new folder"
        if path.startswith(MANIFESTS)
        else "make it anew: tempodb publish LAKE --anew"
    )
    hint = f"{back}, or {other}"
    return OperationalError(Problem("damaged", f"`{path}` is damaged: {what}", hint, file=path))


class _ManifestReader:
    """Reads what a manifest says, and tells where it is wrong by a pointer into its JSON."""

    def __init__(self, path: str) -> None:
        self._path = path

    def wrong(self, pointer: str, what: str) -> DatasetError:
        return DatasetError(Problem("manifest", what, _HINT, file=self._path, pointer=pointer or None))

    def manifest(self, said: Any) -> Manifest:
        if not isinstance(said, dict) or "tempodb_lake" not in said:
            raise self.wrong("", "this is no manifest of a lake")
        if said["tempodb_lake"] != LAKE_FORMAT:
            what = (
                f"the lake is of version {said['tempodb_lake']}, and this program reads version {LAKE_FORMAT}"
            )
            hint = "use the tempodb that wrote it, or publish to a new folder"
            raise DatasetError(Problem("manifest", what, hint, file=self._path, pointer="/tempodb_lake"))
        buckets = self._number(said, "/buckets", 1)
        if buckets > HIGHEST_BUCKET_COUNT:
            raise self.wrong("/buckets", f"there are at most {HIGHEST_BUCKET_COUNT:,} buckets")
        previous = said.get("previous")
        if previous is not None and not (isinstance(previous, str) and MANIFEST_NAME.fullmatch(previous)):
            raise self.wrong("/previous", "this is no name of a manifest")
        files = said.get("files")
        if not isinstance(files, list):
            raise self.wrong("/files", "a list of files is missing")
        manifest = Manifest(
            self._digest(said, "/database"),
            buckets,
            self._number(said, "/snapshot", 1),
            previous,
            self._number(said, "/transaction", 0),
            self._digest(said, "/digest"),
            self._number(said, "/recorded"),
            self._number(said, "/erased", 0),
            tuple(self._file(file, f"/files/{i}", buckets) for i, file in enumerate(files)),
        )
        if len(manifest.paths) < len(manifest.files):
            raise self.wrong("/files", "a file is named twice")
        return manifest

    def _file(self, said: Any, at: str, buckets: int) -> LakeFile:
        if not isinstance(said, dict) or not isinstance(said.get("path"), str):
            raise self.wrong(at, "a file has a path")
        file = LakeFile(
            said["path"],
            self._number(said, f"{at}/rows", 0),
            self._number(said, f"{at}/bytes", 0),
            self._digest(said, f"{at}/sha256"),
        )
        if (why := stray(file.path, buckets)) is not None:
            raise self.wrong(f"{at}/path", f"`{file.path}` is no path of a file of a lake: {why}")
        return file

    def _number(self, said: Mapping[str, Any], pointer: str, least: int | None = None) -> int:
        value = said.get(pointer.rpartition("/")[2])
        if not isinstance(value, int) or isinstance(value, bool) or (least is not None and value < least):
            wanted = "a whole number" if least is None else f"a whole number from {least} on"
            raise self.wrong(
                pointer, f"`{value}` is not {wanted}" if value is not None else f"{wanted} is missing"
            )
        if not _FIRST_INSTANT <= value <= _LAST_INSTANT:
            raise self.wrong(pointer, "this number is larger than any that a manifest has")
        return value

    def _digest(self, said: Mapping[str, Any], pointer: str) -> str:
        value = said.get(pointer.rpartition("/")[2])
        if not isinstance(value, str) or _DIGEST.fullmatch(value) is None:
            raise self.wrong(pointer, "a digest of 64 hexadecimal digits is missing")
        return value


def stray(path: str, buckets: int) -> str | None:
    """Return why a path is none of a file of a lake with so many buckets; None if it is one.

    >>> stray("by_party/tenure/bucket=00003/a.parquet", 8), stray("../a.parquet", 8)
    (None, 'no table lies there')
    """
    *folders, name = path.split("/")
    table = LAKE_TABLES.get("/".join(folders[:2]))
    if table is None:
        return "no table lies there"
    if _FILE_NAME.fullmatch(name) is None:
        return "files are called NAME.parquet"
    if not table.bucketed_by:
        return None if len(folders) == 2 else "the table has no buckets"
    found = _IN_BUCKET.fullmatch(folders[2]) if len(folders) == 3 else None
    if found is None:
        return "it lies in no bucket"
    return None if int(found[1]) < buckets else f"the lake has {buckets} buckets"
