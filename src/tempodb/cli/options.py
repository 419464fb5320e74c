"""What each command takes, beside what all of them do."""

from __future__ import annotations

import argparse

from tempodb.cli.argument_parser import CommandParser
from tempodb.cli.examples import INSTALLING, SHELLS
from tempodb.output.formats import FORMATS, SHOWN_ENDS, TELLING_FORMATS

INPUT, OUTPUT, DATABASE = "input", "output", "database"
"""The groups of options."""
KEEP_GOING = "tell of a statement that is wrong, and go on with the next"


def common(sub: CommandParser, default: str | None) -> None:
    """Add what every command takes."""
    where = "its path; default: $TEMPODB_DB, else what is set, else tempodb.db"
    sub.group(DATABASE).add_argument("--db", metavar="URL", default=default, help=where)
    sub.group(OUTPUT).add_argument(
        "--errors", choices=("text", "json"), default=default, help="how errors are printed"
    )


def _datasets(sub: CommandParser) -> None:
    sub.group(INPUT).add_argument(
        "files", nargs="+", metavar="FILE", help="a dataset as YAML, JSON or TOML, or a folder of tables"
    )


def _parameters(sub: CommandParser) -> None:
    sub.group(INPUT).add_argument(
        "-p", "--parameter", action="append", default=[], metavar="NAME=VALUE", help="the value of :NAME"
    )


def _recorded_at(sub: CommandParser) -> None:
    sub.group(DATABASE).add_argument(
        "--recorded-at", metavar="T", help="record at this instant, to replay history"
    )


def _dry_run(sub: CommandParser) -> None:
    sub.group(OUTPUT).add_argument(
        "--dry-run", action="store_true", help="print the difference and write nothing"
    )
    sub.group(OUTPUT).add_argument(
        "--exit-code", action="store_true", help="with --dry-run: exit with 1 if there is a difference"
    )


def _yielding(sub: CommandParser) -> None:
    sub.group(DATABASE).add_argument(
        "--overwrite", action="store_true", help="give up what writes say otherwise than the files"
    )
    sub.group(DATABASE).add_argument(
        "--allow-erased", action="store_true", help="state persons again who were erased"
    )


def load(sub: CommandParser) -> None:
    """Add what `load` takes."""
    _datasets(sub)
    _recorded_at(sub)
    _dry_run(sub)
    _yielding(sub)
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who loads, for the log")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log")
    sub.group(OUTPUT).add_argument("--format", choices=("table", "json"), help="how the report is printed")


def import_(sub: CommandParser) -> None:
    """Add what `import` takes."""
    # A question waits for no formats of datasets.
    from tempodb.api.dataset_formats import IMPORT_FORMATS
    from tempodb.cli.foreign_options import add_meant

    formats = "; ".join(f"{name}: {summary}" for name, summary in IMPORT_FORMATS.items())
    sub.group(INPUT).add_argument("source_format", metavar="FORMAT", help=formats)
    sub.group(INPUT).add_argument("files", nargs="+", metavar="SOURCE", help="files that make one dataset")
    add_meant(sub)
    sub.group(OUTPUT).add_argument(
        "-o", "--output", metavar="DATASET", help="write it to a dataset file, or a folder DIR/"
    )
    sub.group(OUTPUT).add_argument("--load", action="store_true", help="load it into the database")
    sub.group(OUTPUT).add_argument("--suggest", action="store_true", help="csv: write a first map of it")
    sub.group(OUTPUT).add_argument(
        "--skip-bad", action="store_true", help="leave out what is refused, and what depends on it"
    )
    sub.group(OUTPUT).add_argument("--format", choices=("table", "json"), help="how the report is printed")
    _recorded_at(sub)
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who loads, for the log; with --load")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; with --load")


