"""Draw the house, its floors from the top down, and count what makes it good or bad: run by `make house`.

`make house BEFORE=main~20` (a revision, or the folder of another checkout) shows the figures of both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from house.rooms import PACKAGE, House, at, cycles, floors, here, of_revision, upward

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
FACES = {"__init__", "__main__"}


def figures(house: House) -> dict[str, int | str]:
    """Return what is counted, by what it is called."""
    children, arrows = house.children(), house.arrows()
    modules = house.modules.values()
    circles = {room: cycles(house.arrows(room)) for room in house.rooms}
    sizes = {room: sum(module.lines for module in files) for room, files in children.items()}
    biggest = max(sizes, key=lambda room: sizes[room])
    return {
        "files": len(modules),
        "lines": sum(sizes.values()),
        "folders": len(house.rooms),
        "rooms": len(children.keys() - FACES),
        "modules loose at the root": sum(
            f"{PACKAGE}.{room}" not in house.rooms for room in children.keys() - FACES
        ),
        "floors": max(floors(arrows, children).values()),
        "arrows between rooms": len(arrows),
        "arrows that run upward": len(upward(arrows)),
        "cycles between rooms": len(circles.pop(PACKAGE)),
        "cycles inside of rooms": sum(map(len, circles.values())),
        "lines of the biggest room": f"{sizes[biggest]:,} ({sizes[biggest] / sum(sizes.values()):.0%}, {biggest})",
        "imports inside of functions": sum(
            len({found.line for found in module.imports if found.inside}) for module in modules
        ),
        f"files over {LONGEST_FILE} lines": sum(module.lines > LONGEST_FILE for module in modules),
        f"functions over {LONGEST_FUNCTION} lines": sum(
            function.lines > LONGEST_FUNCTION for module in modules for function in module.functions
        ),
        "private names of others in use": len(house.trespasses),
    }


def picture(house: House) -> Iterator[str]:
    """Yield the rooms, the top floor first, each with the rooms below and how many imports reach them."""
    children, arrows = house.children(), house.arrows()
    heights = floors(arrows, children)
    for room in sorted(children, key=lambda room: (-heights[room], room)):
        files = children[room]
        lines = sum(module.lines for module in files)
        reached = sorted(
            (target for source, target in arrows if source == room), key=lambda name: -heights[name]
        )
        below = " · ".join(f"{target} {arrows[room, target]}" for target in reached)
        yield f"{heights[room]:>2}  {room:18}{len(files):>4} files{lines:>7,} lines{'  → ' if below else ''}{below}"


def compared(before: dict[str, int | str], now: dict[str, int | str]) -> Iterator[str]:
    """Yield a line for each figure: before, and now."""
    width = max(len(str(value)) for value in before.values())
    for name, value in now.items():
        yield f"{name:32}{before[name]!s:>{width}}  {value!s:>{width}}"


def main() -> None:
    """Draw this house, beside the one named on the command line if there is one."""
    house = here()
    print(*picture(house), "", sep="\n")
    match sys.argv[1:]:
        case [before] if before:
            other = at(Path(before)) if Path(before).is_dir() else of_revision(before)
            print(*compared(figures(other), figures(house)), sep="\n")
        case _:
            print(*(f"{name:32}{value!s:>8}" for name, value in figures(house).items()), sep="\n")


if __name__ == "__main__":
    main()
