"""The parts of the Rasa project that shape a model, and their fingerprints.

Words are not among them: the engine only ever names a response, so the model is trained with the names alone, and a
changed wording needs a check but no training.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_TRAINING_FOLDERS = ("nlu", "rules", "stories")
_LOCK = Path("requirements/engine.txt")


class ProjectError(Exception):
    """The project's files cannot be read as a Rasa project."""


@dataclass(frozen=True)
class Project:
    """A Rasa project in the folder `root`, laid out as config.yml, domain.yml, data/<kind>/<topic>.yml."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / "config.yml"

    @property
    def domain(self) -> Path:
        return self.root / "domain.yml"

    @property
    def training_files(self) -> list[Path]:
        """Examples, rules and stories, in a stable order; `data/directory` and other data stay out."""
        return [file for kind in _TRAINING_FOLDERS for file in _yaml_files(self.root / "data" / kind)]

    @property
    def response_files(self) -> list[Path]:
        return _yaml_files(self.root / "data" / "responses")

    def response_names(self) -> list[str]:
        """Names of all responses outside the domain, sorted. Raises ProjectError for a name that two files define."""
        names: list[str] = []
        for file in self.response_files:
            names += read_yaml(file).get("responses") or {}
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ProjectError(f"Two files define the same response: {', '.join(twice)}")
        return sorted(names)

    def training_fingerprint(self) -> str:
        """Changes with everything that may change the model, and with nothing else."""
        code = sorted(Path(__file__).parent.glob("*.py"))
        files = [self.config, self.domain, *self.training_files, *_yaml_files(self.root / "data" / "risk"), *code]
        lock = Path(__file__).parent.parent / _LOCK
        return _digest([*files, *([lock] if lock.exists() else [])], "\n".join(self.response_names()))

    def fingerprint(self) -> str:
        """Changes with everything that validation looks at: the training's parts and the words."""
        return _digest(self.response_files, self.training_fingerprint())

    @contextmanager
    def data_without_words(self) -> Iterator[list[str]]:
        """Paths to train from: the training files, and the names of the responses in place of their words."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "response_names.yml"
            # Written by hand and not as JSON, which Rasa would take for another format of training data.
            responses = "".join(f"  {name}:\n  - text: {name}\n" for name in self.response_names())
            file.write_text(f'version: "3.1"\nresponses:\n{responses}', encoding="utf-8")
            yield [str(path) for path in [*self._few_training_files(Path(folder)), file]]

    @contextmanager
    def data_to_check(self) -> Iterator[list[str]]:
        """Paths to check: all files with their words, the examples in one file as in `data_without_words`."""
        with tempfile.TemporaryDirectory() as folder:
            yield [str(path) for path in [*self._few_training_files(Path(folder)), *self.response_files]]

    def _few_training_files(self, folder: Path) -> list[Path]:
        """The training files, with the examples joined in a file in `folder`."""
        examples = folder / "examples.yml"
        merged = _merged([path for path in self.training_files if path.parent.name == "nlu"], examples)
        return [*(path for path in self.training_files if path not in merged), examples]


def _merged(files: list[Path], into: Path) -> list[Path]:
    """Write the examples of `files` into one, which Rasa reads far sooner than many; returns the files that are in it.

    A file that holds anything but this version and examples is left as it is.
    """
    merged, lines = [], ['version: "3.1"', "nlu:"]
    for file in files:
        head, found, examples = file.read_text(encoding="utf-8").partition("\nnlu:\n")
        top = [line for line in head.splitlines() if line and not line.startswith("#") and line != lines[0]]
        more = [line for line in examples.splitlines() if line and not line.startswith((" ", "#"))]
        if found and not top and not more:
            merged.append(file)
            lines.append(examples)
    into.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return merged


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix in (".yml", ".yaml"))


def read_yaml(file: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        content = YAML(typ="safe").load(file)
    except YAMLError as error:
        raise ProjectError(f"{file} is not valid YAML: {error}") from error
    if not isinstance(content, dict):
        raise ProjectError(f"{file} does not hold a mapping")
    return content


def _digest(files: list[Path], more: str) -> str:
    digest = hashlib.sha256(more.encode())
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        digest.update(f"\0{file.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
