"""``geoevents gazetteer`` from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geoevents.cli.main import run
from geoevents.gazetteer import build
from geoevents.gazetteer.index import Gazetteer

ROOT = Path(__file__).resolve().parents[2]


def test_info_counts_and_attributes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "info", "--verify"]) == 0
    out = capsys.readouterr().out
    assert f"{len(Gazetteer.default()):,}  places" in out
    assert "GeoNames, CC BY 4.0" in out
    assert "every file is as it was compiled" in out


def test_build_outside_a_checkout_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["gazetteer", "build"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("error: 'gazetteer' has no sources.toml")
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gazetteer folder whose rebuild gives the same tables, without fetching anything."""
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    shutil.copy(ROOT / "gazetteer" / "sources.toml", folder)

    def rebuild(source: Path, out: Path, cache: Path, say: object = None) -> dict[str, int]:
        out.mkdir(parents=True, exist_ok=True)
        build.write_world([], [], out)
        return {name: (out / name).stat().st_size for name in build.WORLD_FILES}

    monkeypatch.setattr(build, "build_world", rebuild)
    assert run(["gazetteer", "build", "--folder", str(folder)]) == 0
    return folder


def test_check_accepts_the_same_bytes(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "build", "--check", "--folder", str(checkout)]) == 0
    assert "a rebuild gives the same bytes" in capsys.readouterr().out


def test_check_names_what_changed_and_writes_nothing(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = checkout / "world" / "names.parquet"
    changed.write_bytes(b"other")
    assert run(["gazetteer", "build", "--check", "--folder", str(checkout)]) == 2
    assert "a rebuild changes names.parquet" in capsys.readouterr().err
    assert changed.read_bytes() == b"other"


def test_check_refuses_to_compare_under_other_versions(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (checkout / "world" / "versions.json").write_text('{"geos": "0.1", "pyarrow": "1"}')
    assert run(["gazetteer", "build", "--check", "--folder", str(checkout)]) == 2
    assert "install those versions" in capsys.readouterr().err
