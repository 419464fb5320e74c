"""A world of awkward timelines: ends left open between neighbours, one holding told in several grains, disputes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import tempodb
from tempodb.base.errors import DatasetError

VERSIONS = ("2015-01-01T00:00:00Z", "2016-01-01T00:00:00Z", "2017-01-01T00:00:00Z")
"""When each version of the world was recorded."""
SOURCES = {"s1": "2011", "s2": "2014-05", "s3": None}
ORGANIZATIONS = [f"o{i}" for i in range(9)]
STATES = [f"p{i}" for i in range(24)]


def awkward_world(folder: Path, seed: str) -> Path:
    """Return a database that was told three versions of such a world."""
    path = folder / "awkward.db"
    with tempodb.open(path) as db:
        tell_awkward_world(db, folder, seed)
    return path


def tell_awkward_world(db: tempodb.Database, folder: Path, seed: str) -> None:
    """Tell a database three versions of such a world; its files are written into *folder*."""
    random = Random(seed)
    timelines = {
        key: _timeline(random)
        for key in ((of, who) for of in ORGANIZATIONS for who in STATES if random.random() < 0.7)
    }
    for recorded_at in VERSIONS:
        _load(db, folder / "awkward.json", timelines, recorded_at)
        for key in random.sample(sorted(timelines), len(timelines) // 5):
            timelines[key] = _timeline(random)


def _load(
    db: tempodb.Database, file: Path, timelines: dict[Any, list[dict[str, Any]]], recorded_at: str
) -> None:
    """Load the timelines, without those that contradict themselves."""
    while True:
        lines = [
            (key, {"member": key[1], "of": key[0], **told}) for key in timelines for told in timelines[key]
        ]
        head = json.dumps({"tempodb": 1, "dataset": "awkward", **_definitions()})[:-1]
        body = ",\n".join(json.dumps(entry) for _, entry in lines)
        file.write_text(f'{head}, "memberships": [\n{body}\n]}}', encoding="utf-8")
        try:
            db.load(file, recorded_at=recorded_at)
        except DatasetError as refusal:
            wrong = {lines[problem.line - 2][0] for problem in refusal.problems if problem.line}
            assert wrong, refusal
            for key in wrong:
                del timelines[key]
        else:
            return


def _definitions() -> dict[str, Any]:
    def named(id_: str, at: int) -> dict[str, Any]:
        first = {"name": f"Name {at % 7}", "to": "2003-05"}
        return (
            {"names": [first, {"name": f"name {at % 5}", "from": "2003-05"}]}
            if at % 4 == 0
            else {"name": id_.upper()}
        )

    return {
        "coverage": {"o1": "1999/2005", "o2": "../2001"},
        "sources": {
            id_: {"title": id_} | ({"published": day} if day else {}) for id_, day in SOURCES.items()
        },
        "states": {id_: named(id_, at) for at, id_ in enumerate(STATES)},
        "organizations": {id_: named(id_, at) for at, id_ in enumerate(ORGANIZATIONS)},
    }


def _timeline(random: Random) -> list[dict[str, Any]]:
    days = sorted(
        date(random.randint(1995, 2012), random.randint(1, 12), random.randint(1, 28))
        for _ in range(random.randint(2, 8))
    )
    told: list[dict[str, Any]] = []
    at, last = 0, None
    side = Random(str(days))
    sides = side.choice([[], [], STATES[:1], STATES[:3]])
    while at + 1 < len(days):
        entry: dict[str, Any] = {"status": random.choice(["member", "suspended", "observer"])}
        if sides and side.random() < 0.7:
            entry["representing"] = side.choice(sides)
        if sides and side.random() < 0.5:
            entry["for"] = side.choice(["North", {"id": "n", "name": "North"}, "South"])
        if random.random() < 0.2:
            entry["observed"], last = str(days[at]), None
        else:
            begin = last if last and random.random() < 0.6 else _end(random, days[at], is_first=True)
            end = _end(random, days[at + 1], is_first=False)
            entry |= {"from": begin, "to": end}
            last = end if end != "unknown" else None
        if random.random() < 0.6:
            entry["source"] = random.choice(sorted(SOURCES))
        if random.random() < 0.15:
            entry["standing"] = "disputed"
        told.append(entry)
        at += random.choice([1, 1, 2])
        if random.random() < 0.2 and "to" in entry and len(entry["to"]) == 10:
            told.append({**entry, "to": entry["to"][:4], "source": "s1"})
    return [entry for at, entry in enumerate(told) if entry not in told[:at]]


def _end(random: Random, day: date, *, is_first: bool) -> str:
    kind = random.random()
    if kind < 0.65:
        exact = str(day)
        rough = f"[{day}..{day + timedelta(days=random.randint(5, 200))}]"
        return random.choice([exact, exact, exact[:7], exact[:4], rough])
    if kind < 0.75:
        return "unknown"
    return f"[..{day}]" if (random.random() < 0.5) is is_first else f"[{day}..]"