def replay(sub: CommandParser) -> None:
    """Add what `replay` takes."""
    from tempodb.api.dataset_formats import IMPORT_FORMATS
    from tempodb.cli.foreign_options import add_meant

    sub.group(INPUT).add_argument(
        "repository", metavar="REPOSITORY", help="a repository of git, a bare one, or a bundle"
    )
    sub.group(INPUT).add_argument("path", metavar="PATH", help="the file in it")
    formats = f"of a file that is none of ours: {', '.join(IMPORT_FORMATS)}"
    sub.group(INPUT).add_argument("--format", metavar="FORMAT", dest="source_format", help=formats)
    sub.group(INPUT).add_argument("--branch", metavar="B", help="which branch; default: where it stands")
    sub.group(INPUT).add_argument(
        "--follow", action="store_true", help="go on with the name that the file had before"
    )
    sub.group(INPUT).add_argument(
        "--empty",
        choices=("skip", "retract"),
        help="a version that states nothing, or is gone: pass it over, or withdraw all",
    )
    sub.group(INPUT).add_argument(
        "--skip-bad", action="store_true", help="leave out what is refused, and versions that cannot be read"
    )
    add_meant(sub)
    sub.group(OUTPUT).add_argument("--report", choices=("table", "json"), help="how the report is printed")
    _yielding(sub)


def query(sub: CommandParser) -> None:
    """Add what `query` takes."""
    sub.group(INPUT).add_argument(
        "text", nargs="?", metavar="TQL", help="one query or several, parted by `;`; - reads standard input"
    )
    sub.group(INPUT).add_argument(
        "-f",
        "--file",
        action="append",
        default=[],
        dest="files",
        metavar="FILE",
        help="ask what stands in a file; may be given several times",
    )
    _parameters(sub)
    formats = f"{', '.join(FORMATS)}, or one of your own; default: a table on a terminal, TSV into a pipe"
    sub.group(OUTPUT).add_argument("--format", metavar="FORMAT", help=formats)
    sub.group(OUTPUT).add_argument(
        "-o",
        "--output",
        metavar="FILE",
        help="write the answer to a file, in the format that its name ends with; of a lake also to a folder DIR/",
    )
    sub.group(OUTPUT).add_argument(
        "--raw", action="store_true", help="CSV with every text as it is, not guarded against spreadsheets"
    )
    sub.group(OUTPUT).add_argument(
        "--dates", action="store_true", help="CSV or TSV with plain dates, and days, beside from and to"
    )
    sub.group(OUTPUT).add_argument("--sources", action="store_true", help="text with its sources at the end")
    ends = (
        "in tables, text and HTML, the first day when it held no more, or the last when it did; default: to"
    )
    sub.group(OUTPUT).add_argument("--ends", choices=SHOWN_ENDS, help=ends)
    sub.group(DATABASE).add_argument(
        "--now", metavar="T", default=argparse.SUPPRESS, help="answer as at this instant"
    )
    sub.group(OUTPUT).add_argument("--keep-going", action="store_true", help=KEEP_GOING)
    sub.group(DATABASE).add_argument(
        "--deadline",
        metavar="SECONDS",
        type=float,
        help="give a query up after so long; default: 30",
    )
    sub.group(DATABASE).add_argument(
        "--memory",
        metavar="MB",
        type=float,
        help="refuse a query that takes about so many megabytes or more; default: 300",
    )


def run(sub: CommandParser) -> None:
    """Add what `run` takes."""
    sub.group(INPUT).add_argument(
        "files", nargs="+", metavar="FILE", help="statements that ask or write; - reads standard input"
    )
    _parameters(sub)
    _recorded_at(sub)
    sub.group(OUTPUT).add_argument("--keep-going", action="store_true", help=KEEP_GOING)
    _dry_run(sub)
    sub.group(DATABASE).add_argument(
        "--atomic", action="store_true", help="one transaction for all the writes, or none"
    )
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who writes, for the log; with --atomic")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; with --atomic")
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how each outcome is printed")


def undo(sub: CommandParser) -> None:
    """Add what `undo` takes."""
    which = "the number of the transaction; default: the last one"
    sub.group(INPUT).add_argument("transaction", nargs="?", type=int, metavar="N", help=which)
    _dry_run(sub)
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who undoes it, for the log")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; default: what it undoes")
    sub.group(OUTPUT).add_argument("--format", choices=TELLING_FORMATS, help="how it is printed")


