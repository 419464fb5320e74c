"""What all tests share: no settings of whoever runs them, and no colours."""

from __future__ import annotations

import os

os.environ["TEMPODB_CONFIG"] = ""
os.environ.pop("NO_COLOR", None)
