"""What talks with a copy of the first dataset, and what is said to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from conversing import CSTO, Talk

FIXTURES = [CSTO.with_name("csto-exact.yaml"), CSTO]
Talking: TypeAlias = Callable[..., Talk]

WRITE = (
    "record membership of Uzbekistan in CSTO as observer\nfrom 2024-01-01 onwards\nsource report-2017-04-21"
)
