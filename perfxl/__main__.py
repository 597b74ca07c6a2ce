"""`python -m perfxl` is the command line."""

from perfxl.cli import main

if __name__ == "__main__":
    main()
