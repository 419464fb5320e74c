"""`plot` writes the picture of an answer, and refuses what it cannot draw in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import tempodb
from cli.running import CSTO, tempodb_

QUESTION = "timeline of CSTO"
AFTER_THE_LOAD = "2100-01-01"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = str(tmp_path_factory.mktemp("plot") / "c.db")
    assert tempodb_("load", CSTO, "--db", file).code == 0
    return file


def test_a_picture_is_written_to_a_file_and_into_a_pipe(db: str, tmp_path: Path) -> None:
    file = tmp_path / "csto.svg"
    ran = tempodb_("plot", QUESTION, "--db", db, "-o", str(file), "--now", AFTER_THE_LOAD)
    piped = tempodb_("plot", QUESTION, "--db", db, "--now", AFTER_THE_LOAD)

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert piped.out == file.read_text(encoding="utf-8")
    ElementTree.fromstring(piped.out)


def test_a_day_is_marked_and_the_width_and_colours_are_chosen(db: str) -> None:
    ran = tempodb_("plot", QUESTION, "--db", db, "--as-of", "2013", "--width", "640", "--theme", "dark")

    assert ">2013-01-01<" in ran.out
    assert 'width="640"' in ran.out and "<style>" not in ran.out


def test_a_bar_leads_to_its_source_where_that_is_on_the_web(tmp_path: Path) -> None:
    db = str(tmp_path / "e.db")
    tempodb_("load", str(tempodb.bundled_fixture("csto-exact.yaml")), "--db", db)
    drawn = ElementTree.fromstring(tempodb_("plot", QUESTION, "--db", db).out)
    addresses = {link.attrib["href"] for link in drawn.iter("{http://www.w3.org/2000/svg}a")}

    assert "http://tass.com/archive/685227" in addresses
    assert all(address.startswith(("http://", "https://")) for address in addresses)


def test_png_is_drawn_where_what_draws_it_is_installed(db: str, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    file = tmp_path / "csto.PNG"
    ran = tempodb_("plot", QUESTION, "--db", db, "-o", str(file))

    assert ran.code == 0
    content = file.read_bytes()
    assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20]) == 2 * 960


def test_png_says_what_to_install(db: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    ran = tempodb_("plot", QUESTION, "--db", db, "-o", str(tmp_path / "csto.png"))

    assert ran.code and "pip install 'tempodb[plot]'" in ran.err and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((QUESTION, "-o", "csto.pdf"), "rsvg-convert -f pdf"),
        ((QUESTION, "-o", "csto.gif"), "end the name with one of .svg .png"),
        ((QUESTION, "--as-of", "yesteryear"), "no date"),
        ((QUESTION, "--width", "10"), "from 320 to 10000 pixels"),
        (("whether Uzbekistan is member of CSTO as of 2006",), "periods of Uzbekistan in CSTO"),
        (("members of CSTO as of 1900",), "there is nothing to draw"),
        (("timeline of Atlantis",), "Atlantis"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_what_to_try(db: str, arguments: Any, said: str) -> None:
    ran = tempodb_("plot", *arguments, "--db", db)

    assert ran.code and said in ran.err and ran.out == "" and "Traceback" not in ran.err


def test_a_terminal_shows_no_picture(db: str) -> None:
    ran = tempodb_("plot", QUESTION, "--db", db, terminal=True)

    assert ran.code and "-o FILE.svg" in ran.err
