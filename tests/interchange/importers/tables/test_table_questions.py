"""Ten questions of a table that came in by a map are answered as a few lines of Python answer them over the table."""

from __future__ import annotations

import csv
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import tempodb

MAP = """\
dataset: house
organizations:
  house: {name: House}
  <Party>: {name: <Party>}
persons: {<Member>: {name: <Member>}}
offices: {house/chair: {title: Chair, organization: house, seats: many}}
memberships:
  - {member: <Member>, of: house, representing: <Party>, from: <Since>, through: <Until>, suspended: [{from: <Suspended>, through: <Resumed>}]}
tenures:
  - {holder: <Member>, office: house/chair, from: <Since>, through: <Until>, when: {Chair: [x]}}
table: {dates: d.m.yyyy, open: ["-"]}
"""


def written(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def write(path: Path, chance: random.Random) -> list[dict[str, str]]:
    """Write a table of members and return its rows as Python reads them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Member", "Party", "Since", "Until", "Suspended", "Resumed", "Chair"])
        for number in range(15):
            day = date(2000, 1, 1) + timedelta(chance.randrange(1500))
            while day < date(2012, 1, 1):
                end = day + timedelta(chance.randrange(100, 1500))
                suspended = [written(day + timedelta(30)), written(day + timedelta(60))]
                goes_on = end > date(2012, 1, 1)
                writer.writerow(
                    [f"P{number}", chance.choice(["A", "B", ""]), written(day), "-" if goes_on else written(end),
                     *(suspended if chance.random() < 0.3 else ["", ""]), chance.choice(["x", "", ""])]
                )  # fmt: skip
                day = end + timedelta(chance.randrange(2, 900))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def day_of(text: str) -> date:
    if text in ("-", ""):
        return date.max
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


@pytest.mark.parametrize("seed", range(4))
def test_ten_questions_are_answered_alike(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    rows = write(tmp_path / "x.csv", chance)
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    day = date(2002, 1, 1) + timedelta(chance.randrange(3000))
    year = chance.randrange(2001, 2011)

    def on(at: date) -> list[dict[str, str]]:
        return [row for row in rows if day_of(row["Since"]) <= at <= day_of(row["Until"])]

    def is_suspended(row: dict[str, str], at: date) -> bool:
        return row["Suspended"] != "" and day_of(row["Suspended"]) <= at <= day_of(row["Resumed"])

    with tempodb.open(":memory:") as db:
        db.load_foreign(tempodb.read_foreign("csv", tmp_path / "x.csv", map=tmp_path / "map.yaml"))

        def ask(question: str) -> Any:
            return db.query(question)

        members = [row for row in on(day) if not is_suspended(row, day)]
        assert {row.member for row in ask(f"members of house as of {day}")} == {
            row["Member"] for row in members
        }
        assert {row.member for row in ask(f"suspended members of house as of {day}")} == {
            row["Member"] for row in on(day) if is_suspended(row, day)
        }
        assert {(row.member, row.representing or "") for row in ask(f"members of house as of {day}")} == {
            (row["Member"], row["Party"]) for row in members
        }
        assert {row.holder for row in ask(f"holders of house/chair as of {day}")} == {
            row["Member"] for row in on(day) if row["Chair"] == "x"
        }
        assert {row.member for row in ask(f"members of house that joined in {year}")} >= {
            row["Member"] for row in rows if day_of(row["Since"]).year == year and row["Suspended"] == ""
        }
        assert {row.holder for row in ask(f"holders of house/chair as of {year}")} == {
            row["Member"] for row in rows
            if row["Chair"] == "x" and day_of(row["Since"]).year <= year <= day_of(row["Until"]).year
        }  # fmt: skip
        assert {row.organization for row in ask(f"organizations of P3 as of {day}")} == {
            "house" for row in members if row["Member"] == "P3"
        }
        assert ask(f"whether P4 is member of house as of {day}")[0].answer == (
            "yes" if any(row["Member"] == "P4" for row in members) else "no"
        )
        other = day + timedelta(400)
        assert {
            row.party for row in ask(f"members of house as of {day} except (members of house as of {other})")
        } == {row["Member"] for row in members} - {
            row["Member"] for row in on(other) if not is_suspended(row, other)
        }
        assert {
            (row.from_, row.to) for row in ask("periods of P5 in house")
            if row.status == "suspended"
        } == {
            (f"{day_of(row['Suspended'])}", f"{day_of(row['Resumed']) + timedelta(1)}")
            for row in rows if row["Member"] == "P5" and row["Suspended"]
        }  # fmt: skip


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_what_came_in_by_a_map_goes_out_and_in_unchanged(format_: str, tmp_path: Path) -> None:
    write(tmp_path / "x.csv", random.Random(7))
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    source = tempodb.read_foreign("csv", tmp_path / "x.csv", map=tmp_path / "map.yaml")
    with tempodb.open(":memory:") as db:
        db.load_foreign(source)
        exported = tmp_path / f"house.{format_}"
        exported.write_text(db.export(format=format_), encoding="utf-8")

        assert db.load(exported)[0].transaction is None
        assert db.load_foreign(source)[0].transaction is None
        assert db.verify() == []
