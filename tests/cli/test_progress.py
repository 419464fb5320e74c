"""Long work is watched: what it tells, and the bar that a person sees of it."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import tqdm

import tempodb
from tempodb.base.progress import in_parts, unwatched
from tempodb.cli import main, watching

T = TypeVar("T")
CSTO = tempodb.bundled_fixture("csto.yaml")


class Watch:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int, int]] = []

    def __call__(self, items: Iterable[T], total: int, doing: str) -> Iterator[T]:
        at = len(self.told)
        self.told.append((doing, 0, total))
        for number, item in enumerate(items, 1):
            self.told[at] = (doing, number, total)
            yield item


@pytest.fixture
def loaded() -> tempodb.Database:
    database = tempodb.open(":memory:")
    database.load(CSTO)
    return database


def test_a_load_tells_of_reading_recording_and_deriving() -> None:
    watch = Watch()
    with tempodb.open(":memory:") as database:
        report = database.load(CSTO, progress=watch)[0]
        count = report.as_dict()["added"]

        assert watch.told == [("reading", 3, 3), ("recording", count, count), ("deriving", count, count)]
        again = Watch()
        database.load(CSTO, progress=again)
        database.preview(CSTO, progress=again)
        assert again.told == [("reading", 3, 3)] * 2


def test_every_file_is_told_of_even_if_it_is_wrong(tmp_path: Path) -> None:
    watch = Watch()
    (tmp_path / "wrong.yaml").write_text("tempodb: 1\ndataset: x\nstates: {a: {nam: A}}\n")

    with pytest.raises(tempodb.DatasetError), tempodb.open(":memory:") as database:
        database.load(tmp_path / "wrong.yaml", CSTO, tmp_path / "missing.yaml", progress=watch)

    assert watch.told == [("reading", 7, 9)]


def test_verifying_rebuilding_and_exporting_tell_how_far_they_are(loaded: tempodb.Database) -> None:
    count = 185
    watch = Watch()

    assert loaded.verify(progress=watch) == []
    assert loaded.rebuild(progress=watch) == 1
    assert watch.told == [("checking", count, count), ("deriving", count, count), ("deriving", count, count)]

    watch = Watch()
    assert loaded.export(progress=watch) == loaded.export()
    ((doing, done, total),) = watch.told
    assert (doing, done) == ("writing", total) and total > 50


def test_what_is_watched_comes_to_the_same(loaded: tempodb.Database) -> None:
    with tempodb.open(":memory:") as other:
        other.load(CSTO, progress=Watch())

        question = "timeline of CSTO"
        assert other.query(question).rows == loaded.query(question).rows


def test_a_watch_that_ends_early_takes_nothing_away() -> None:
    through = in_parts(unwatched, 1, "counting")

    assert list(through("abc")) == ["a", "b", "c"]


# ── the bar ──────────────────────────────────────────────────────────────────────────────────────


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def seen(screen: io.StringIO) -> str:
    """Return what is left on the line when all is drawn."""
    line: list[str] = []
    for part in re.split("\r", screen.getvalue()):
        line[: len(part)] = part
    return "".join(line).strip()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every bar come at once, on a terminal that can do it."""
    monkeypatch.setattr(watching, "DELAY", 1e-9)
    monkeypatch.setattr(watching, "SELDOM", 0)
    monkeypatch.setenv("TERM", "xterm")


def test_a_bar_is_drawn_and_leaves_nothing(at_once: None) -> None:
    screen = Screen()
    with watching.watching(screen, "text", {}) as progress:
        for _ in progress(range(3), 3, "reading"):
            pass
        for number in progress(range(3), 3, "deriving"):
            if number:
                break
    assert "reading" in screen.getvalue() and "deriving" in screen.getvalue()
    assert seen(screen) == ""


@pytest.mark.parametrize("raised", [KeyboardInterrupt, ValueError])
def test_a_bar_is_erased_whatever_happens(at_once: None, raised: type[BaseException]) -> None:
    screen = Screen()

    def work() -> None:
        with watching.watching(screen, "text", {}) as progress:
            for number in progress(range(3), 3, "reading"):
                if number:
                    raise raised

    with pytest.raises(raised):
        work()
    assert "reading" in screen.getvalue()
    assert seen(screen) == ""


@pytest.mark.parametrize(
    ("stream", "errors", "environment"),
    [(io.StringIO(), "text", {}), (Screen(), "json", {}), (Screen(), "text", {"TERM": "dumb"})],
    ids=["a pipe", "errors for programs", "a dumb terminal"],
)
def test_nothing_is_drawn_where_nobody_could_read_it(
    at_once: None, stream: io.StringIO, errors: str, environment: dict[str, str]
) -> None:
    with watching.watching(stream, errors, environment) as progress:
        assert list(progress(range(3), 3, "reading")) == [0, 1, 2]
    with watching.watching(None, errors, environment) as progress:
        assert list(progress("ab", 2, "reading")) == ["a", "b"]

    assert stream.getvalue() == ""


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(watching, "DELAY", 3600)
    with watching.watching(screen, "text", {}) as progress:
        assert list(progress(range(1000), 1000, "reading")) == list(range(1000))

    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("load", str(CSTO)), {"reading", "recording", "deriving"}),
        (("load", "--dry-run", str(CSTO)), {"reading"}),
        (("verify",), {"checking", "deriving"}),
        (("rebuild",), {"deriving"}),
        (("export",), {"writing"}),
        (("query", "members of CSTO"), set()),
    ],
)
def test_the_commands_that_take_long_show_a_bar(
    at_once: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: set[str],
) -> None:
    db = str(tmp_path / "a.db")
    if arguments[0] != "load":
        with tempodb.open(db) as database:
            database.load(CSTO)
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)

    assert main([*arguments, "--db", db]) == 0
    assert set(re.findall(r"(\w+): +\d+%", screen.getvalue())) == words
    assert seen(screen) == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a terminal of Unix")
def test_an_interrupted_load_leaves_no_bar_on_a_real_terminal(tmp_path: Path) -> None:
    import fcntl
    import pty
    import select
    import struct
    import termios

    entries = "".join(f"  - {{member: s{i % 500}, of: o, from: {1000 + i // 500}, to: {1001 + i // 500}}}\n" for i in range(30000))  # fmt: skip
    states = "".join(f"  s{i}: {{name: S{i}}}\n" for i in range(500))
    (tmp_path / "big.yaml").write_text(
        f"tempodb: 1\ndataset: big\nstates:\n{states}organizations: {{o: {{name: O}}}}\nmemberships:\n{entries}"
    )
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    run = subprocess.Popen(
        [sys.executable, "-m", "tempodb", "load", "big.yaml"],
        cwd=tmp_path,
        stderr=theirs,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80"},
    )
    os.close(theirs)
    drawn = ""
    while "reading" not in drawn:
        assert select.select([ours], [], [], 60)[0], drawn
        drawn += os.read(ours, 65536).decode()
    # Not in the midst of drawing.
    time.sleep(0.3)
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    while select.select([ours], [], [], 0.5)[0]:
        try:
            drawn += os.read(ours, 65536).decode()
        except OSError:
            break
    os.close(ours)

    assert (run.returncode, out) == (130, b"")
    assert "%" in drawn
    assert seen(io.StringIO(drawn.replace("\n", ""))) == ""


def test_bars_of_other_libraries_keep_their_monitor() -> None:
    interval = tqdm.tqdm.monitor_interval

    with watching.watching(Screen(), "text", {}) as progress:
        list(progress([1], 1, "counting"))

    assert tqdm.tqdm.monitor_interval == interval > 0
