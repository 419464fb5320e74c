"""Folders of tables drawn at random: what is rare stands in many of them, and what is wrong in some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

Row = dict[str, str]

PARTIES = {"states": ("a", "b", "c"), "persons": ("p", "q"), "organizations": ("o", "u", "v", "w")}
OFFICES = ("o/chair", "o/seat", "desk")
WRONG_ROWS: Sequence[tuple[str, Row]] = (
    ("existence", {"party": "nobody", "founded": "1990"}),
    ("existence", {"party": "o", "founded": "1990", "dissolved": "1980"}),
    ("existence", {"party": "a", "founded": "1950"}),
    ("aliases", {"of": "a", "name": "A", "to": "never"}),
    ("memberships", {"member": "a", "of": "o", "from": "1960", "to": "1970", "suspended": "1980/1990"}),
    ("memberships", {"member": "a", "of": "o", "status": "guest", "suspended": "1990/1991"}),
    ("memberships", {"member": "a", "of": "nothing", "suspended": "1990/1991"}),
    ("seats", {"office": "o/chair", "seats": "none"}),
    ("states", {"id": "o", "name": "O"}),
    ("organizations", {"id": "z", "name": "Z", "same_as": "o"}),
    ("memberships", {"member": "a", "of": "o", "from": "1965", "to": "1969", "status": "observer"}),
    ("memberships", {"member": "b", "of": "o", "from": "1965", "end_reason": "x", "representing": "nobody"}),
    ("memberships", {"member": "b", "of": "p", "from": "1965"}),
    ("memberships", {"member": "b", "of": "organ", "from": "1965", "source": "S"}),
    ("memberships", {"member": "u", "of": "u", "from": "1965"}),
    ("memberships", {"member": "c", "of": "v", "from": "1990", "to": "1980"}),
    ("tenures", {"holder": "a", "office": "o/chair"}),
    ("tenures", {"holder": "p", "office": "o/char", "from": "1999"}),
    ("offices", {"id": "late", "title": "Late", "organization": "w1"}),
    ("offices", {"id": "w1/late", "title": "Late"}),
    ("names", {"party": "o", "name": "Other", "language": "de"}),
    ("names", {"party": "o", "name": "Another", "from": "1970", "language": "de"}),
    ("part_of", {"party": "u", "of": "a"}),
    ("part_of", {"party": "u", "of": "x"}),
    ("events", {"id": "e", "kind": "vote", "body": "oo", "date": "1999", "participants": "a;z"}),
)


class RandomFolders:
    """Draws one folder."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"folder {seed}")

    def written(self, at: Path) -> Path:
        """Write it."""
        tables = self._tables()
        heading = ["tempodb: 1", "dataset: d", "title: Drawn", "sources: {s: {title: S}, t: {title: T}}"]
        if self._perhaps(0.1):
            heading.append(f"focus: {self._random.choice(('o', 'ooo'))}")
        if self._perhaps(0.05):
            heading.append("defaults: {source: r}")
        elif self._perhaps(0.6):
            heading.append(f"defaults: {{source: {self._random.choice('sssst')}}}")
        if self._perhaps(0.3):
            del tables["states"]
            listed = ", existence: [{founded: 1900, dissolved: 1910}, {founded: 1950}]"
            known = ", ".join(
                f"{id_}: {{name: In {id_}{self._random.choice(('', listed))}}}" for id_ in PARTIES["states"]
            )
            heading.append(f"states: {{{known}}}")
            for section in ("names", "aliases", "existence", "part_of"):
                tables[section] = [row for row in tables[section] if set(row.values()).isdisjoint("abc")]
        for section, row in self._random.sample(WRONG_ROWS, self._random.choice((0, 0, 0, 1, 2, 4))):
            tables.setdefault(section, []).append(row)
        at.mkdir(parents=True)
        (at / "dataset.yaml").write_text("\n".join(heading) + "\n", encoding="utf-8")
        for section, rows in tables.items():
            columns = list(dict.fromkeys(key for row in rows for key in row))
            lines = [",".join(columns), *(",".join(row.get(key, "") for key in columns) for row in rows)]
            if rows:
                (at / f"{section}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return at

    def _tables(self) -> dict[str, list[Row]]:
        tables: dict[str, list[Row]] = {}
        for section in (*PARTIES, "offices", "names", "titles", "aliases", "existence", "seats", "part_of"):
            tables[section] = []
        for section, ids in PARTIES.items():
            for id_ in self._shuffled(ids):
                tables[section].append({"id": id_} | self._party(section, id_, tables))
        for id_ in OFFICES:
            tables["offices"].append({"id": id_} | self._office(id_, tables))
        tables["memberships"] = [
            self._membership(member, of)
            for member in (*PARTIES["states"], "p")
            for of in PARTIES["organizations"]
            if self._perhaps(0.7)
        ]
        tables["tenures"] = [
            {"holder": holder, "office": office, "from": "1995", "to": "1999", **self._some(note="held")}
            for holder, office in zip(PARTIES["persons"], OFFICES, strict=False)
        ]
        return tables

    def _party(self, section: str, id_: str, tables: dict[str, list[Row]]) -> Row:
        said = self._some(note="n", source="t")
        if self._perhaps(0.3):
            tables["names"] += [
                {"party": id_, "name": f"Old {id_}", "to": "1990"},
                {"party": id_, "name": f"New {id_}", "from": "1990", **self._some(source="s;t")},
            ]
        else:
            said |= {"name": f"Name {id_}"}
        if self._perhaps(0.2):
            tables["aliases"] += [
                {"of": id_, "name": f"Once {id_}", **self._some(to="1980")},
                {"of": id_, "name": f"Aka {id_}", "language": "fr"},
            ]
        elif self._perhaps(0.3):
            said |= {"aliases": f"One {id_};Two {id_}"}
        if section == "persons":
            return said | self._some(born="1950")
        if self._perhaps(0.2):
            tables["existence"] += [
                {"party": id_, "founded": "1900", "dissolved": "1940-06", **self._some(source="t")},
                {"party": id_, "founded": "1950", **self._some(note="again")},
            ]
        else:
            said |= self._some(founded="1900", dissolved="2020")
        if section == "organizations" and id_ > "o" and self._perhaps(0.4):
            tables["part_of"].append({"party": id_, "of": "o", "from": "1990"})
        return said

    def _office(self, id_: str, tables: dict[str, list[Row]]) -> Row:
        said: Row = {}
        if self._perhaps(0.3):
            tables["titles"] += [
                {"office": id_, "title": "First", "to": "1990"},
                {"office": id_, "title": "Second", "from": "1990"},
            ]
        else:
            said |= {"title": f"Title {id_}"}
        if self._perhaps(0.3):
            tables["seats"] += [
                {"office": id_, "seats": "1", "to": "2000"},
                {"office": id_, "seats": "2", "from": "2000"},
            ]
        else:
            said |= self._some(seats="many")
        if self._perhaps(0.3):
            tables.setdefault("organization", []).extend(
                [
                    {"office": id_, "organization": "o", "to": "1990"},
                    {"office": id_, "organization": "u", "from": "1990", **self._some(source="t")},
                ]
            )
        elif id_ == "desk":
            said |= {"organization": "v"}
        return said

    def _membership(self, member: str, of: str) -> Row:
        said = {"member": member, "of": of, "from": "1960", **self._some(note="n", source="s", to="2010")}
        if self._perhaps(0.2):
            said["suspended"] = self._random.choice(("1970/1980", "1970-05/1972;1990/1991-02-03"))
            said |= self._some(end_reason="left") if "to" in said else {}
        return said

    def _shuffled(self, ids: Sequence[str]) -> list[str]:
        return self._random.sample(ids, len(ids))

    def _perhaps(self, share: float) -> bool:
        return self._random.random() < share

    def _some(self, **said: str) -> Row:
        return {key: value for key, value in said.items() if self._perhaps(0.3)}
