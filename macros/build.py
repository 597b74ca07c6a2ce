"""Build perfxl.xlam from the sources beside this file: `python -m macros.build [folder]`, into build/ unless told."""

from __future__ import annotations

import sys
from pathlib import Path

from perfxl.addin.build import build

if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(*sys.argv[1:2] or ['build']))}\n")
