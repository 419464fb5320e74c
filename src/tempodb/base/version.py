"""The version of this program, which its package takes from here: to ask the package takes longer than most commands."""

from __future__ import annotations

__version__ = "0.1.0"
