"""Check the project and train its model: `engine/.venv/bin/python -m engine.train --out models`.

Writes `puente.tar.gz` (the model), `puente.sha256` (its SHA-256 in hexadecimal, which the core hands to the engine)
and `puente.fingerprint` (what it was made from). Does nothing when they are current.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.project import Project, ProjectError
from engine.sparing import leave_out_what_is_unused, spare_repetitions

MODEL = "puente.tar.gz"
SHA256 = "puente.sha256"
FINGERPRINT = "puente.fingerprint"


@dataclass(frozen=True)
class Made:
    """What a model was made from: fingerprints of what was checked and trained, and the model's own SHA-256."""

    checked: str
    trained: str
    model: str


def main() -> int:
    arguments = _parse_arguments()
    try:
        return train(Project(arguments.project), arguments.out, force=arguments.force)
    except ProjectError as error:
        _say(str(error))
        return 1


def train(project: Project, out: Path, *, force: bool = False) -> int:
    """Bring the model in `out` up to date with `project`; returns a process exit code."""
    started = time.monotonic()
    made = None if force else _read_made(out)
    trained, checked = project.training_fingerprint(), project.fingerprint()
    if made and (made.trained, made.checked) == (trained, checked):
        _say("model is current")
        return 0
    _prepare_rasa(project)
    _say(f"checking {len(project.training_files) + len(project.response_files)} data files and the domain")
    if problems := _problems(project):
        for problem in problems:
            _say(f"problem: {problem}")
        return 1
    if made and made.trained == trained:
        _write(out / FINGERPRINT, json.dumps(asdict(Made(checked=checked, trained=trained, model=made.model))))
        _say("only words changed: model is current")
        return 0
    _say("training")
    model = _train_into(project, out)
    _write(out / FINGERPRINT, json.dumps(asdict(Made(checked=checked, trained=trained, model=model))))
    _say(f"model is ready after {time.monotonic() - started:.0f} s: {out / MODEL}")
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="engine.train", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("models"), help="folder for the model")
    parser.add_argument("--project", type=Path, default=Path(), help="folder of the Rasa project")
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    return parser.parse_args()


def _prepare_rasa(project: Project) -> None:
    """Quiet and deterministic: no telemetry, no cache (it does not see changes in `engine/normalise.py`)."""
    os.environ.update(RASA_TELEMETRY_ENABLED="false", RASA_MAX_CACHE_SIZE="0", TF_CPP_MIN_LOG_LEVEL="3")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    os.environ.setdefault("LOG_LEVEL", "ERROR")  # Below it Rasa also draws progress bars.
    import logging
    import warnings

    leave_out_what_is_unused(project)
    # What Rasa warns of in the project is collected by the validation; the rest is about its own dependencies.
    warnings.showwarning = lambda *_arguments, **_named: None
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    spare_repetitions()


def _problems(project: Project) -> list[str]:
    from engine.validation import problems_of

    try:
        return problems_of(project)
    except Exception as error:  # Rasa fails in many ways on a project that it cannot read; each is a finding.
        return [_chain(error)]


def _chain(error: BaseException | None) -> str:
    """What Rasa says, down to the cause: the outer error often names the component only."""
    said: list[str] = []
    while error is not None:
        said.append(str(error) or type(error).__name__)
        error = error.__cause__
    return "; ".join(said)


def _train_into(project: Project, out: Path) -> str:
    """Train, put the model and its hash in place, return the hash. A crash half-way leaves no fingerprint behind."""
    import rasa.model_training

    out.mkdir(parents=True, exist_ok=True)
    (out / FINGERPRINT).unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=out) as folder, project.data_without_words() as data:
        paths = (str(project.domain), str(project.config), data, folder)
        try:
            with redirect_stdout(None):  # It would name the temporary folder.
                result = rasa.model_training.train(*paths, fixed_model_name=MODEL, force_training=True)
        except Exception as error:  # Contradicting rules come to light only here.
            raise ProjectError(f"problem: {_chain(error)}") from error
        if result.code != 0 or result.model is None:
            raise ProjectError("Rasa did not train a model.")
        sha256 = hashlib.sha256(Path(result.model).read_bytes()).hexdigest()
        Path(result.model).replace(out / MODEL)
    _write(out / SHA256, f"{sha256}\n")
    return sha256


def _read_made(out: Path) -> Made | None:
    """What the model in `out` was made from; None when there is none, or it is not the one that was made."""
    try:
        made = Made(**json.loads((out / FINGERPRINT).read_text()))
        intact = hashlib.sha256((out / MODEL).read_bytes()).hexdigest() == made.model
        return made if intact and (out / SHA256).read_text().strip() == made.model else None
    except (OSError, ValueError, TypeError):
        return None


def _write(file: Path, content: str) -> None:
    half = file.with_name(file.name + ".new")
    half.write_text(content)
    half.replace(file)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
