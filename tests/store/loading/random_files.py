"""Dataset files of every shape, drawn at random: most of them clean, some wrong in one way or another."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

Content = dict[str, Any]

DATES = (
    "1999",
    "2001-02",
    "2001-02-03",
    "2003-04-05",
    "[2001-02-03..2001-02-28]",
    "[2001-01-05..2001-03-07]",
)
BEGINS = (*DATES, "unknown", "[..1998]", "199X", "February 2001")
ENDS = ("2010", "2011-06-07", "[2010-01-02..2010-03-04]", "2012-12", "[2010..]", "unknown")
NEEDED = ("tempodb", "dataset", "states", "persons", "organizations", "offices", "sources", "statuses")
STATEMENTS = (
    "end membership of {member} in {of} from 2002-05-06",
    "retract membership of {member} in {of} from 2001-02-03 to 2003-04-05",
    "record membership of {member} in {of} as observer from 2015-01-02 to 2016-01-02",
    "record tenure of {holder} in o/chair as acting from 2001-03-04 to 2002-03-04",
    "retract tenure of {holder} in o/seat from 1990-01-01 onwards",
    "end tenure of {holder} in o/chair from 2001-02-10",
    'record name of {holder} language fr as "Monsieur" from 2001 onwards',
    "end name of o language fr from 2010",
    "erase {holder}",
)
PERSONS = ("p", "q", "zoë")
STATES = ("a", "b")
BODIES = ("o", "c")


class RandomFiles:
    """Draws the files of one load."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._cited = Random(f"cited {seed}")

    def contents(self) -> list[Content]:
        """Return what the files state: definitions and facts, in one file or in two."""
        first = {"tempodb": 1, "dataset": "d", **self._definitions(), **self._facts()}
        if self._perhaps(0.5):
            self._random.choice(WRONGS)(first)
        if self._perhaps(0.6):
            return [first]
        return [first, {"tempodb": 1, "dataset": "e", **self._facts()}]

    def chains(self) -> list[Content]:
        """Return what two clean files state of which nothing contradicts another: spells that follow each other."""
        spells = [
            {"member": member, "of": "o", "from": f"{1990 + 4 * n}-03", "to": f"{1992 + 4 * n}", **self._support()}
            for member in (*STATES, "c", "p", "q")
            for n in range(4)
        ]  # fmt: skip
        tenures = [
            {"holder": holder, "office": "o/chair", "from": f"{1995 + 3 * n}", **self._some(capacity="acting", note="x")}
            | ({"to": f"{1997 + 3 * n}-05-06"} if n < 2 else {})
            for n, holder in enumerate("pqp")
        ]  # fmt: skip
        events = [
            {"id": f"e{n}", "body": "o", "date": f"200{n}", **self._some(kind="vote")} for n in range(3)
        ]
        definitions = {"tempodb": 1, "dataset": "d", **self._definitions()}
        definitions.pop("defaults", None)
        return [
            {**definitions, "memberships": spells[:12], "events": events},
            {"tempodb": 1, "dataset": "e", "memberships": spells[12:], "tenures": tenures},
        ]

    def edited(self, contents: list[Content]) -> list[Content]:
        """Return the same with some entries left out, in other words, in another order, or in the other file."""
        edited = [
            {key: value for key, value in content.items() if self._perhaps(0.995)} for content in contents
        ]
        lists = [content.setdefault("memberships", []) for content in edited]
        moved: list[list[Content]] = [[], []]
        for number, entries in enumerate(lists):
            for entry in entries:
                moved[number if self._perhaps(0.97) else 1 - number] += [self._edited(entry)] * self._times()
        for content, entries in zip(edited, moved, strict=True):
            content["memberships"] = entries
            for section in content.keys() & {
                "events",
                "tenures",
                "offices",
                "persons",
                "states",
                "organizations",
            }:
                content[section] = self._redone(content[section])
        return edited

    def _redone(self, entries: Any) -> Any:
        if isinstance(entries, dict):
            return {id_: self._reworded(entry) for id_, entry in entries.items() if self._perhaps(0.99)}
        return [self._reworded(entry) for entry in entries if self._perhaps(0.9)]

    def _edited(self, entry: Content) -> Content:
        if self._perhaps(0.85):
            return entry
        other: tuple[Content, ...] = (
            {"note": "Edited"}, {"status": "observer"}, {"from": entry["from"] + "-07"}, {"standing": "disputed"},
            {"to": entry["to"] + "-02"}, {"source": "r"}, {"to": "unknown"}, {"end_reason": "withdrew"},
        )  # fmt: skip
        return {**entry, **self._random.choice(other)}

    def _times(self) -> int:
        return self._random.choice((0, *[1] * 40)) if self._perhaps(0.99) else 2

    def statements(self) -> list[str]:
        """Return what is written between two loads, which may be refused."""
        written = self._random.choice(STATEMENTS).format(
            member=self._random.choice((*STATES, *PERSONS)),
            of=self._random.choice(BODIES),
            holder=self._random.choice(PERSONS),
        )
        return [written] if self._perhaps(0.6) else []

    def later(self, contents: list[Content]) -> list[Content]:
        """Return what files say that say some things otherwise: less, more, or in other words."""
        changed = [content if self._perhaps(0.3) else self._later(content) for content in contents]
        if self._perhaps(0.2):
            self._random.choice(WRONGS)(changed[0])
        self._random.shuffle(changed)
        return changed[: self._random.choice((1, 2, 2))]

    def _later(self, content: Content) -> Content:
        kept = {key: value for key, value in content.items() if key in NEEDED or self._perhaps(0.9)}
        for section, entries in kept.items():
            if isinstance(entries, list) and section != "statuses":
                kept[section] = [entry | self._some(note="Later") for entry in entries if self._perhaps(0.8)]
            if isinstance(entries, dict) and section not in ("coverage", "defaults", "statuses"):
                kept[section] = {
                    id_: self._reworded(entry) for id_, entry in entries.items() if self._perhaps(0.95)
                }
        more = self._facts()
        return {
            **kept,
            **{s: [*kept.get(s, ()), *more[s]] for s in more if s != "events" and self._perhaps(0.5)},
        }

    def _reworded(self, entry: Content) -> Content:
        return {**entry, "note": "Later"} if self._perhaps(0.1) else entry

    def _definitions(self) -> Content:
        content: Content = {
            "sources": {
                "s": {"title": "A report", "published": "2001-05"},
                "r": {"title": "Reply", "url": "https://x.org/a"},
            },
            "states": {
                id_: {"name": f"{id_.upper()}land", **self._some(code=id_.upper(), note="of old")}
                for id_ in STATES
            },
            "persons": {
                id_: {"name": f"Person {id_}", **self._some(aliases=self._aliases(id_))} for id_ in PERSONS
            },
            "organizations": {
                "o": {
                    "names": [
                        {"name": "Org", "short": "O", "to": "2003"},
                        {"name": "Organization", "from": "2003"},
                        {"name": "Organisation", "language": "fr", "from": "2001"},
                        *self._random.choice(([], [{"name": "Die O", "language": "de", "source": "r"}])),
                    ],
                    **self._some(founded="1990", dissolved="2020", kind="alliance", source="s"),
                },
                "c": {
                    "name": "Committee",
                    **self._some(part_of="o", succeeds=[{"of": "a", "from": "1999", "source": ["s", "r"]}]),
                },
            },
            "offices": {
                "o/chair": {"title": "Chair", **self._some(seats="many")},
                "o/seat": {
                    "titles": [{"title": "Seat", "from": "1999"}, {"title": "Siège", "language": "fr"}],
                    "organization": "c",
                },
            },
        }
        return {
            **content,
            **self._some(
                title="All",
                focus="o",
                statuses=self._random.choice(
                    (["guest"], {"guest": None, "suspended": {"counts_as": "member"}})
                ),
                coverage={"o": "1990/.."},
                defaults={"source": "r"},
            ),
        }

    def _aliases(self, id_: str) -> list[Any]:
        elder = {"name": f"{id_} the eldest", "language": "en", "to": "2001"}
        return [f"{id_} the elder", *self._random.choice(([], [], [elder]))]

    def _facts(self) -> Content:
        memberships = [
            {"member": self._random.choice((*STATES, "c", *PERSONS)), "of": self._random.choice(BODIES),
             **self._some(status="observer", end_reason="withdrew", representing="b", **self._area()), **self._dates(observable=True), **self._support()}
            for _ in range(self._random.randrange(8))
        ]  # fmt: skip
        tenures = [
            {"holder": self._random.choice(PERSONS), "office": self._random.choice(("o/chair", "o/seat")),
             **self._some(capacity="acting", ordinal=7, representing="a", **self._area()), **self._dates(observable=True), **self._support()}
            for _ in range(self._random.randrange(8))
        ]  # fmt: skip
        events = [
            {"id": f"e{number}", **self._some(kind="meeting", body="o", number=number, participants=["a", "b"], outcome=None),
             **(self._dates() if self._perhaps(0.5) else {"date": self._random.choice(DATES)}), **self._support()}
            for number in range(self._random.randrange(4))
        ]  # fmt: skip
        sections = {"memberships": memberships, "tenures": tenures, "events": events}
        return {name: entries for name, entries in sections.items() if entries}

    def _area(self) -> Content:
        return {
            "for": self._random.choice(("Wales", {"id": "w", "name": "Wales"}, {"id": "w"}, {"name": "Kent"}))
        }

    def _dates(self, observable: bool = False) -> Content:
        if observable and self._perhaps(0.2):
            return {"observed": self._random.choice(("2001-02-03", ["2001-02-03", "2003-04-05"]))}
        begin = {"from": self._random.choice(BEGINS)} if self._perhaps(0.8) else {}
        end = (
            {self._random.choice(("to", "through")): self._random.choice(ENDS)} if self._perhaps(0.6) else {}
        )
        return {**begin, **end}

    def _support(self) -> Content:
        return self._some(
            source=self._detailed(self._random.choice(("s", ["s"], ["r", "s"]))),
            note="Zoë said so",
            standing="disputed",
        )

    def _detailed(self, source: Any) -> Any:
        if self._cited.random() < 0.8:
            return source
        detailed = {"id": "s", "detail": self._cited.choice(("p. 4", "Zoë"))}
        return self._cited.choice(
            (detailed, [detailed], ["r", detailed], [{"id": "r", "detail": "}"}, detailed])
        )

    def _some(self, **fields: Any) -> Content:
        return {key: value for key, value in fields.items() if self._perhaps(0.3)}

    def _perhaps(self, share: float) -> bool:
        return self._random.random() < share


