"""The server needs what an extra brings."""

from __future__ import annotations

import pytest

pytest.importorskip("pygls")
