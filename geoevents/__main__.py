"""Let ``python -m geoevents`` be the command line."""

from geoevents.cli.main import main

if __name__ == "__main__":
    main()
