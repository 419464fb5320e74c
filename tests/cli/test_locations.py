"""Which database a command means, and what it leaves of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import CSTO, tempodb_


def test_the_database_is_the_option_else_the_environment_else_the_default(
    loaded: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answers(*options: str) -> str:
        ran = tempodb_("query", "show datasets", *options)
        return str(ran.out.splitlines()[1].split("\t")[0] if ran.code == 0 else ran.err.split("`")[1])

    for name in ("default", "named", "option"):
        text = f"tempodb: 1\ndataset: {name}\n"
        (folder / f"{name}.yaml").write_text(text)
        path = {"default": "tempodb.db"}.get(name, f"{name}.db")
        assert tempodb_("load", f"{name}.yaml", "--db", path).code == 0

    assert answers() == "default"
    monkeypatch.setenv("TEMPODB_DB", "named.db")
    assert answers() == "named"
    assert answers("--db", "option.db") == "option"
    assert answers("--db=option.db") == "option"
    assert answers("--db", f"sqlite:///{folder}/option.db") == "option"
    assert answers("--db", "none.db") == "none.db"
    monkeypatch.setenv("TEMPODB_DB", "")
    assert answers() == "default"
    assert tempodb_("--db", "option.db", "query", "show datasets").out.splitlines()[1].startswith("option")


def test_load_makes_the_default_database(folder: Path) -> None:
    assert tempodb_("load", CSTO).code == 0
    assert [path.name for path in folder.iterdir()] == ["tempodb.db"]


def test_reading_leaves_not_a_trace(loaded: Path, db: str) -> None:
    def state() -> list[tuple[str, int, bytes]]:
        return [
            (path.name, path.stat().st_mtime_ns, path.read_bytes())
            for path in sorted(loaded.parent.iterdir())
        ]

    before = state()

    for command in (["query", "members; events"], ["query", "membres"], ["verify"], ["digest"], ["export"]):
        tempodb_(*command)

    assert state() == before


def test_a_database_that_may_only_be_read_is_read(loaded: Path, folder: Path) -> None:
    shut = folder / "shut"
    shut.mkdir()
    (shut / "a.db").write_bytes(loaded.read_bytes())
    (shut / "a.db").chmod(0o400)
    shut.chmod(0o500)

    try:
        assert tempodb_("query", "members", "--db", str(shut / "a.db")).code == 0
    finally:
        shut.chmod(0o700)
