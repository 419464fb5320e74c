"""Dataset files that say who is what in what, drawn at random, and the same files edited: most of it plain."""

from __future__ import annotations

from random import Random
from typing import Any

from store.loading.random_files import Content

WORLD: Content = {
    "tempodb": 1,
    "dataset": "w",
    "sources": {id_: {"title": f"Source {id_}"} for id_ in ("r", "s", "t")},
    "states": {id_: {"name": f"{id_.upper()}land"} for id_ in "abc"},
    "persons": {id_: {"name": f"Person {id_}"} for id_ in "pqz"},
    "organizations": {id_: {"name": f"Org {id_}"} for id_ in "oxy"},
    "offices": {"o/chair": {"title": "Chair"}, "x/seat": {"title": "Seat"}},
}
"""What is defined, which never changes."""
BEGINS = ("-02-03", "-02", "", "-05-06")
EDITS: tuple[Content, ...] = (
    {"note": "Edited"}, {"standing": "disputed"}, {"source": "r"}, {"source": ["s", "t"]}, {"to": "unknown"},
    {"end_reason": "left"}, {"source": {"id": "s", "detail": "p. 4"}},
)  # fmt: skip
WRONG: tuple[Content, ...] = (
    {"member": "nobody", "of": "o", "from": "1999"},
    {"member": "a", "of": "p", "from": "1999"},
    {"member": "o", "of": "o", "from": "1999"},
    {"member": "b", "of": "o", "from": "1999", "source": "nowhere"},
    {"member": "b", "of": "o", "from": "1999", "representing": "nobody"},
    {"member": "a", "of": "o", "from": "1980", "status": "observer"},
    {"member": "c", "of": "x", "from": "1999", "status": "guest"},
)
"""What is refused, or may be."""
DOUBTFUL: tuple[Content, ...] = ({"status": "observer"}, {"to": "1970"}, {"note": None}, {"through": None})
"""How an entry is repeated: so that it contradicts itself, can hold on no day, or says the same."""
STATEMENTS = (
    "end membership of a in o from 2002-05-06",
    "record membership of c in y as observer from 2015-01-02 to 2016-01-02",
)


class RandomHoldings:
    """Draws the files of several loads."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"holdings {seed}")

    def contents(self) -> list[Content]:
        """Return the world, and what two datasets state: spells that follow each other."""
        said: list[Content] = [{"memberships": [], "tenures": []} for _ in range(2)]
        for member in "abcpqz":
            for of in "ox":
                # Mostly one dataset speaks of one key.
                own = self._random.randrange(2)
                for number in range(self._random.randrange(5)):
                    to = own if self._perhaps(0.97) else 1 - own
                    said[to]["memberships"].append({"member": member, "of": of, **self._spell(number)})
        for holder in "pqz":
            for number in range(self._random.randrange(4)):
                tenure = {"holder": holder, "office": self._random.choice(("o/chair", "x/seat"))}
                said[0]["tenures"].append({**tenure, "capacity": "acting", **self._spell(number)})
        said[1]["organizations"] = {id_: {"name": f"Org {id_}", "part_of": ["o"]} for id_ in "kl"}
        return [
            WORLD,
            *({"tempodb": 1, "dataset": id_, **own} for id_, own in zip("de", said, strict=True)),
        ]

    def edited(self, contents: list[Content]) -> list[Content]:
        """Return the same with some entries left out, said otherwise, or added; now and then what is wrong."""
        world, *others = contents
        edited = [self._edited(content) for content in others]
        if self._perhaps(0.15):
            edited[0]["memberships"].append(self._random.choice(WRONG))
        self._random.shuffle(edited)
        return [*([world] if self._perhaps(0.3) else []), *edited]

    def statements(self) -> list[str]:
        """Return what is written between two loads, which is not much."""
        return [self._random.choice(STATEMENTS)] if self._perhaps(0.06) else []

    def _edited(self, content: Content) -> Content:
        edited = dict(content)
        for section in ("memberships", "tenures"):
            edited[section] = [
                self._otherwise(entry, number)
                for number, entry in enumerate(content[section])
                if self._perhaps(0.96)
            ]
        if edited["memberships"] and self._perhaps(0.12):
            entry = self._random.choice(edited["memberships"])
            edited["memberships"].append({**entry, **self._random.choice(DOUBTFUL)})
        if "organizations" in content and self._perhaps(0.5):
            relation = {"of": self._random.choice("ox"), "from": f"199{self._random.randrange(9)}"}
            key = self._random.choice(("part_of", "succeeds"))
            edited["organizations"] = {**content["organizations"], "k": {"name": "Org k", key: [relation]}}
        if self._perhaps(0.4):
            member, of = self._random.choice("abc"), self._random.choice("oxy")
            edited["memberships"].append({"member": member, "of": of, **self._spell(7)})
        return edited

    def _otherwise(self, entry: Any, number: int) -> Any:
        if self._perhaps(0.8):
            return entry
        if self._perhaps(0.4):
            return {**entry, **self._random.choice(EDITS)}
        begin = str(entry.get("from", ""))[:4]
        year = begin if begin.isdigit() else str(1970 + number)
        return {**entry, "from": year + self._random.choice(BEGINS)}

    def _spell(self, number: int) -> Content:
        begin = 1980 + 5 * number
        ends = ("", "-03", "-03-04", "-11-12")
        spell = {
            "from": f"{begin}{self._random.choice(BEGINS)}",
            "to": f"{begin + self._random.choice((2, 4))}{self._random.choice(ends)}",
            "source": self._random.choice("rst"),
        }
        if self._perhaps(0.1):
            spell["from"] = self._random.choice(
                ("unknown", f"[..{begin}]", f"[{begin}-01-02..{begin}-03-04]")
            )
        if self._perhaps(0.1):
            del spell[self._random.choice(("source", "from"))]
        return spell

    def _perhaps(self, share: float) -> bool:
        return self._random.random() < share
