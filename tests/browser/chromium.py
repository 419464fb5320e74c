"""The Chromium of this machine, started; run as a program it tells its version, or why it is of no use."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
OLDEST = 110
"""Older ones know too little of style sheets, and of what drives them."""
MOST_SECONDS = 60


def started_by(playwright: Any) -> Any:
    """Return a running browser."""
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox"], timeout=MOST_SECONDS * 1000
    )


def of_no_use(playwright: Any) -> str | None:
    """Return why this Chromium cannot look at pages; None if it can."""
    if CHROMIUM is None:
        return "there is no Chromium"
    try:
        browser = started_by(playwright)
        version = browser.version
        browser.new_page().set_content("<p>seen</p>")
        browser.close()
    except Exception as error:  # whatever a broken browser does, it is of no use
        return f"{CHROMIUM} does not start: {str(error).strip().splitlines()[0]}"
    if int(version.partition(".")[0]) < OLDEST:
        return f"{CHROMIUM} is of version {version}, and {OLDEST} is needed"
    return None


if __name__ == "__main__":
    # Only the environment of `make browser` has it.
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        reason = of_no_use(playwright)
    sys.exit(reason)
