"""Ids are read in their order, some at a time, as known at an instant."""

from __future__ import annotations

import pytest

import tempodb
from tempodb.model.kinds import EntityType, PartyClass

ASKED = {
    ("a", PartyClass.STATE, 2): (["armenia", "azerbaijan"], []),
    ("kazakhstan", PartyClass.STATE, 2): (["kazakhstan", "kyrgyzstan"], ["belarus", "georgia"]),
    ("csto", PartyClass.ORGANIZATION, 1): (["csto"], ["collective-security-council"]),
    ("zz", None, 3): ([], ["vpk", "vpk-board", "vpk-predecessor"]),
}


@pytest.mark.parametrize(("asked", "expected"), ASKED.items(), ids=map(str, ASKED))
def test_ids_stand_in_their_order(
    asked: tuple[str, PartyClass | None, int], expected: tuple[list[str], list[str]]
) -> None:
    """From one on, and before it; of a class where one is named; none before anything was known."""
    database = tempodb.open(":memory:")
    database.load(tempodb.bundled_fixture("csto.yaml"))
    start, class_, most = asked
    known = database.now()
    found = [database.ids_from(EntityType.PARTY, class_, start, most, known)]
    found.append(database.ids_before(EntityType.PARTY, class_, start, most, known))
    parties = sorted(label.id for label in database.labels() if label.type is EntityType.PARTY)
    assert set(found[0] + found[1]) <= set(parties)
    assert tuple(found) == expected
    assert database.ids_from(EntityType.PARTY, class_, start, most, 0) == []
