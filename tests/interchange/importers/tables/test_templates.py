"""Texts of maps and of tables, however long they are, however their letters are put together, and however many are wrong."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any, Literal
from unicodedata import normalize

import pytest

import tempodb
from tempodb.interchange.importers.foreign_dates import NotTakenError
from tempodb.interchange.importers.tables.templates import no_column_in

MAP = """\
states: {<État>: {name: <État>}}
organizations: {o: {name: O}}
memberships: [{member: <État>, of: o, from: <Depuis>, when: {Rôle: Évêque}}]
"""


def read(folder: Path, table: str) -> Any:
    (folder / "list.csv").write_text(table, encoding="utf-8")
    (folder / "map.yaml").write_text(MAP, encoding="utf-8")
    return tempodb.read_foreign("csv", folder / "list.csv", map=folder / "map.yaml", skip_bad=True)


def test_a_long_text_without_columns_takes_no_long_time() -> None:
    long = 300_000 * "x"

    assert no_column_in(long) is None
    assert no_column_in(f"{long}>") == (f"`{59 * 'x'}…` is no column", "write <Column>")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_are_one_with_their_letters(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    table = normalize(form, "État,Rôle,Depuis\nÉgalité,Évêque,2001\nÉgalité,Abbé,2002\n")

    source = read(tmp_path, table)

    assert source.report.refused == ()
    assert json.loads(source.text("json"))["memberships"] == [
        {"member": "Égalité", "of": "o", "status": "member", "from": "2001"}
    ]


def test_a_name_with_its_accents_apart_is_no_second_party(tmp_path: Path) -> None:
    names = [normalize("NFC", "Zoé"), normalize("NFD", "Zoé")]

    source = read(tmp_path, "État,Rôle,Depuis\n" + "".join(f"{name},,2001\n" for name in names))

    assert source.report.counts["states"] == 1


def test_rows_that_are_refused_are_not_kept_with_all_that_read_them(tmp_path: Path) -> None:
    gc.collect()
    before = refusals_held()

    refused = read(tmp_path, "État,Rôle,Depuis\n" + 200 * "a,Évêque,1/2/2001\n").report.refused

    assert len(refused) == 200
    assert refusals_held() - before < 100


def refusals_held() -> int:
    """Return how many refusals of dates are held, by themselves too."""
    return sum(isinstance(each, NotTakenError) for each in gc.get_objects())
