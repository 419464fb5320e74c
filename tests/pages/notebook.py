"""Runs a notebook in a process of its own: `python -m pages.notebook FILE` prints it with its outputs of now."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

ROOT = Path(__file__).parents[2]


class Unprinted(DisplayHook):
    """Keeps what a cell comes to, and prints nothing."""

    def write_output_prompt(self) -> None: ...
    def write_format_data(self, *_: object) -> None: ...
    def finish_displayhook(self) -> None: ...


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook with the outputs that its cells have now."""
    config = Config()
    config.HistoryManager.enabled = False
    shell = InteractiveShell.instance(config=config, displayhook_class=Unprinted)
    cells = [
        cell if cell["cell_type"] != "code" else cell | {"outputs": _outputs(shell, cell)}
        for cell in notebook["cells"]
    ]
    return notebook | {"cells": cells}


def _outputs(shell: InteractiveShell, cell: dict[str, Any]) -> list[dict[str, Any]]:
    with capture_output() as captured:
        done = shell.run_cell("".join(cell["source"]))  # type: ignore[no-untyped-call]
    found: list[dict[str, Any]] = [
        {"output_type": "stream", "name": name, "text": _lines(text)}
        for name, text in (("stdout", captured.stdout), ("stderr", captured.stderr))
        if text
    ]
    found += [_shown("display_data", shown.data) for shown in captured.outputs]
    if done.result is not None:
        found.append(
            _shown("execute_result", shell.display_formatter.format(done.result)[0])
            | {"execution_count": None}
        )
    return found


def _shown(type_: str, data: dict[str, str]) -> dict[str, Any]:
    forms = {form: _lines(text) for form, text in sorted(data.items())}
    return {"output_type": type_, "data": forms, "metadata": {}}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def text_of(notebook: dict[str, Any]) -> str:
    """Return a notebook as it is written."""
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text_of(run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
