"""What the help shows beside the arguments: lines that work as they stand, and what the exit codes mean."""

from __future__ import annotations

from collections.abc import Iterable

FIRST = (
    "tempodb demo",
    "tempodb load fixtures/csto.yaml",
    "tempodb query 'members of CSTO as of 2006'",
    "tempodb query 'holders of secretary-general of CSTO as of :day' -p day=2017-04-19 --format json",
)
"""With what somebody begins."""

SHELLS = ("bash", "zsh", "fish")
INSTALLING = (
    'bash: put `eval "$(tempodb completion bash)"` into ~/.bashrc; '
    'zsh: `eval "$(tempodb completion zsh)"` into ~/.zshrc, behind compinit; '
    "fish: write the script to ~/.config/fish/completions/tempodb.fish"
)
"""Of each shell, where the script goes with which it completes."""

EXIT_CODES = "exit codes: 0 done; 1 a check found something; 2 the input was wrong; 3 the surroundings failed"


def epilog(examples: Iterable[str]) -> str:
    """Return what stands below the options."""
    return "\n".join(["examples:", *(f"  {example}" for example in examples), "", EXIT_CODES])
