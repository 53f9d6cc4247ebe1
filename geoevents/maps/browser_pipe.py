"""A Chromium of this machine, driven through its debugging pipe: no network, no driver, no further package."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final

from geoevents.errors import BrowserError

if sys.platform != "win32":
    import fcntl

__all__ = ["Tab", "find_browser", "open_browser"]

NAMES: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
    "brave-browser",
)  # fmt: skip
PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
FLAGS: Final = (
    "--headless=new", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars", "--force-color-profile=srgb",
    # no name and no address leads anywhere, for the page and for the browser's own errands
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
)  # fmt: skip
START_S: Final = 60.0
"""Seconds that a browser may take to start."""


def find_browser(named: str = "") -> str:
    """Return the path of a Chromium: the one named, else the first of this machine.

    Parameters
    ----------
    named : str
        Path or command; by default ``$GEOEVENTS_BROWSER``, then the usual names.

    Raises
    ------
    BrowserError
        There is none.
    """
    wanted = named or os.environ.get("GEOEVENTS_BROWSER", "")
    if wanted:
        found = shutil.which(wanted)
        if found is None:
            raise BrowserError(f"there is no browser {wanted!r}", "give the path of a Chromium, Chrome or Edge")
        return found
    places = (*map(shutil.which, NAMES), *(place for place in PLACES if Path(place).exists()))
    for place in places:
        if place is not None:
            return place
    raise BrowserError(
        "no Chromium, Chrome or Edge was found on this machine",
        "install one (such as the package chromium), or name it with --browser",
    )


class Tab:
    """A page of a browser: commands of the DevTools protocol, and their answers."""

    def __init__(self, process: subprocess.Popen[bytes], send: int, receive: int, errors: Path) -> None:
        self._process, self._send, self._receive, self._errors = process, send, receive, errors
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.notices: list[dict[str, Any]] = []

    def attach(self) -> None:
        """Open an empty page."""
        made = self.ask("Target.createTarget", START_S, url="about:blank")
        found = self.ask("Target.attachToTarget", START_S, targetId=made["targetId"], flatten=True)
        self._session = found["sessionId"]

    def ask(self, method: str, seconds: float, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its answer.

        Raises
        ------
        BrowserError
            The browser ended, refused the command, or took longer than ``seconds``.
        """
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        try:
            data = json.dumps(message).encode() + b"\0"
            while data:
                data = data[os.write(self._send, data) :]
        except OSError as error:
            raise self._ended() from error
        until = time.monotonic() + seconds
        while True:
            answer = self._next(until, method)
            if answer.get("id") != self._number:
                self.notices.append(answer)
                continue
            if "error" in answer:
                raise BrowserError(f"the browser refused {method} ({answer['error'].get('message', '')})")
            result: dict[str, Any] = answer["result"]
            return result

    def _next(self, until: float, method: str) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._receive], [], [], left)[0]:
                raise BrowserError(f"the browser did not answer in time ({method})", "allow more seconds with --wait")
            piece = os.read(self._receive, 1 << 20)
            if not piece:
                raise self._ended()
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _ended(self) -> BrowserError:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2)
        lines = [line.strip() for line in self._errors.read_text("utf-8", "replace").splitlines() if line.strip()]
        said = f": {lines[-1][:300]}" if lines else ""
        return BrowserError(
            f"the browser ended early{said}", "start it by hand to see why, or name another with --browser"
        )


@contextmanager
def open_browser(path: str, width: int, height: int) -> Iterator[Tab]:
    """Start a browser without a window or network, and end it with the block.

    Parameters
    ----------
    path : str
        From :func:`find_browser`.
    width, height : int
        Of the page, in CSS pixels.

    Raises
    ------
    BrowserError
        It does not start.
    """
    if sys.platform == "win32":
        raise BrowserError("pictures by script are not made on Windows itself", "run the command in WSL")
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="geoevents-", ignore_cleanup_errors=True)))
        errors = home / "stderr.txt"
        flags = [*FLAGS, f"--user-data-dir={home / 'profile'}", f"--window-size={width},{height}"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")  # Chromium's own sandbox refuses to run as root
        # The browser reads commands from its descriptor 3 and answers on 4.
        (commands, send), (receive, answers) = os.pipe(), os.pipe()
        for end in (send, receive):
            stack.callback(os.close, end)
        try:
            with errors.open("wb") as log:
                process = _start([path, *flags, "about:blank"], commands, answers, log, home)
        except OSError as error:
            raise BrowserError(f"cannot start {path!r} ({error.strerror})", "name another browser") from error
        finally:
            os.close(commands)
            os.close(answers)
        stack.callback(_stop, process)
        tab = Tab(process, send, receive, errors)
        tab.attach()
        yield tab


def _start(command: list[str], commands: int, answers: int, log: IO[bytes], home: Path) -> subprocess.Popen[bytes]:
    """Start a process whose descriptors 3 and 4 are the two given."""

    def place() -> None:
        # out of each other's way first: either may be 3 or 4 already
        high = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in (commands, answers)]
        os.dup2(high[0], 3)
        os.dup2(high[1], 4)

    # what a browser would keep in its user's folders stays in the temporary one
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home)}
    return subprocess.Popen(  # noqa: S603 - the browser that the caller chose
        command,
        pass_fds=(3, 4),
        preexec_fn=place,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        env=environment,
        start_new_session=True,
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a browser and the processes that it started: they are a group of their own."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
            if sign == signal.SIGKILL:
                return
