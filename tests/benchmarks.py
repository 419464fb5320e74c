"""Figures, not tests: run with `make bench`.

Start-up is measured as the CPU time of fresh processes, the median of several; loading once, on a
dataset the size of the Correlates of War data (18,927 memberships of 217 states in 534 organizations);
what an editor asks, at each key of some statements, with 100,000 names.
"""

from __future__ import annotations

import os
import pty
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import tempodb
from tempodb.language_service.completeness import completeness
from tempodb.language_service.completions import Vocabulary, complete
from tempodb.language_service.diagnostics import fault
from tempodb.language_service.highlighting import paint
from tempodb.language_service.name_index import NameIndex
from tempodb.language_service.tokens import read
from tempodb.model.kinds import EntityType, PartyClass
from tempodb.model.labels import Label
from tempodb.temporal.bounds import NEVER

RUNS = 15
NAMES = 100_000
TYPED = (
    "members of European Union as of 2006 known at 2017-12-31 order by member desc limit 3",
    "holders of Ministry of Foreign Affairs of Tajikistan between 1999 and 2006 including disputed",
    "whether United Nations is member of Organization of the Willing as of today",
    "describe o",
    "record membership of Uzbekistan in European Union as suspended from 2012-06-28 onwards",
    "members as of 2006 limt 3 and so on",
)
MEMBERSHIPS, STATES, ORGANIZATIONS = 18_927, 217, 534


def cpu(*command: str | Path) -> float:
    """Return the median CPU seconds of a command, after one run to warm caches."""
    taken = []
    for _ in range(RUNS + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken[1:])


def cpu_of_first_prompt(*command: str | Path) -> float:
    """Return the median CPU seconds that a program takes until it shows its prompt, in a terminal of its own."""
    taken = []
    for _ in range(RUNS + 1):
        program, terminal = pty.fork()
        if program == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(command[0], command)
        shown = b""
        while b"tempo" not in shown:
            shown += os.read(terminal, 65_536)
        fields = Path(f"/proc/{program}/stat").read_text().rpartition(")")[2].split()
        taken.append((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        os.kill(program, signal.SIGKILL)
        os.waitpid(program, 0)
        os.close(terminal)
    return statistics.median(taken[1:])


def large_dataset() -> str:
    """Return a dataset of many memberships, each pair with up to three spells one after the other."""
    random = Random(1)
    lines = ["tempodb: 1", "dataset: large", "states:"]
    lines += [f"  s{i}: {{name: State {i}}}" for i in range(STATES)]
    lines += ["organizations:", *(f"  o{i}: {{name: Organization {i}}}" for i in range(ORGANIZATIONS))]
    lines += ["memberships:"]
    written = 0
    for pair in random.sample(range(STATES * ORGANIZATIONS), MEMBERSHIPS):
        years = sorted(random.sample(range(1900, 2015), random.choice([2, 2, 4, 6])))
        for start, end in zip(years[::2], years[1::2], strict=True):
            if written < MEMBERSHIPS:
                key = f"member: s{pair % STATES}, of: o{pair // STATES}"
                lines.append(f"  - {{{key}, from: {start}, to: {end}}}")
                written += 1
    return "\n".join(lines) + "\n"


def made_up_names() -> Iterator[Label]:
    """Yield many names of parties and offices, of which half begin with one of a few words."""
    random = Random(1)
    syllables = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]
    words = ["".join(random.choices(syllables, k=random.randint(1, 3))).title() for _ in range(4000)]
    common = ["Ministry of", "United", "Organization of the", "European"]
    for number in range(NAMES):
        first = random.choice([*common, *words[: len(common)]])
        name = " ".join([first, *random.choices(words, k=random.randint(1, 3))])
        periods = random.choice([(), ((day(1992), day(2002)),), ((day(2002), NEVER),)])
        if number % 5 == 0:
            yield Label(name, f"body-{number % 90}/{number}", EntityType.OFFICE, None, periods)
        else:
            yield Label(name, f"id-{number}", EntityType.PARTY, random.choice(list(PartyClass)), periods)


def day(year: int) -> int:
    """Return the first day of a year."""
    return date(year, 1, 1).toordinal()


def keystrokes() -> None:
    """Print how long each key takes, of some statements typed letter by letter."""
    started = time.thread_time()
    known = Vocabulary(NameIndex(made_up_names()), today=day(2026))
    print(f"{NAMES} names sorted   {time.thread_time() - started:.1f} s CPU")
    for text in TYPED:
        complete(text, len(text), known)
    asked: dict[str, Callable[[str], object]] = {
        "complete": lambda text: complete(text, len(text), known),
        "paint": paint,
        "completeness": completeness,
        "fault": fault,
    }
    for what, ask in asked.items():
        for cached in (read, paint, completeness, fault):
            cached.cache_clear()
        taken = []
        for text in TYPED:
            for end in range(len(text) + 1):
                started = time.thread_time()
                ask(text[:end])
                taken.append(1000 * (time.thread_time() - started))
        print(f"{what}, a key   {statistics.median(taken):.2f} ms CPU, at most {max(taken):.1f} ms")


def main() -> None:
    """Print the figures."""
    keystrokes()
    with tempfile.TemporaryDirectory() as folder:
        small, large, file = Path(folder, "csto.db"), Path(folder, "large.db"), Path(folder, "large.yaml")
        with tempodb.open(small) as db:
            db.load(tempodb.bundled_fixture("csto.yaml"))
        command = Path(sys.executable).with_name("tempodb")
        query = cpu(command, "--db", small, "query", "members as of 2006")
        sqlmodel, lark = (
            cpu(sys.executable, "-c", "import sqlmodel"),
            cpu(sys.executable, "-c", "import lark, sqlite3"),
        )
        print(f"tempodb query 'members as of 2006'   {query:.3f} s CPU")
        print(f"  against import sqlmodel            {query / sqlmodel:.2f} of {sqlmodel:.3f} s")
        print(f"  against import lark, sqlite3       {query / lark:.2f} of {lark:.3f} s")
        prompt = cpu_of_first_prompt(command, "--db", small)
        bare = cpu(sys.executable, "-c", "import prompt_toolkit, lark, sqlite3")
        print(f"tempodb, until its first prompt      {prompt:.3f} s CPU")
        print(f"  against what it imports            {prompt / bare:.2f} of {bare:.3f} s")
        file.write_text(large_dataset(), encoding="utf-8")
        for what in ("load", "load again"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([command, "--db", large, "load", file], check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{what} {MEMBERSHIPS} memberships   {taken:.1f} s CPU, at most {after.ru_maxrss // 1024} MiB"
            )


if __name__ == "__main__":
    main()
