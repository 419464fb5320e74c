"""Where no Chromium is to be had the pages are left out, and that is said; where it finds fault it is heard."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("mktemp", "rm", "tail", "cut")
SAYS = "the tests of the browser were not run: "
ROOT_USER, NOBODY = "echo 0", "echo 65534"
FAILS = "echo 'E: no network' >&2; exit 100"
WITHOUT_LIMIT = 'while [ "$1" != apt-get ] && [ "${1#.venv}" = "$1" ]; do shift; done; exec "$@"'


def ran(folder: Path, programs: Mapping[str, str], **more: str) -> subprocess.CompletedProcess[str]:
    """Run what `make browser-if-possible` runs, on a machine that has these programs alone."""
    for tool in TOOLS:
        (folder / tool).symlink_to(
            next(p for p in (Path("/usr/bin") / tool, Path("/bin") / tool) if p.exists())
        )
    for name, text in {"timeout": WITHOUT_LIMIT, **programs}.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        program.chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(ROOT / "tests/browser/if_possible.sh")],
        cwd=folder, env={"PATH": str(folder), "HOME": os.fspath(folder), **more}, capture_output=True,
        text=True, check=False, timeout=50,
    )  # fmt: skip


def driver(folder: Path, text: str) -> None:
    """Put what tells whether the browser is of use where it is looked for."""
    place = folder / ".venv-browser" / "bin"
    place.mkdir(parents=True)
    (place / "python").write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (place / "python").chmod(0o755)


@pytest.mark.parametrize(
    ("programs", "reason"),
    [
        ({"id": NOBODY, "apt-get": "exit 0"}, "there is no Chromium, and only root could install it"),
        ({"id": ROOT_USER}, "there is no Chromium, and no apt-get that could install it"),
        ({"id": ROOT_USER, "apt-get": FAILS}, "apt-get could not install Chromium: E: no network"),
        (
            {"id": ROOT_USER, "apt-get": "exit 0", "make": FAILS},
            "what drives it could not be installed: E: no network",
        ),
        ({"chromium": "exit 1", "make": "exit 0"}, "chromium does not start"),
    ],
)
def test_without_a_chromium_nothing_fails_and_it_is_said_why(
    tmp_path: Path, programs: Mapping[str, str], reason: str
) -> None:
    driver(tmp_path, "echo chromium does not start >&2; exit 1")

    done = ran(tmp_path, programs)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, SAYS + reason)
    assert done.stderr == ""


def test_an_installation_that_hangs_is_given_up(tmp_path: Path) -> None:
    real = next(str(p) for p in (Path("/usr/bin/timeout"), Path("/bin/timeout")) if p.exists())
    sleeping = "exec /bin/sleep 60"

    done = ran(
        tmp_path,
        {"id": ROOT_USER, "apt-get": sleeping, "timeout": f'exec {real} "$@"'},
        APT_SECONDS="1",
    )

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith(f"{SAYS}apt-get could not install Chromium")


@pytest.mark.parametrize(("found", "status"), [("exit 0", 0), ("exit 1", 1)])
def test_what_a_browser_finds_wrong_fails(tmp_path: Path, found: str, status: int) -> None:
    driver(tmp_path, "exit 0")
    make = f'case "$1" in browser) {found};; esac'

    done = ran(tmp_path, {"chromium": "exit 0", "make": make})

    assert done.returncode == status
    assert SAYS not in done.stdout
