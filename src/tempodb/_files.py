"""Where the grammar and the fixtures lie, in a checkout and in an installation alike."""

from __future__ import annotations

from pathlib import Path


def bundled(folder: str) -> Path:
    """Return the folder called *folder*: in the installed package, or at the top of a checkout.

    >>> bundled("grammar").joinpath("dates.lark").is_file()
    True
    """
    packaged = Path(__file__).parent / folder
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / folder


def grammar_text(*names: str) -> str:
    """Return the named grammar files as one text.

    They are joined as texts because Lark renames every rule and terminal that `%import` brings in.
    """
    folder = bundled("grammar")
    return "\n".join(folder.joinpath(f"{name}.lark").read_text(encoding="utf-8") for name in names)
