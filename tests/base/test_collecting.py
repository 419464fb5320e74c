"""What is made while no garbage is looked for."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from tempodb.base.collecting import YOUNGEST, take_for_old, uncollected


class Ring:
    """Garbage as soon as nobody knows it, which only the collector finds."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def thawed() -> Iterator[None]:
    """Keep nothing from the collector once a test is over."""
    gc.collect()
    yield
    gc.unfreeze()


def test_what_was_made_is_not_gone_through_when_garbage_is_looked_for_next(thawed: None) -> None:
    with uncollected():
        made = [[] for _ in range(10_000)]  # type: ignore[var-annotated]
        take_for_old()

    assert len(made) == 10_000
    assert len(gc.get_objects(YOUNGEST)) < 5_000


def test_garbage_that_was_made_is_found_when_all_is_looked_through(thawed: None) -> None:
    with uncollected():
        ring = weakref.ref(Ring())
        assert ring() is not None
        take_for_old()

    gc.collect()

    assert ring() is None


def test_what_somebody_else_keeps_from_the_collector_stays_so(thawed: None) -> None:
    gc.freeze()
    kept = gc.get_freeze_count()

    with uncollected():
        take_for_old()

    assert gc.get_freeze_count() == kept > 0
