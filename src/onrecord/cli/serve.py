"""`onrecord serve`: the reading room, pages of a record in a browser."""

from __future__ import annotations

import os
import socket
import webbrowser
from pathlib import Path

import click

from onrecord import api
from onrecord.cli.options import RECORD
from onrecord.cli.terminal import say
from onrecord.record import OnrecordError

PORT = 8765
NEW = ""  # what --token without a value means

EPILOG = """\b
Examples:
  onrecord serve story.db --open
  onrecord serve story.db --host 0.0.0.0 --token"""


@click.command(epilog=EPILOG)
@click.argument("record", type=RECORD)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="The address to listen on. Default: 127.0.0.1, which only this machine reaches.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    metavar="N",
    help=f"The port to listen on; 0 takes any that is free. Default: {PORT}.",
)
@click.option(
    "--token",
    is_flag=False,
    flag_value=NEW,
    envvar="ONRECORD_TOKEN",
    metavar="[WORDS]",
    help="Let in only who signs in with these words; without words, with some made for this run.",
)
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="A further name under which people reach this server. Can be given again.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the first page in your browser.")
def serve(
    record: Path, host: str, port: int, token: str | None, allowed: tuple[str, ...], open_browser: bool
) -> None:
    """Show the pages of a RECORD in a browser until Ctrl-C.

    Nobody but this machine reaches them unless you give --host, which needs --token. Pages may be read
    into the record meanwhile. What people correct in the browser is written to the record.
    """
    from onrecord import web
    from onrecord.web import server
    from onrecord.web.access import new_token

    api.open_record(record).close()  # whatever is wrong with the file is said now, not to the first visitor
    made = token == NEW
    token = new_token() if made else token
    app = web.make_app(record, token=token, host=host, allowed_hosts=allowed)
    with _listen(host, port) as listener:
        address = server.address_of(listener, host)
        say(f"The reading room of {record}: {address}  (Ctrl-C ends it)")
        if made:
            say(f"The token to sign in with: {token}")
        server.run(app, listener, ready=(lambda: webbrowser.open(address)) if open_browser else None)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens at the address, so that nobody is told of a server that cannot be reached."""
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128
        )
    except OSError as error:
        why = os.strerror(error.errno) if error.errno is not None and error.errno > 0 else str(error)
        raise OnrecordError(
            f"Nothing can listen at {host}, port {port}: {why}. "
            "Give another port with --port (0 takes any that is free) or another address with --host."
        ) from error