def _changed(section: str, **fields: object) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        content.setdefault(section, []).append(fields)

    return change


WRONGS: tuple[Callable[[Content], None], ...] = (
    _changed("memberships", member="nobody", of="o", **{"from": "1999"}),
    _changed("memberships", member="a", of="p", **{"from": "1999"}),
    _changed("memberships", member="o", of="o", **{"from": "1999"}),
    _changed("memberships", member="a", of="o", status="guest", **{"from": "1999"}),
    _changed("memberships", member="a", of="o", **{"from": "2001-02-30"}),
    _changed("memberships", member="a", of="o", **{"from": "2001", "to": "1999"}),
    _changed("memberships", member="a", of="o", **{"from": "2001", "to": "2003", "through": "2004"}),
    _changed("memberships", member="a", of="o", observed="2001"),
    _changed("memberships", member="a", of="o", observed=[]),
    _changed("memberships", member="a", of="o", since="1999"),
    _changed("memberships", member="a", of="o", since=None),
    _changed("memberships", member="a"),
    _changed("memberships", member="a", of="o", note="Zoe\u0308"),
    _changed("memberships", member="a", of="o", note="a\x1b[2J"),
    _changed("memberships", member="a", of="o", note=True),
    _changed("memberships", member="a", of="o", source="nowhere"),
    _changed("memberships", member="a", of="o", **{"from": "9999-12-31"}),
    _changed("tenures", holder="a", office="o/chair"),
    _changed("tenures", holder="p", office="o/chair", capacity="king"),
    _changed("tenures", holder="p", office="o/chair", representing="nobody"),
    _changed("memberships", member="a", of="o", representing="nobody"),
    _changed("memberships", member="a", of="o", **{"for": {}}),
    _changed("memberships", member="a", of="o", **{"for": {"id": "w", "kind": "ward"}}),
    _changed("memberships", member="a", of="o", for_name="Wales"),
    _changed("events", id="e1", date="2001"),
    _changed("events", id="e1", body="p", date="2001", number="x"),
    _changed("statuses", wrong="guest"),
    lambda content: content["persons"].update(a={"name": "Twice"}),
    lambda content: content["persons"].update({"no id": {"name": "x"}}),
    lambda content: content.update(focus="p"),
    lambda content: content.update(tenures={}),
    lambda content: content.pop("dataset"),
)
"""What is wrong with a file, or has to be read with its place for another reason."""
