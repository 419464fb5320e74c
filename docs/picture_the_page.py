"""Takes the pictures of the page that the README shows, in light and in dark, with Chromium.

    make pictures

The pages are those of a database in memory, as asked on the day that the documentation is of.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from threading import Thread

import tempodb
from tempodb.web.listening import Serving, listening

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
NOW = 1_795_291_200_000_000
"""2026-11-21T20:00:00Z, in microseconds."""
PAGE = "/organization/csto?as-of=2013-01-01&why=uzbekistan%20is%20suspended%20in%20csto"
WIDTH, HEIGHT = 1190, 710
SCHEMES = ("light", "dark")
MOST_BYTES = 150_000
"""So much at most a reader of the README has to load of each."""


def photograph(home: str) -> None:
    """Write the pictures of the page that is at an address.

    Raises:
        SystemExit: one of them takes too much.

    """
    started_by = import_module("browser.chromium").started_by
    with import_module("playwright.sync_api").sync_playwright() as playwright:
        browser = started_by(playwright)
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            page.goto(f"{home}{PAGE}")
            page.wait_for_load_state("networkidle")
            taken = page.screenshot(path=HERE / "pictures" / f"page-{scheme}.png")
            if len(taken) > MOST_BYTES:
                sys.exit(f"page-{scheme}.png has {len(taken):,} bytes: more than {MOST_BYTES:,}")
        browser.close()


def of_the_csto() -> tempodb.Database:
    """Return a database of what public pages say of the CSTO."""
    database = tempodb.open(":memory:", clock=lambda: NOW)
    database.load(HERE.parent / "fixtures" / "csto-exact.yaml")
    return database


if __name__ == "__main__":
    listener = listening("127.0.0.1", 0)
    serving = Serving(listener, of_the_csto)
    thread = Thread(target=serving.run)
    thread.start()
    try:
        photograph(f"http://127.0.0.1:{listener.getsockname()[1]}")
    finally:
        serving.stop()
        thread.join(30)
