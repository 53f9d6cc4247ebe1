"""Fonts of golden pictures: Noto Sans, and one for Chinese characters, whatever else this machine has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SCRIPTS = ("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Hebrew", "Thai")
"""Scripts of names on the maps that Noto Sans itself does not have."""
FACES = (
    "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSansMath-Regular", "DroidSansFallbackFull",
    *(f"NotoSans{script}-{weight}" for script in SCRIPTS for weight in ("Regular", "Bold")),
)  # fmt: skip
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
PACKAGES = "fonts-noto-core and fonts-droid-fallback"


def font_files() -> dict[str, Path]:
    """Where the faces are on this machine; those it lacks are left out."""
    found: dict[str, Path] = {}
    for folder in map(Path, map(os.path.expanduser, FOLDERS)):
        for path in sorted(folder.rglob("*.[ot]tf")):
            if path.stem in FACES:
                found.setdefault(path.stem, path)
    return found


def font_config(folder: Path) -> Path:
    """Put the faces and a configuration that knows no others into a folder.

    Raises
    ------
    LookupError
        A face is not on this machine; the message says which packages have them.
    """
    files = font_files()
    if missing := [face for face in FACES if face not in files]:
        raise LookupError(f"no {' and no '.join(missing)} on this machine: install {PACKAGES}")
    for path in files.values():
        shutil.copy(path, folder)
    config = folder / "fonts.conf"
    config.write_text(Path(__file__).with_name("fonts.conf").read_text("utf-8").replace("FOLDER", str(folder)), "utf-8")
    return config
