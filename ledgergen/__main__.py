"""`python -m ledgergen` is `ledgergen`."""

from ledgergen.cli import main

if __name__ == "__main__":
    main()
