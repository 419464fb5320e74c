"""A format that is imported is a function and an entry: whoever adds one writes, loads and asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from copied import Copy

CLUBS = '''
"""Lines of who was in which club, from when to when."""

from tempodb.interchange.importers.foreign_dates import Spell
from tempodb.interchange.importers.foreign_files import lines_of_file
from tempodb.interchange.importers.foreign_statements import ForeignStatements
from tempodb.markup.tree import Place


def read_clubs(paths, dataset, conventions):
    out = ForeignStatements(dataset, conventions)
    for path in paths:
        for number, line in lines_of_file(path):
            place = Place(str(path), number, 0, 0, 0)
            who, club, start, end, *rest = line.decode().strip().split(";")
            if not who:
                out.refuse(place, "missing", "this line names nobody", "name somebody")
                continue
            for text in rest:
                out.leave_out("fees", place)
            person, body = out.ids.of("party", who), out.ids.of("party", club)
            out.once("persons", person, place, name=who)
            out.once("organizations", body, place, name=club)
            out.hold("memberships", Spell(start, end), place, member=person, of=body)
    return out.collected()
'''
LINES = "Ann A;Club;2001-05-06;2003;12\nBob B;Club;2002;\n;Club;2001;\nCy;Club;soon;\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a copy of the program with one format more that is imported."""
    copy = Copy(tmp_path_factory.mktemp("home"))
    module = copy.home / "tempodb" / "interchange" / "importers" / "clubs.py"
    module.write_text(CLUBS, encoding="utf-8")
    imported = "from tempodb.interchange.importers.clubs import read_clubs\n"
    copy.insert("interchange/foreign_formats.py", "if TYPE_CHECKING:", imported)
    entry = 'ForeignFormat("clubs", "lines of clubs", read_clubs), '
    copy.insert("interchange/foreign_formats.py", 'ForeignFormat("popolo"', entry)
    (copy.home / "clubs.txt").write_text(LINES, encoding="utf-8")
    return copy


@pytest.mark.surroundings
def test_a_format_is_added_as_a_function_and_an_entry(copy: Copy) -> None:
    refused = copy.tempodb("import", "clubs", "clubs.txt", "--load", "--db", "none.db")
    loaded = copy.tempodb("import", "clubs", "clubs.txt", "--load", "--skip-bad", "--open", "soon")

    assert "clubs.txt:3: error: this line names nobody" in refused
    assert "clubs.txt:4: error: `soon` is no date" in refused
    assert not Path(copy.home / "none.db").exists()
    assert "clubs.txt:1: warning: left out: fees: 1" in loaded
    assert "`soon` is taken as no date (--open): 1" in loaded
    assert "ends are taken as the last day (--end-day inside): 1" in loaded
    assert copy.tempodb("query", "members of Club as of 2003-12-31", "--format", "tsv").count("Ann-A") == 1
    assert "clubs: lines of clubs" in copy.tempodb("import", "--help")
