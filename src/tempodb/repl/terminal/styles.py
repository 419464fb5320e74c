"""Roles → colours of the terminal, as the settings name them."""

from __future__ import annotations

from collections.abc import Mapping

from prompt_toolkit.styles import Style

ANSI = {"black": "ansiblack", "white": "ansiwhite", "gray": "ansibrightblack", "default": "default"}
UNDERLINED = ("error",)
"""What is wrong is seen without colours, too."""
OURS = {
    "bottom-toolbar": "noreverse",
    "bottom-toolbar.key": "bold",
    "completion-menu.completion.unused": "italic",
    "auto-suggestion": "ansibrightblack",
}


def style(colours: Mapping[str, str]) -> Style:
    """Return the style in which each role has its colour.

    >>> style({"error": "bold bright-red"}).style_rules[0]
    ('error', 'bold ansibrightred underline')
    """
    painted = {role: _painted(colour) for role, colour in colours.items()}
    underlined = {role: f"{painted[role]} underline" for role in UNDERLINED if role in painted}
    return Style.from_dict({**painted, **underlined, **OURS})


def _painted(colour: str) -> str:
    return " ".join(_word(word) for word in colour.split())


def _word(word: str) -> str:
    if word in ("bold", "italic", "underline", "dim", "reverse") or word.startswith("#"):
        return word
    name = word.removeprefix("bright-")
    bright = "bright" if name != word and name not in ("black", "white") else ""
    return ANSI.get(name, f"ansi{bright}{name}")
