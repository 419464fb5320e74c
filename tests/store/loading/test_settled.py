"""Of what a changed file names for the first time, or as something else, it is looked whether that is defined so."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

import tempodb
from store.loading.desk import WORLD, Content, Desk, dataset, membership, tenure
from tempodb.api import loaded_files
from tempodb.model.commands import Subject
from tempodb.store.loading.log_part import LogPart
from tempodb.store.log.entries import LoggedClaim
from tempodb.store.rules.consistency import ONCE_DEFINED


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaded_files, "WORTH_KNOWING", 0)


def event(**fields: object) -> Content:
    return {"id": "e", "date": "2001-02-03", **fields}


FACTS = dataset(
    "e",
    {},
    memberships=[membership("a", "o", from_="1999", source="s")],
    tenures=[tenure("p", "o/chair", from_="1999")],
    events=[event(body="o", participants=["p", "a"])],
)
BEFORE = {**dataset(), **FACTS}
ACCEPTED: dict[str, tuple[Content, list[str]]] = {
    "the same, at another time": ({"memberships": [membership("a", "o", from_="1998", source="s")]}, []),
    "another party": ({"memberships": [membership("b", "o", from_="1999", source="s")]}, ["b"]),
    "another source": ({"memberships": [membership("a", "o", from_="1999", source="r")]}, ["r"]),
    "another body": ({"events": [event(body="c", participants=["p", "a"])]}, ["c"]),
    "a body that took part": ({"events": [event(body="a", participants=["p"])]}, ["a"]),
}
"""What is stated otherwise, and whose definitions are looked up for it."""
REFUSED: dict[str, Content] = {
    "a party that nothing defines": {"memberships": [membership("x", "o", from_="1999")]},
    "an organization that nothing defines": {"memberships": [membership("a", "x", from_="1999")]},
    "a source that nothing defines": {"memberships": [membership("a", "o", from_="1999", source="x")]},
    "a person that took part, as a body": {"events": [event(body="p", participants=["p"])]},
    "a state as an organization": {"memberships": [membership("a", "b", from_="1999")]},
    "a state as a holder": {"tenures": [tenure("a", "o/chair", from_="1999")]},
    "a person whose definition is gone": {"persons": {"q": WORLD["persons"]["q"]}},
    "what is of another class by now": {"states": {"a": WORLD["states"]["a"]}, "organizations": {**WORLD["organizations"], "b": {"name": "B"}}, "memberships": [membership("b", "a", from_="1999")]},
}  # fmt: skip


@pytest.mark.parametrize("changed", ACCEPTED)
def test_what_is_defined_is_accepted(desk: Desk, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []

    find = LogPart.claims

    def watched(log: LogPart, subjects: Iterable[Subject]) -> list[LoggedClaim]:
        found = find(log, subjects)
        looked_up.extend(entry.claim.key[0] for entry in found if entry.claim.kind in ONCE_DEFINED.values())
        return found

    desk.load(dataset(), FACTS)
    monkeypatch.setattr(LogPart, "claims", watched)

    content, due = ACCEPTED[changed]

    (report,) = desk.load({**FACTS, **content})

    assert (report["added"], report["corrected"]) in ((1, 0), (0, 1))
    assert looked_up == due


@pytest.mark.parametrize("changed", REFUSED)
def test_what_is_not_is_refused(desk: Desk, changed: str) -> None:
    desk.load(BEFORE)

    with pytest.raises(tempodb.DatasetError) as refused:
        desk.load({**BEFORE, **REFUSED[changed]})

    assert {problem.code for problem in refused.value.problems} <= {"undefined", "wrong-class"}
