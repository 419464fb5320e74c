"""What two texts of JSON do not share is found as if each entry was cut out and looked for in the other."""

from __future__ import annotations

from random import Random

import pytest

from oracle.thoroughness import rounds
from tempodb.interchange.dataset import entry_differences
from tempodb.interchange.dataset.entry_differences import unshared
from tempodb.interchange.dataset.json_entries import JsonEntries

NAMES = (b"events", b"states", b"titles")
ASKED = frozenset(NAMES[:2])


def text(sections: dict[bytes, list[bytes]]) -> bytes:
    return b"{%s}" % b",".join(b'"%s":[%s]' % (name, b",".join(said)) for name, said in sections.items())


def edited(random: Random, entries: list[bytes]) -> list[bytes]:
    """Return entries of which some are gone, others are in other places, and others are new."""
    found = [entry for entry in entries if random.random() > 0.1]
    for _ in range(random.randrange(4)):
        moved = found[random.randrange(len(found) + 1) :][: random.randrange(5)]
        found = [entry for entry in found if entry not in moved]
        at = random.randrange(len(found) + 1)
        found[at:at] = [*moved, b'{"id":%d}' % random.randrange(10**6, 10**9)]
    return found


@pytest.mark.parametrize("at_once", [1, 7, entry_differences.PASSED_AT_ONCE])
@pytest.mark.parametrize("farthest", [4, 16, entry_differences.FARTHEST])
def test_what_texts_do_not_share(at_once: int, farthest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry_differences, "PASSED_AT_ONCE", at_once)
    monkeypatch.setattr(entry_differences, "FARTHEST", farthest)
    random, differing = Random(at_once * farthest), 0
    for _ in rounds(60):
        size = random.choice((1, 5, 60))
        then = {
            name: [b'{"id":%d}' % number for number in range(size)] for name in NAMES if random.random() < 0.9
        }
        now = {name: edited(random, then.get(name, [])) for name in NAMES if random.random() < 0.9}
        these, those = JsonEntries.of(text(now)), JsonEntries.of(text(then))
        assert these and those

        found = unshared(these, those, ASKED)

        assert found is not None
        for told, here, there in ((found.own, now, then), (found.other, then, now)):
            for name in ASKED:
                due = [entry for entry in here.get(name, ()) if entry not in there.get(name, ())]
                assert told.get(name, []) == due
                differing += len(due)
        whole = these.with_entries({})
        assert whole == text(now)
    assert differing


def test_nothing_is_told_where_an_entry_that_is_new_stands_twice() -> None:
    these, those = (JsonEntries.of(text({b"events": said})) for said in ([b"{}", b"{}"], [b'{"a":1}']))
    assert these and those

    assert unshared(these, those, ASKED) is None
    assert unshared(those, these, ASKED) is None
