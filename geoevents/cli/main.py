"""The command line's frame: the app, its sub-commands, and how every error becomes one line and an exit code.

Exit codes: 0 done, 2 something the user can put right (one line ``error: ...`` on standard error), 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, TextIO

import typer

from geoevents.errors import GazetteerWarning, GeoEventsError

__all__ = ["app", "main"]

COMMANDS = ("map", "embed", "extract", "geoparse", "geocode", "zones", "convert", "snapshot", "gazetteer")
"""Modules of ``geoevents.cli`` that hold sub-commands, in the order of the help text. Each has
``register(app: typer.Typer) -> None`` and imports what it needs inside its functions, so that naming them all here
costs next to nothing at start."""

_plain_warning = warnings.showwarning

app = typer.Typer(
    name="geoevents",
    help="Turn articles, event tables and zones into honest, interactive, offline maps.",
    add_completion=False,
    # plain help and plain errors: one line on stderr, no boxes, no local variables of ours
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from geoevents import __version__

        typer.echo(f"geoevents {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - acted upon by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _name in COMMANDS:
    import_module(f"geoevents.cli.{_name}").register(app)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code.

    Parameters
    ----------
    args : sequence of str, optional
        The words after the program's name; those of the process by default.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names in any script, on a terminal of any encoding
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if args is None else list(args)))


def run(args: list[str]) -> int:
    """Run one command line; return its exit code.

    Errors a user can cause come out as one line on standard error. Others are bugs, and keep their traceback.
    """
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code = typer.main.get_command(app).main(args=args, prog_name="geoevents", standalone_mode=False)
        sys.stdout.flush()
    except GeoEventsError as error:
        return _fail(str(error))
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except BrokenPipeError:
        # the reader (head, less) has seen enough; keep the interpreter from complaining when it flushes at the end
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        where = f" {str(error.filename)!r}" if error.filename is not None else ""
        return _fail(f"cannot use{where}: {error.strerror or error}")
    except Exception as error:
        # usage errors: their class moved between versions of typer, their shape did not
        if not hasattr(error, "format_message"):
            raise
        context = getattr(error, "ctx", None)
        hint = f"; see '{context.command_path} --help'" if context is not None else ""
        return _fail(str(error.format_message()).rstrip(". \n") + hint)
    return code if isinstance(code, int) else 0


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Say in one line what a user can put right; leave all other warnings as they are."""
    if issubclass(category, GazetteerWarning):
        print(f"warning: {message}", file=sys.stderr)
    else:
        _plain_warning(message, category, filename, lineno, file, line)


def _fail(message: str) -> int:
    """Print one line about an error, safe for a terminal whatever a file is called; return the exit code."""
    line = " ".join(message.split())
    safe = "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
    with suppress(OSError):
        print(f"error: {safe}", file=sys.stderr)
    return 2
