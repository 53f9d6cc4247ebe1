"""The notebooks run from top to bottom, as shipped; an error in a cell fails."""

from __future__ import annotations

from pathlib import Path

import pytest

nbclient = pytest.importorskip("nbclient", reason="running notebooks needs nbclient")
nbformat = pytest.importorskip("nbformat", reason="running notebooks needs nbformat")

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.enable_socket  # the kernel is spoken to through loopback sockets
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_runs(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "commit notebooks without outputs"
    # run in a folder beside the examples, so that the notebook's files land outside the checkout
    (tmp_path / "examples").symlink_to(path.parents[1] / "examples")
    client = nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    shown = [
        output.data["text/html"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.get("output_type") in {"execute_result", "display_data"} and "text/html" in output.get("data", {})
    ]
    assert any("iframe" in html for html in shown), "no map was shown"


def test_there_are_notebooks():
    assert NOTEBOOKS
