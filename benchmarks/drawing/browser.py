"""What a page takes in a real Chromium without a screen or a graphics card, and without any network."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from bankgraph.ontology import UnreachableError

_ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_NOTES = Path(__file__).with_name("browser.js")
_QUIET = 1.0  # seconds without a long gap, after which a page counts as interactive since the last one
_MOVES = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds to the first draw after which the page answers, and milliseconds of the slowest 5 % of frames.

    `requests` are those that the page tried to make. None stands for what never came.
    """

    interactive: float | None
    frame: float | None
    requests: int


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium. Raises `UnreachableError` where there is none."""
    executable = shutil.which("chromium")
    if executable is None:
        raise UnreachableError("chromium: not found; install it (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        yield browser
        browser.close()


def look(browser: Browser, file: Path, limit: float) -> Seen:
    """Open a page, wait at most `limit` seconds until it answers, then drag it about."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    tried: list[str] = []

    def refuse(route: Route) -> None:
        tried.append(route.request.url)
        route.abort()

    context.route(lambda url: url.startswith("http"), refuse)
    context.add_init_script(path=_NOTES)
    page = context.new_page()
    page.set_default_timeout(limit * 1000)
    try:
        page.goto(file.as_uri(), wait_until="commit")
        interactive = _interactive(page, limit)
        frame = _dragged(page) if interactive is not None else None
    except Error:
        interactive = frame = None
    finally:
        context.close()
    return Seen(interactive, frame, len(tried))


def _interactive(page: Page, limit: float) -> float | None:
    """Return when the page had drawn and was idle for a while, less that while."""
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        now, drawn, busy = page.evaluate(
            "() => [performance.now(), window.benchmark.drawn, window.benchmark.busyUntil]"
        )
        if drawn is not None and now - max(drawn, busy) > _QUIET * 1000:
            return float(max(drawn, busy)) / 1000
        page.wait_for_timeout(100)
    return None


def _dragged(page: Page) -> float | None:
    """Return the 95th percentile of the time between two frames while the picture is dragged."""
    box = page.locator("canvas").first.bounding_box()
    if box is None:
        return None
    x, y = box["x"] + 24, box["y"] + box["height"] * 0.75
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.evaluate("() => { window.benchmark.frames = []; }")
    for step in range(_MOVES):
        page.mouse.move(x + 5 + 4 * step, y - 2 * step)
    frames = sorted(page.evaluate("() => window.benchmark.frames"))
    page.mouse.up()
    return float(frames[int(len(frames) * 0.95)]) if frames else None
