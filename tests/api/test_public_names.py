"""The names of the package that programs may import."""

from __future__ import annotations

import pytest

import tempodb


@pytest.mark.parametrize("name", tempodb.__all__)
def test_every_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert getattr(tempodb, name).__doc__


def test_what_the_surroundings_raise_is_caught_by_its_former_name_too() -> None:
    with pytest.raises(tempodb.SurroundingsError):
        raise tempodb.OperationalError.of("full", "there is no room left")
