"""The person in front of the terminal: asked back, and given an editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.shortcuts import PromptSession

from tempodb.base.errors import OperationalError
from tempodb.repl.terminal.masking import Mask

YES = ("y", "yes")


class TerminalPrompter:
    """Answers questions on the line below them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    def confirm(self, question: str) -> bool:
        """Return whether the answer is yes; anything else, Ctrl-C and Ctrl-D are no."""
        asking = PromptSession[str](input_processors=[Mask()])
        # What was typed before the question was there is no answer to it.
        asking.app.input.flush()
        asking.app.input.flush_keys()
        clear_typeahead(asking.app.input)
        try:
            answer = asking.prompt(f"{question} [y/N] ")
        except (KeyboardInterrupt, EOFError):
            return False
        return answer.strip().lower() in YES

    def edit(self, text: str) -> str:
        """Return *text* as the editor of the environment left it.

        Raises:
            OperationalError: there is no such editor.

        """
        editor = self._environment.get("VISUAL") or self._environment.get("EDITOR") or "vi"
        with TemporaryDirectory() as folder:
            file = Path(folder) / "statement.tql"
            try:
                file.write_text(text, encoding="utf-8", errors="replace")
                subprocess.run([*shlex.split(editor, posix=os.name != "nt"), str(file)], check=False)
                return file.read_text(encoding="utf-8", errors="replace")
            except (OSError, ValueError) as error:
                hint = "name one in $EDITOR"
                raise OperationalError.of(
                    "editor", f"the editor `{editor}` cannot be run: {error}", hint
                ) from None
