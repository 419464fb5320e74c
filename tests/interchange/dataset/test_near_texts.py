"""Two texts of JSON that are much the same are told apart as two others of which each entry was looked at."""

from __future__ import annotations

from random import Random

import pytest

from interchange.dataset.test_entry_differences import ASKED, NAMES, edited, text
from oracle.thoroughness import rounds
from tempodb.interchange.dataset import near_texts as nearness
from tempodb.interchange.dataset.entry_differences import unshared
from tempodb.interchange.dataset.json_entries import JsonEntries
from tempodb.interchange.dataset.near_texts import near_texts


@pytest.mark.parametrize("farthest", [4, 16, nearness.FARTHEST])
@pytest.mark.parametrize("room", [0, nearness.FURTHER])
def test_what_is_left_is_what_they_do_not_share(
    farthest: int, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearness, "FARTHEST", farthest)
    monkeypatch.setattr(nearness, "FURTHER", room)
    random, found = Random(farthest + room), 0
    for _ in rounds(150):
        size = random.choice((1, 5, 60))
        then = {name: [b'{"id":%d}' % number for number in range(size)] for name in NAMES}
        now = {name: edited(random, then[name]) if name in ASKED else then[name] for name in NAMES}
        these = JsonEntries.of(text(now))
        assert these
        near = near_texts(these, text(then), ASKED)
        if near is None:
            continue
        mine, others = JsonEntries.of(near.these), JsonEntries.of(near.other)
        assert mine and others
        left = unshared(mine, others, ASKED)
        assert left is not None
        for told, here, there in ((left.own, now, then), (left.other, then, now)):
            for name in ASKED:
                due = [entry for entry in here[name] if entry not in there[name]]
                assert told.get(name, []) == due
                found += len(due)
    assert found


A, B, C = (b'{"id":"%s"}' % id_ for id_ in (b"a", b"b", b"c"))
BEFORE = text({b"events": [A, B], b"titles": [C]})
FARTHER: dict[str, bytes] = {
    "another heading": BEFORE.replace(b"{", b'{"title":"x",', 1),
    "a section that is asked for by nobody": text({b"events": [A, B], b"titles": [B]}),
    "a section more": text({b"events": [A, B], b"states": [C], b"titles": [C]}),
    "no section": b"{}",
    "something behind": BEFORE + b" ",
}


@pytest.mark.parametrize("other", FARTHER)
def test_texts_that_differ_elsewhere_are_left_to_others(other: str) -> None:
    these = JsonEntries.of(BEFORE)
    assert these
    near = near_texts(these, FARTHER[other], ASKED)

    assert near is None or near.other.startswith(b'{"events":[],"states":[')


NESTED = b'{"id":"x","names":[%s,%s]}' % (A, B)


@pytest.mark.parametrize("entries", [[NESTED, B], [NESTED], [A, NESTED], [B, NESTED, A]])
def test_what_stands_within_an_entry_is_none(entries: list[bytes]) -> None:
    these = JsonEntries.of(text({b"events": [A, B]}))
    assert these
    near = near_texts(these, text({b"events": entries}), ASKED)
    left = near and JsonEntries.of(near.other)

    assert left is None or {*left.sections[0].texts(left.data, 0, 9)} == {*entries} - {A, B}
