"""What makes the house one: small rooms and files, no circle, no one at another's private things."""

from __future__ import annotations

import sys
import tomllib

from house.picture import FACES, LONGEST_FILE, LONGEST_FUNCTION
from house.rooms import PACKAGE, ROOT, cycles, here

MOST_AT_THE_ROOT = 3


def test_no_file_is_long() -> None:
    assert [module.path for module in here().modules.values() if module.lines > LONGEST_FILE] == []


def test_no_function_is_long() -> None:
    long = [
        f"{module.path} {function.name}"
        for module in here().modules.values()
        for function in module.functions
        if function.lines > LONGEST_FUNCTION
    ]

    assert long == []


def test_few_modules_lie_loose_at_the_root() -> None:
    loose = {room for room in here().children().keys() - FACES if f"{PACKAGE}.{room}" not in here().rooms}

    assert len(loose) <= MOST_AT_THE_ROOT


def test_nobody_uses_the_private_names_of_another_module() -> None:
    assert here().trespasses == ()


def test_nothing_in_a_room_reaches_itself() -> None:
    circles = {room: cycles(here().arrows(room)) for room in here().rooms}

    assert {room: found for room, found in circles.items() if found} == {}


def test_it_is_said_of_each_library_who_may_know_it() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (known,) = (
        contract["forbidden_modules"]
        for contract in contracts["contracts"]
        if contract["name"] == "a library is known in one room"
    )
    imported = {
        found.target.partition(".")[0] for module in here().modules.values() for found in module.imports
    }

    assert imported - sys.stdlib_module_names - {PACKAGE} <= set(known)
