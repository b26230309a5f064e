"""`onrecord read`: pages into a record file, or out as JSON lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from onrecord import api
from onrecord.cli.options import RECORD, fetching_from, fetching_options, finder_options, size
from onrecord.cli.progress import progress, tell_sum
from onrecord.cli.terminal import print_json_line
from onrecord.record import Given, PassedOver, Settings, Summary

INTERRUPTED = 130  # what shells expect of a program that Ctrl-C ended

EPILOG = """\b
Examples:
  onrecord read pages/ -o story.db
  onrecord read pages/ -o story.db --metadata pages.csv
  onrecord read talks.html -o story.db --outlet "The Example" --date 2031-05-04
  onrecord read https://www.example.org/talks -o story.db
  onrecord read --feed https://www.example.org/rss --contact you@example.org -o story.db
  onrecord read crawl.warc.gz -o story.db

The sheet of --metadata is a CSV file whose first line names its columns: path, url, outlet, date,
headline, author. Any of them may be missing; what the sheet says wins over what a page says of itself.

Exit status: 0 if every page was read or already there, 1 if any failed or there was none, 2 if the
command or the sheet was not understood, 130 after Ctrl-C."""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, metavar="PATHS...")
@click.option("--urls", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="A text file with addresses of pages to fetch, one a line.")  # fmt: skip
@click.option("--feed", "feeds", multiple=True, metavar="ADDRESS",
              help="An RSS or Atom feed whose pages to fetch. May be given several times.")  # fmt: skip
@click.option("-o", "--output", type=RECORD, metavar="FILE",
              help="The record file to write to. It is made if it is not there.")  # fmt: skip
@click.option("--jsonl", is_flag=True, help="Write one JSON object an article to standard output instead.")
@click.option("--metadata", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="CSV",
              help="A sheet that says of pages their url, outlet, date, headline and author.")  # fmt: skip
@click.option("--outlet", help="The outlet that published the pages.")
@click.option(
    "--date", "published", metavar="DATE", help="When they were published: 2031-05-04, 2031-05, 2031."
)
@click.option("--url", help="The page's address (one page only).")
@click.option("--headline", help="The page's headline (one page only).")
@click.option("--author", help="Who wrote the pages.")
@click.option("--max-bytes", type=size, default=Settings().max_bytes, metavar="SIZE",
              help="A larger page is reported as failed. Default: 20MB.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), metavar="N",
              help="How many processes read at the same time. Default: one a core.")  # fmt: skip
@finder_options
@fetching_options
@click.pass_context
def read(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    urls: Path | None,
    feeds: tuple[str, ...],
    output: Path | None,
    jsonl: bool,
    metadata: Path | None,
    outlet: str | None,
    published: str | None,
    url: str | None,
    headline: str | None,
    author: str | None,
    max_bytes: int,
    jobs: int | None,
    attribution: str,
    accurate_model: Path | None,
    **web: Any,
) -> None:
    """Read pages and keep who said what.

    PATHS are files (HTML, text, MHTML, mails, web archives, or any other file that holds a page), folders,
    which are read with all that lies in them, addresses (https://...), which are fetched, or - for one page
    on standard input. A page that was read before with the
    same settings is not read again, so the same command goes on where it was interrupted.
    """
    if not (paths or urls or feeds):
        raise click.UsageError(
            "Say what to read: PATHS, --urls FILE or --feed ADDRESS, for example: "
            "onrecord read pages/ -o story.db."
        )
    if jsonl == (output is not None):
        both = "not both" if jsonl else "for example: onrecord read pages/ -o story.db"
        raise click.UsageError(f"Give -o FILE for a record file or --jsonl for standard output, {both}.")
    if (url or headline) and (len(paths) != 1 or urls or feeds or Path(paths[0]).is_dir()):
        raise click.UsageError("--url and --headline describe one page. For several pages use --metadata.")

    fetching = fetching_from(**web)
    if urls:
        paths = (*paths, *api.read_addresses(urls))
    sheet = api.read_sheet(metadata) if metadata else None
    settings = Settings(
        max_bytes=max_bytes, attribution=attribution,
        accurate_model=str(accurate_model) if accurate_model else None,
    )  # fmt: skip
    given = Given(url=url, outlet=outlet, published=published, headline=headline, author=author)
    summary = Summary()
    passed: Counter[tuple[str, str]] = Counter()
    # the record itself may lie among the pages, with the files that SQLite keeps beside it
    own = str(output.resolve()) if output is not None else None

    def pass_over(what: PassedOver) -> None:
        if own is None or what.where != "folder" or not str(Path(what.origin).resolve()).startswith(own):
            passed[what.where, what.kind] += 1

    def note(now: Summary) -> None:
        nonlocal summary
        summary = now
        shown.update(now)

    interrupted = False
    with progress(on=not jsonl) as shown:
        try:
            if output is not None:
                api.read_into(
                    paths, output, settings=settings, given=given, metadata=sheet,
                    jobs=jobs or api.default_jobs(), report=note, counted=shown.expect,
                    passed_over=pass_over, missing_ok=True, feeds=feeds, fetching=fetching,
                )  # fmt: skip
            else:
                for result in api.read_each(
                    paths, settings=settings, given=given, metadata=sheet,
                    jobs=jobs or api.default_jobs(), report=note, counted=shown.expect,
                    passed_over=pass_over, feeds=feeds, fetching=fetching,
                ):  # fmt: skip
                    print_json_line(api.line(result))
        except KeyboardInterrupt:
            interrupted = True
    unused = sheet.unused() if sheet else ()
    tell_sum(summary, record=output, passed_over=passed, unused=unused, interrupted=interrupted)
    if interrupted:
        context.exit(INTERRUPTED)
    context.exit(1 if summary.failed or not summary.pages else 0)
