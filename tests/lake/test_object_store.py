"""A lake in an object store is published, held against its database, asked, looked over, and rid of whom was erased.

It is run by `make lake`, whose environment has moto, a server that answers as Amazon's S3 does.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from pyarrow import fs, parquet

import tempodb
from cli.running import tempodb_
from tempodb.lake.object_place import ObjectPlace, object_place

pytestmark = [
    pytest.mark.surroundings,
    pytest.mark.skipif(find_spec("moto") is None, reason="there is no object store: make lake"),
    pytest.mark.filterwarnings("ignore"),
]
LAKE = "s3://bucket/some/lake"
SECRET = "opensesame"
EVERYTHING = "count members of every organization by year between 1990 and 2019"


@pytest.fixture(scope="module")
def store() -> Iterator[fs.S3FileSystem]:
    from moto.moto_server.threaded_moto_server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patched:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patched.delenv(name)
        patched.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patched.setenv("AWS_ACCESS_KEY_ID", "key")
        patched.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        patched.setenv("AWS_EC2_METADATA_DISABLED", "true")
        opened, _ = fs.FileSystem.from_uri("s3://bucket?allow_bucket_creation=true")
        opened.create_dir("bucket")
        yield opened
    server.stop()


@pytest.fixture
def db(store: fs.S3FileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tempodb.Database]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEMPODB_DB", "tempodb.db")
    with tempodb.open("tempodb.db") as opened:
        opened.load(tempodb.bundled_fixture("csto.yaml"))
        yield opened
    store.delete_dir_contents("bucket")


def done(*said: str) -> str:
    ran = tempodb_(*said)
    assert (ran.code, ran.err) == (0, ""), ran
    out: str = ran.out
    return out


def contents(store: fs.S3FileSystem) -> dict[str, bytes]:
    """Return all that lies in the store."""
    found = store.get_file_info(fs.FileSelector("bucket", recursive=True))
    return {each.path: store.open_input_file(each.path).read() for each in found if each.is_file}


def test_a_lake_lives_in_an_object_store(store: fs.S3FileSystem, db: tempodb.Database) -> None:
    assert "hold what the database does" in done("publish", LAKE, "--buckets", "3", "--verify")
    before = contents(store)
    assert "is up to date" in done("publish", LAKE)
    assert contents(store) == before
    assert "nothing to find fault with" in done("check-lake", LAKE)

    for question in ("members of CSTO as of 2006", EVERYTHING):
        asked = done("query", question, "--format", "json")
        assert done("query", "--lake", LAKE, question, "--format", "json") == asked
    done("query", "--lake", LAKE, EVERYTHING, "-o", "s3://bucket/by_year/")
    done("query", EVERYTHING, "-o", "by_year.parquet")
    there = [path for path in contents(store) if path.startswith("bucket/by_year/")]
    assert there == ["bucket/by_year/_SUCCESS", "bucket/by_year/part-00000.parquet"]
    assert parquet.read_table(there[1], filesystem=store) == parquet.read_table("by_year.parquet")


def test_whoever_was_erased_is_gone_from_an_object_store(
    store: fs.S3FileSystem, db: tempodb.Database
) -> None:
    done("publish", LAKE, "--buckets", "3")
    assert any(b"Valery Semerikov" in content for content in contents(store).values())
    db.erase("Valery Semerikov")
    assert "snapshot 1 still holds what was erased" in done("publish", LAKE, "--verify")
    assert "snapshot 1 removed" in done("vacuum", LAKE)

    left = contents(store)
    assert left and not any(b"Valery Semerikov" in content for content in left.values())
    assert "nothing to find fault with" in done("check-lake", LAKE)


def test_what_is_damaged_in_an_object_store_is_told_and_made_anew(
    store: fs.S3FileSystem, db: tempodb.Database
) -> None:
    published = db.publish(LAKE, buckets=2).snapshot
    before = contents(store)
    wrong = published.files_of("by_name", "label")[0].path
    with store.open_output_stream(f"bucket/some/lake/{wrong}") as file:
        file.write(b"x")
    ran = tempodb_("check-lake", LAKE)

    assert (ran.code, ran.err) == (1, "") and f"`{wrong}` is damaged" in ran.out
    assert "1 file written once more" in done("publish", LAKE, "--anew")
    assert contents(store) == before


REFUSED = (
    (("publish", "s3://nobucket/lake"), 3, "does not exist"),
    (("query", "--lake", "s3://bucket/nolake", EVERYTHING), 2, "there is no lake at `s3://bucket/nolake`"),
    (("check-lake", f"s3://key:{SECRET}@bucket/nolake"), 2, "there is no lake at `s3://key@bucket/nolake`"),
    (("query", "--lake", LAKE, EVERYTHING, "-o", f"s3://key:{SECRET}@bucket/some/"), 2, "`s3://key@bucket/some` is"),
    (("query", "--lake", LAKE, EVERYTHING, "-o", "s3://nobucket/by_year/"), 3, "cannot be read or written"),
)  # fmt: skip


@pytest.mark.parametrize(("said", "code", "message"), REFUSED, ids=[message for *_, message in REFUSED])
def test_what_an_object_store_refuses_is_told(
    store: fs.S3FileSystem, db: tempodb.Database, said: tuple[str, ...], code: int, message: str
) -> None:
    db.publish(LAKE, buckets=2)
    before = contents(store)
    ran = tempodb_(*said)

    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err and "help: " in ran.err and SECRET not in ran.err
    assert contents(store) == before


def test_what_is_discarded_leaves_no_sign_of_a_folder(store: fs.S3FileSystem, db: tempodb.Database) -> None:
    place = object_place("s3://bucket/by_year/_runs")
    assert isinstance(place, ObjectPlace)
    store.create_dir("bucket/by_year/_runs")
    place.write("one", b"")
    place.discard()
    place.discard()

    assert store.get_file_info("bucket/by_year/_runs").type == fs.FileType.NotFound