def erase(sub: CommandParser) -> None:
    """Add what `erase` takes."""
    sub.group(INPUT).add_argument("person", metavar="PERSON", help="an id or a name")
    sub.group(DATABASE).add_argument("--author", metavar="A", help="who erases, for the log")
    sub.group(DATABASE).add_argument("--note", metavar="N", help="why, for the log; without personal data")
    # It may stand before the command, too.
    sub.group(DATABASE).add_argument(
        "--yes", action="store_true", default=argparse.SUPPRESS, help="erase without asking first"
    )


def check(sub: CommandParser) -> None:
    """Add what `check` takes."""
    _datasets(sub)


def export(sub: CommandParser) -> None:
    """Add what `export` takes."""
    from tempodb.api.dataset_formats import EXPORT_FORMATS

    sub.group(INPUT).add_argument("--dataset", metavar="D", help="which dataset, if there are several")
    sub.group(DATABASE).add_argument("--known-at", metavar="T", help="as it was stated then")
    add = sub.group(OUTPUT).add_argument
    add("--format", choices=EXPORT_FORMATS, help="default: yaml, or folder for DIR/")
    add("-o", "--output", metavar="FILE", help="write to a file, or to a folder DIR/")
    add("--site", metavar="DIR", help="write the pages of `tempodb web` to a new folder")


def copy(sub: CommandParser) -> None:
    """Add what `copy` takes."""
    sub.group(INPUT).add_argument(
        "source", metavar="FROM", help="a database: a file, or postgresql+psycopg://…"
    )
    sub.group(INPUT).add_argument("target", metavar="TO", help="a new file, or an empty schema of a server")


def roles(sub: CommandParser) -> None:
    """Add what `roles` takes."""
    sub.group(DATABASE).add_argument(
        "--schema", metavar="NAME", default="tempodb", help="the schema of the tables; default: tempodb"
    )


def verify(sub: CommandParser) -> None:
    """Add what `verify` takes."""
    add = sub.group(DATABASE).add_argument
    add("--digest", metavar="D", help="a digest kept elsewhere, a file with one, or a repository of git")
    add("--signers", metavar="FILE", help="who may have signed it, as ssh-keygen takes it")


def digest(sub: CommandParser) -> None:
    """Add what `digest` takes."""
    sub.group(OUTPUT).add_argument("--sign", metavar="KEY", help="sign it with this key of SSH")
    sub.group(OUTPUT).add_argument("--git", metavar="REPO", help="commit it to this repository as well")


def config(sub: CommandParser) -> None:
    """Add what `config` takes."""
    what = sub.add_mutually_exclusive_group()
    what.add_argument("--init", action="store_true", help="make the file, with every setting commented out")
    what.add_argument("--template", action="store_true", help="print such a file")


def completion(sub: CommandParser) -> None:
    """Add what `completion` takes."""
    sub.group(INPUT).add_argument("shell", choices=SHELLS, metavar="SHELL", help=INSTALLING)


def test(sub: CommandParser) -> None:
    """Add what `test` takes."""
    sub.group(INPUT).add_argument(
        "files", nargs="+", metavar="FILE", help="a Markdown page, or a text that is one transcript"
    )
    sub.group(INPUT).add_argument(
        "--root", metavar="DIR", default=".", help="the folder to run in; default: the current one"
    )
    sub.group(DATABASE).add_argument(
        "--now",
        metavar="T",
        default=argparse.SUPPRESS,
        help="run as at this instant, whatever the file says",
    )
    sub.group(OUTPUT).add_argument(
        "--update", action="store_true", help="write what is printed now into the files"
    )


def schema(sub: CommandParser) -> None:
    """Add what `schema` takes."""
    sub.group(OUTPUT).add_argument(
        "--tables", action="store_true", help="the columns of each table of a folder instead"
    )


def nothing_more(_: CommandParser) -> None:
    """Add no arguments to a command that takes none but the common ones."""
