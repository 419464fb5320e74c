"""A browser, and the explorer that it looks at; without the one or the other these tests are skipped."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="make browser installs what looks at pages")

from browser.chromium import CHROMIUM, started_by  # noqa: E402
from web.exploring import Client, csto, exploring  # noqa: E402

PICTURES = Path(os.environ.get("TEMPODB_PICTURES", "build/browser"))
Opening = Callable[..., Any]


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give the explorer of a database of two transactions."""
    with exploring(csto(tmp_path_factory.mktemp("browser"))) as client:
        yield client


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Give a browser."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium; install it, or say where it is with CHROMIUM=…")
    with playwright.sync_playwright() as started:
        browser = started_by(started)
        yield browser
        browser.close()


class Watched:
    """A page of the browser, with all that went wrong on it and all that it asked for."""

    def __init__(self, context: Any, client: Client) -> None:
        self.page, self.home = context.new_page(), f"http://127.0.0.1:{client.port}"
        self.faults: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, address: str) -> Any:
        """Go to an address, and return the page when it has settled."""
        self.page.goto(f"{self.home}{address}")
        self.page.wait_for_load_state("networkidle")
        return self.page

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of others."""
        return [url for url in self.asked if not url.startswith((self.home, "data:"))]


@pytest.fixture
def opening(browser: Any, client: Client) -> Iterator[Opening]:
    """Give what opens a window, which is closed after the test."""
    contexts = []

    def opened(width: int = 1360, scheme: str = "light", **more: Any) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme, **more)
        contexts.append(context)
        return Watched(context, client)

    yield opened
    for context in contexts:
        context.close()
