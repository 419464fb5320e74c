"""What the help shows of each command: lines that work as they stand, and what the exit codes mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FIRST = (
    "tempodb demo",
    "tempodb load fixtures/csto.yaml",
    "tempodb query 'members of CSTO as of 2006'",
    "tempodb query 'holders of secretary-general of CSTO as of :day' -p day=2017-04-19 --format json",
)
"""With what somebody begins."""

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "demo": ("tempodb demo",),
    "check": (
        "tempodb check fixtures/csto.yaml",
        "tempodb check fixtures/*.yaml --errors json",
    ),
    "load": (
        "tempodb load fixtures/csto.yaml",
        "tempodb load fixtures/csto.yaml --dry-run --exit-code",
        "tempodb load fixtures/csto.yaml --author Ann --note 'first version'",
    ),
    "query": (
        "tempodb query 'members of CSTO as of 2006'",
        "tempodb query 'holders of secretary-general of CSTO as of :day' -p day=2017-04-19",
        "tempodb query 'changes in CSTO between 1998 and 2007' -o changes.csv",
    ),
    "run": (
        "tempodb run docs/correction.tql",
        "tempodb run docs/correction.tql --atomic --author Ann --note 'from a letter'",
        "echo 'members as of 2006; observers as of 2013' | tempodb run -",
    ),
    "export": (
        "tempodb export",
        "tempodb export --dataset csto --known-at 2030 -o csto.yaml",
    ),
    "backup": ("tempodb backup copy.db",),
    "digest": ("tempodb digest", "tempodb digest > digest.txt"),
    "verify": ("tempodb verify", "tempodb verify --digest $(cat digest.txt)"),
    "rebuild": ("tempodb rebuild", "tempodb rebuild --db copy.db"),
    "erase": (
        "tempodb erase valery-semerikov",
        "tempodb erase 'Valery Semerikov' --note 'asked for in a letter of 2024-02-01'",
    ),
    "config": ("tempodb config", "tempodb config --init"),
    "completion": ("tempodb completion bash > tempodb.bash", "tempodb completion fish > tempodb.fish"),
    "test": ("tempodb test docs/tql.md", "tempodb test docs/tql.md --update"),
    "schema": ("tempodb schema > dataset.schema.json",),
}

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
