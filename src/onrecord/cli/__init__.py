"""The command line: parses, asks `api`, prints. Only here does anything exit."""

from __future__ import annotations

import importlib
import io
import logging
import sys

import click

from onrecord import __version__
from onrecord.cli.terminal import keep_places_harmless
from onrecord.record import OnrecordError

EPILOG = """\b
Start with:
  onrecord demo
  onrecord read pages/ -o story.db
  onrecord show story.db statements"""

COMMANDS = ("read", "show", "search", "timeline", "export", "demo")


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
        """Run a command; what OnRecord itself complains of becomes a message and exit status 1."""
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            if ctx.params.get("debug"):
                raise
            click.echo("onrecord: " + "\n".join(map(keep_places_harmless, str(error).splitlines())), err=True)
            ctx.exit(1)


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
@click.option("--debug", is_flag=True, help="Show tracebacks and what happens inside.")
def main(debug: bool) -> None:
    """OnRecord reads news coverage and keeps the record: who said what, through which outlet, and where.

    Every statement points to the exact characters of the page that it was found in. Nothing leaves this
    machine, and nothing is fetched.
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
