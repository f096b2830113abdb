"""Examples of the risk classifier: the intents, read as labels of risk, and the files of `data/risk`.

A file maps a label to blocks of lines, one example a line. Labels beside the kinds of risk say what an example is like
(figurative, sad, ordinary); to the classifier they all mean none.
"""

from collections.abc import Iterable
from pathlib import Path

_LABEL_OF_INTENT = {
    "report_self_harm": "self_harm",
    "report_danger": "danger",
    "report_medical": "medical",
    "disclose_exploitation": "exploitation",
}


def label_of(intent: str) -> str:
    """What an example of an intent is to the risk classifier."""
    return _LABEL_OF_INTENT.get(intent, "none")


def read(folder: Path) -> list[tuple[str, str]]:
    """(text, label) of every example in the files of `folder`, in a stable order; none where there is no such folder."""
    return [example for file in sorted(folder.glob("*.yml")) for example in _of_file(file)]


def _of_file(file: Path) -> Iterable[tuple[str, str]]:
    from ruamel.yaml import YAML

    content = YAML(typ="safe").load(file)
    for label, blocks in content.items():
        for block in blocks:
            yield from ((line.strip(), label) for line in block.splitlines() if line.strip())
