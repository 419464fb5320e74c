"""Which modules there are once the program has started in some way; each way is tried once."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from conversing import loaded

PROMPT = """
from prompt_toolkit import PromptSession
from tempodb.repl.terminal.knowledge import Knowledge
Knowledge.renew = first
from tempodb.cli import main
main()
"""
COMMAND = "from tempodb.cli import main; main({arguments!r}); first()"
STARTS = {
    "import": "import tempodb; tempodb.open(':memory:'); first()",
    "query": COMMAND.format(arguments=["--db", "tempodb.db", "query", "members of CSTO as of 2006"]),
    "count": COMMAND.format(arguments=["query", "count members of every organization as of 2006"]),
    "kept": COMMAND.format(
        arguments=["query", "count members of every organization as of 2006 where status is member"]
    ),
    "compare": COMMAND.format(arguments=["query", "compare members of CSTO as of 2000 with as of 2006"]),
    "changes": COMMAND.format(arguments=["query", "changes in every organization during 2006"]),
    "overlaps": COMMAND.format(arguments=["query", "overlaps of members of CSTO as of 2006"]),
    "plot": COMMAND.format(arguments=["plot", "members of CSTO as of 2006"]),
    "table": COMMAND.format(arguments=["query", "show states", "--format", "table"]),
    "help": COMMAND.format(arguments=["--help"]),
    "serving": "import sys; sys.modules['pygls'] = None; from tempodb.cli import main; main(['serve-language']); first()",
    "schema": COMMAND.format(arguments=["schema"]),
    "version": COMMAND.format(arguments=["--version"]),
    "load": COMMAND.format(arguments=["load", "csto.yaml"]),
    "again": COMMAND.format(arguments=["load", "large.yaml"]),
    "folder": COMMAND.format(arguments=["load", "csto"]),
    "csv": COMMAND.format(arguments=["import", "csv", "states.csv"]),
    "export": COMMAND.format(arguments=["export"]),
    "web": COMMAND.format(arguments=["web", "--host", "192.0.2.1"]),
    "completion": "from tempodb.cli.shell import argcomplete; first()",
    "lakes": "import tempodb; tempodb.open_lake; first()",
    "lake": "import tempodb.lake.asking.crews as crews; crews.crew_called('local'); first()",
    "prompt": PROMPT,
}
"""What is run of each way to start. A prompt has started when it was drawn, before anything is looked up behind it."""
TOLD = """
import os, sys
def first(*_):
    with open("modules", "w") as file:
        file.write("\\n".join(sys.modules))
    os._exit(0)
"""


@cache
def modules(start: str) -> frozenset[str]:
    """Return the names of all modules that are there after a start."""
    with TemporaryDirectory() as folder:
        loaded(Path(folder) / "tempodb.db")
        (Path(folder) / "csto").mkdir()
        for file in ("csto.yaml", "csto/dataset.yaml"):
            (Path(folder) / file).write_text("tempodb: '1'\ndataset: d\n", encoding="utf-8")
        # Its second load knows it again.
        large = "tempodb: '1'\ndataset: e\n#" + "." * 64 * 1024 + "\n"
        (Path(folder) / "large.yaml").write_text(large, encoding="utf-8")
        (Path(folder) / "states.csv").write_text("id,name\na,State A\n", encoding="utf-8")
        own = {"TERM": "xterm", "XDG_STATE_HOME": folder, "TEMPODB_CONFIG": "", "TEMPODB_DB": "tempodb.db"}
        ours, theirs = os.openpty()
        # A prompt wants a terminal; what is asked otherwise goes into a pipe.
        shown = theirs if start == "prompt" else subprocess.DEVNULL
        try:
            for _ in range(2):
                # The first one may have to build what is kept for the next.
                subprocess.run(
                    [sys.executable, "-c", TOLD + STARTS[start]],
                    cwd=folder, env={**os.environ, **own}, stdin=theirs, stdout=shown, stderr=shown, check=True,
                )  # fmt: skip
        finally:
            os.close(theirs)
            os.close(ours)
        return frozenset((Path(folder) / "modules").read_text(encoding="utf-8").split())
