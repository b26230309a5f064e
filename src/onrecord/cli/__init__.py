"""The command line: parses, asks `api`, prints. Only here does anything exit."""

from __future__ import annotations

import contextlib
import errno
import importlib
import io
import logging
import os
import sys
from typing import NoReturn

import click

from onrecord import __version__
from onrecord.cli.terminal import keep_places_harmless
from onrecord.record import MetadataError, OnrecordError, UnknownName

EPILOG = """\b
Start with:
  onrecord demo
  onrecord read pages/ -o story.db
  onrecord show story.db statements"""

COMMANDS = (
    "read",
    "watch",
    "show",
    "search",
    "find",
    "person",
    "timeline",
    "serve",
    "merge",
    "split",
    "correct",
    "corrections",
    "undo",
    "export",
    "report",
    "demo",
)


class Commands(click.Group):
    """The commands, each loaded when it is asked for, and errors as one clear message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"onrecord.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. What goes wrong is a message and status 1, or 2 where it was asked amiss."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except (MetadataError, UnknownName) as error:  # a date, a sheet, a name that is given
            _complain(ctx, error, str(error), 2)
        except OnrecordError as error:
            _complain(ctx, error, str(error), 1)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # who was listening has gone, and click ends quietly
            if error.filename is None:
                _forget_output()
            what = error.filename or "The output cannot be written"
            _complain(ctx, error, f"{what}: {error.strerror or error}.", 1)


def _complain(ctx: click.Context, error: Exception, message: str, status: int) -> NoReturn:
    """End with `message`, or raise the error again where it is to be looked into."""
    if ctx.params.get("debug"):
        raise error
    click.echo("onrecord: " + "\n".join(map(keep_places_harmless, message.splitlines())), err=True)
    ctx.exit(status)


def _forget_output() -> None:
    """Let go of what could not be written, or Python would try again at its end and complain once more."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
@click.option("--debug", is_flag=True, help="Show tracebacks and what happens inside.")
def main(debug: bool) -> None:
    """OnRecord reads news coverage and keeps the record: who said what, through which outlet, and where.

    Every statement points to the exact characters of the page that it was found in. Nothing leaves this
    machine, and nothing is fetched unless you give an address or a feed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old terminal shows what it cannot write as an escape
            stream.reconfigure(errors="backslashreplace")
    if debug:
        logging.basicConfig()
        logging.getLogger("onrecord").setLevel(logging.DEBUG)
    else:
        # What libraries log about a stranger's page is no news to people; what matters becomes a warning.
        logging.getLogger().addHandler(logging.NullHandler())
