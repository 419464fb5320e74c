"""Questions that would run away: each is answered or refused within its time and its memory.

Run it as `python tests/faults/runaways.py [FACTS]`, with about so many memberships to ask about.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from faults.running import Figures, Finding, run

SECONDS, MEGABYTES = 10, 300
LIMITS = ("--deadline", str(SECONDS), "--memory", str(MEGABYTES))
PYTHON = 40
"""Megabytes that the program takes before it asks anything."""
SUSPENDED = " while s1 is suspended in o1"
MEMBER = " while s{} is member of o{}"
DEEP = 90


def dataset(facts: int) -> dict[str, object]:
    """Return a dataset of states that join, leave and join again."""
    states, organizations = 200, max(facts // 600, 1)
    spells = [("1990", "199X"), ("2000", "2004-05"), ("2006", None)]
    return {
        "tempodb": 1,
        "dataset": "d",
        "states": {f"s{i}": {"name": f"State {i}"} for i in range(states)},
        "organizations": {f"o{i}": {"name": f"Organization {i}"} for i in range(organizations)},
        "persons": {f"p{i}": {"name": f"Person {i}"} for i in range(400)},
        "offices": {"o0/chair": {"title": "Chair", "organization": "o0", "seats": "many"}},
        "memberships": [
            {"member": f"s{i}", "of": f"o{j}", "from": from_} | ({"to": to} if to else {})
            for i in range(states)
            for j in range(organizations)
            for from_, to in spells
        ],
        "tenures": [
            {"holder": f"p{i}", "office": "o0/chair", "from": str(1900 + i % 100), "to": str(2000 + i % 20)}
            for i in range(400)
        ],
    }


def questions() -> Iterator[str]:
    """Yield questions that grow with what they are made of."""
    yield "members of o0" + SUSPENDED * DEEP
    yield "members of every organization" + "".join(MEMBER.format(i, 0) for i in range(DEEP))
    yield "members of o0" + "".join(MEMBER.format(i, 0) for i in range(DEEP))
    yield "holders of any office in o0" + " while p1 holds chair of o0" * DEEP
    yield "members of every organization" + " union (members of every organization)" * DEEP
    yield "members of o0" + " union (members of o0" * DEEP + ")" * DEEP
    yield "count members of every organization by day"
    yield "count members of every organization by year"
    yield "count members of o0 while s1 is member of o0 by day between 1900 and 2020"
    yield "count (members of o0 union (members of o0)) by day between 1900 and 2020"
    yield "history of members of every organization"
    yield "members of every organization"
    yield "changes in o0"
    yield "conflicts in o0"
    yield "vacancies of any office in o0"
    yield "members of " + "a of " * 10_000 + "o0"
    yield "members of o0 that joined in 1990" + MEMBER.format(1, 0) * DEEP


def findings(folder: Path, facts: int, figures: Figures) -> Iterator[Finding]:
    """Yield each question that took more than it may."""
    path, file = folder / "x.db", folder / "d.json"
    file.write_text(json.dumps(dataset(facts)), encoding="utf-8")
    if done(path, "load", str(file))[0]:
        yield Finding("other", "the dataset was not loaded")
    for question in questions():
        code, seconds, megabytes = done(path, "query", *LIMITS, question)
        said = f"{question[:60]}… exit {code}, {seconds:.1f} s, {megabytes:.0f} MB"
        print(said)
        figures.faults += 1
        if code not in (0, 2) or seconds > 1.5 * SECONDS or megabytes > MEGABYTES + PYTHON:
            yield Finding("other", said)


def done(path: Path, *command: str) -> tuple[int, float, float]:
    """Return the exit code of a command, the seconds of its CPU, and the most megabytes that it took."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    program = [sys.executable, "-m", "tempodb", "--db", str(path), *command]
    _, status, used = os.wait4(os.posix_spawn(program[0], program, os.environ, file_actions=nowhere), 0)
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1_000) / 1_000_000
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, peak


if __name__ == "__main__":
    run(findings, 12_000, "each was answered or refused within its time and memory", 120_000)
