"""What a shell asks while somebody types, answered by argcomplete, which knows how shells quote and split."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import Any

import argcomplete
from argcomplete.completers import SuppressCompleter
from argcomplete.shell_integration import shellcode

from tempodb.base.errors import InputError
from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.examples import INSTALLING
from tempodb.cli.shell.completers import Completer, completers, printable_only
from tempodb.settings import Settings, settings

# Within quotes, what argcomplete has for zsh finds nothing.
ZSH = r"""#compdef tempodb
_tempodb() {
    local line="${(j: :)words[1,CURRENT-1]} ${(q)PREFIX}"
    local -a found
    found=("${(@f)$(_ARGCOMPLETE=1 _ARGCOMPLETE_SHELL=fish _ARGCOMPLETE_IFS=$'\n' \
        COMP_LINE="$line" COMP_POINT="${#line}" _ARGCOMPLETE_SUPPRESS_SPACE=1 \
        ${(Q)words[1]} 8>&1 9>/dev/null 1>/dev/null 2>/dev/null </dev/null)}")
    compadd -S '' -- ${(M)found:#*/}
    compadd -- ${found:#*/}
}
if [[ $zsh_eval_context == *func ]]; then
    _tempodb "$@"
else
    compdef _tempodb tempodb
fi
"""


def script(shell: str) -> str:
    """Return what makes a shell ask the program."""
    code = ZSH if shell == "zsh" else shellcode(["tempodb"], shell=shell)
    first, _, rest = code.lstrip("\n").partition("\n")
    comment = "".join(
        f"# {line.strip()}\n" for line in INSTALLING.split(";") if line.strip().startswith(shell)
    )
    # zsh looks at the first line for what a file completes.
    return f"{first}\n{comment}{rest}" if first.startswith("#") else f"{comment}{first}\n{rest}"


def complete(parser: CommandParser, environment: Mapping[str, str]) -> None:
    """Answer the shell that asks in the environment, and leave; whatever goes wrong, nothing is offered."""
    try:
        try:
            chosen = settings(environment)
        except InputError:
            chosen = Settings()
        _attach(parser, chosen, environment)
        argcomplete.autocomplete(
            parser,
            always_complete_options=False,
            default_completer=SuppressCompleter(),
        )
    except Exception:
        os._exit(1)


def _attach(parser: CommandParser, settings: Settings, environment: Mapping[str, str]) -> None:
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    # It makes parsers of its own out of them, and those that argparse has stand for them only.
    commands.choices.update({name: late.made for name, late in commands.choices.items()})
    for name, known in {"": parser, **commands.choices}.items():
        found = completers(name, settings, environment)
        for action in known._actions:
            if action.choices is None and action.dest in found:
                action.completer = _adapted(found[action.dest])


def _adapted(completer: Completer) -> Any:
    def offered(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
        return printable_only(completer(prefix, parsed_args))

    return offered
