"""`tempodb web` as it is typed: where it listens, whom it lets in, and how it ends."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from web.exploring import Client

pytestmark = pytest.mark.surroundings


def typed(place: Path, *options: str) -> subprocess.Popen[str]:
    """Start the command."""
    words = [sys.executable, "-m", "tempodb", "web", "--db", str(place), *options]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_tells_where_it_is_and_ends_when_interrupted(place: Path) -> None:
    """The address that it tells has the pages; Ctrl-C ends it without a traceback."""
    process = typed(place, "--port", "0")
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        port = re.search(r"http://127\.0\.0\.1:([0-9]+)/", told)
        assert port is not None, told
        assert "Collective Security Treaty Organization" in Client(int(port[1])).get("/").text
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    finally:
        process.kill()
    assert "Traceback" not in errors
    assert process.returncode in (0, 130)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::"])
def test_others_are_let_in_only_where_that_is_said_twice(place: Path, host: str) -> None:
    """An address that others reach needs a word of its own."""
    _, errors = typed(place, "--host", host).communicate(timeout=30)
    assert "others could read the database" in errors
    assert "--allow-remote" in errors


def test_a_place_in_use_is_told(place: Path) -> None:
    """Where another program listens, the message says what to give instead."""
    first = typed(place, "--port", "0")
    try:
        assert first.stdout is not None
        port = re.search(r":([0-9]+)/", first.stdout.readline())
        assert port is not None
        second = typed(place, "--port", port[1])
        _, errors = second.communicate(timeout=30)
        assert second.returncode == 2
        assert "--port" in errors
    finally:
        first.kill()
        first.communicate()


@pytest.mark.parametrize("port", ["-1", "70000"])
def test_what_is_no_port_is_refused(place: Path, port: str) -> None:
    """There are 65,535 of them."""
    _, errors = typed(place, "--port", port).communicate(timeout=30)
    assert "cannot listen" in errors or "port" in errors
    assert "Traceback" not in errors
