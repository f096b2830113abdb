"""A trained model of the small project in `fixtures/`, made once for all tests."""

import atexit
import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.engine.core import PROJECT, ROOT


def train(project: Path, out: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "engine.train", "--project", str(project), "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@functools.cache
def small_model() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    result = train(PROJECT, folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "puente.tar.gz"
