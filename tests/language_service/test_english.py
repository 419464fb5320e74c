"""What is read in English is not marked as wrong while it is typed, and what is wrong still is."""

from __future__ import annotations

import pytest

from tempodb.language_service.diagnostics import fault

NAMES = ("keeper-general", "LS", "Ada Alder", "Norland")


def knows(words: str) -> bool:
    return any(name.casefold().startswith(words.casefold()) for name in NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "who was keeper-general of LS in 2008",
        "who succeeded Ada Alder",
        "when did Norland join the LS",
        "how many members did the LS have in 2010",
        "Norland's status in LS",
        "members of LS ten years ago ",
    ],
)
def test_what_is_meant_is_not_wrong(text: str) -> None:
    assert fault(text, knows) is None


@pytest.mark.parametrize(
    "text",
    [
        "who succeeded Zed Zebra ",
        "membrs of LS as of 2006 ",
        "members of LS as of 2006 limt 3",
        "record membrship of Norland in LS ",
    ],
)
def test_what_means_nothing_is_wrong(text: str) -> None:
    assert fault(text, knows) is not None
