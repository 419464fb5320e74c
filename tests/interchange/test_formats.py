"""An importer is a module and an entry: whoever adds one loads, checks and exports with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import tempodb
from copied import Copy
from tempodb.api.dataset_formats import EXPORT_FORMATS, FOLDER_FORMATS, SUFFIXES
from tempodb.interchange.dataset.reader import read_dataset
from tempodb.interchange.formats import DATASET_FORMATS, EXPORTERS, IMPORTERS, OWN
from tempodb.markup.reading import READERS

PAIRS = '''
"""Two columns: who is a member, and of what."""

from tempodb.base.errors import Problem
from tempodb.interchange.port import STAGES, Exported, Imported, Report
from tempodb.model.canonical_json import canonical
from tempodb.model.claims import Claim, Dataset
from tempodb.model.kinds import Kind


def read_pairs(path, watched):
    claims, refused, left_out = {}, [], []
    for _ in watched(STAGES):
        pass
    for line, text in enumerate(path.read_text().splitlines(), 1):
        place = Problem("", "", file=str(path), line=line, column=1)
        member, tab, body = text.partition("\\t")
        if not tab:
            refused.append(place._replace(code="columns", message=f"`{text}` is one column, and two are read"))
            continue
        if "?" in body:
            left_out.append(place._replace(code="warning", message=f"doubts of `{body}` are left out"))
        body = body.strip("?")
        for id_, class_ in ((member, "state"), (body, "organization")):
            fields = canonical({"class": class_})
            claims[id_] = Claim(Kind.PARTY, (id_,), fields, origin=place)
        claims[text] = Claim(Kind.MEMBERSHIP, (member, body, ""), canonical({"status": "member"}), origin=place)
    stated = (Claim(Kind.DATASET, ("pairs",), "{}", origin=Problem("", "", file=str(path))), *claims.values())
    dataset = Dataset("pairs", str(path), stated, problems=tuple(refused))
    return Imported(dataset, Report(tuple(left_out), ("who is a member has always been one",)))


def write_pairs(dataset, claims, progress):
    members = [claim for claim in claims if claim.kind is Kind.MEMBERSHIP]
    text = "".join("\\t".join(claim.key[:2]) + "\\n" for claim in members)
    lost = Problem("warning", f"{len(claims) - len(members)} claims are no memberships, and are left out")
    return Exported(text, Report((lost,)))
'''
ENTRY = 'InterchangeFormat((".pairs",), read_pairs, {"pairs": write_pairs}), '


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a copy of the program with one importer more, which is an exporter, too."""
    copy = Copy(tmp_path_factory.mktemp("home"))
    (copy.home / "tempodb" / "interchange" / "pairs.py").write_text(PAIRS, encoding="utf-8")
    imported = "from tempodb.interchange.pairs import read_pairs, write_pairs\n"
    copy.insert("interchange/formats.py", "if TYPE_CHECKING:", imported)
    copy.insert("interchange/formats.py", "OWN,", ENTRY)
    return copy


@pytest.mark.surroundings
def test_an_importer_is_added_as_a_module_and_an_entry(copy: Copy) -> None:
    (copy.home / "clubs.pairs").write_text("ann\tclub\nbob\tclub?\n", encoding="utf-8")

    loaded = copy.tempodb("load", "clubs.pairs")
    assert "pairs: 6 added" in loaded
    assert "warning: doubts of `club?` are left out" in loaded
    assert "note: who is a member has always been one" in loaded
    assert copy.tempodb("query", "members of club", "--format", "tsv").count("\tclub\t") == 2
    assert "nothing" not in copy.tempodb("check", "clubs.pairs")
    assert copy.tempodb("export", "--format", "pairs").startswith("ann\tclub\nbob\tclub\n")
    assert "4 claims are no memberships, and are left out" in copy.tempodb("export", "--format", "pairs")
    assert f"{{pairs,{','.join(EXPORT_FORMATS)}}}" in copy.tempodb("export", "--help")


def test_what_an_importer_refuses_is_told_with_its_place_and_nothing_lands(copy: Copy) -> None:
    (copy.home / "wrong.pairs").write_text("ann\tclub\nalone\n", encoding="utf-8")

    refused = copy.tempodb("load", "wrong.pairs", "--db", "wrong.db")

    assert "`alone` is one column, and two are read" in refused
    assert "wrong.pairs:2:1" in refused
    assert not (copy.home / "wrong.db").exists()


def test_dataset_files_are_the_first_format() -> None:
    assert DATASET_FORMATS[0] is OWN
    assert set(OWN.suffixes) == set(READERS) <= set(IMPORTERS) == set(SUFFIXES)
    assert set(OWN.exporters) == {"yaml", "json"} <= set(EXPORTERS)
    assert (*EXPORTERS, *FOLDER_FORMATS) == EXPORT_FORMATS


@pytest.mark.parametrize("name", OWN.exporters)
def test_what_is_exported_is_imported_as_it_was(name: str, tmp_path: Path) -> None:
    fixture = tempodb.bundled_fixture("csto.yaml")
    imported = read_dataset(fixture)

    exported = EXPORTERS[name]("csto", imported.dataset.claims, lambda items, *_: iter(items))
    (tmp_path / f"again.{name}").write_text(exported.text, encoding="utf-8")
    again = IMPORTERS[f".{name}"](tmp_path / f"again.{name}", iter)

    assert {claim.identity for claim in again.dataset.claims} == {c.identity for c in imported.dataset.claims}
    assert not exported.report.remarks() and not again.report.remarks()
