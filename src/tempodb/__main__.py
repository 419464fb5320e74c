"""`python -m tempodb`: the command line."""

from tempodb.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
