"""How does the understanding fare on examples it has not seen? `engine/.venv/bin/python -m engine.checking.crossvalidation`

Every example of the project is judged by classifiers that learnt from the other parts only, by default four of five. The
features of the intents are computed once for all parts; the risk classifier, which adds examples of its own making, is
fitted anew for each. Rasa itself is not loaded.

Writes one JSON object a line to standard output: `{"event": "progress", "done", "of"}`, then for each example
`{"event": "row", "file", "text", "intent", "label", "found", "confidence", "risk"}`. `intent` is None for the examples of the
risk classifier; `label` is what the example is to that classifier; `found` is what the service would take the text for,
`nlu_fallback` included; `risk` maps kinds to probabilities.
"""

import argparse
import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import EngineError
from engine.project import Project, ProjectError, read_yaml

_COMPONENT = "engine.understanding.LinearIntentClassifier"
_FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Example:
    """A text, the file it stands in, its intent (None for examples of risk only) and its label of risk."""

    text: str
    file: str
    intent: str | None
    label: str


@dataclass(frozen=True)
class Choices:
    """What `config.yml` says of the understanding."""

    penalty: float
    folds: int  # of the calibration
    risk_examples: str | None
    threshold: float
    ambiguity: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="engine.checking.crossvalidation", description=__doc__.splitlines()[0])
    parser.add_argument("--project", type=Path, default=Path(), help="folder of the Rasa project")
    parser.add_argument("--folds", type=int, default=5, help="parts; each is judged by what learnt from the others")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    try:
        project = Project(arguments.project)
        for line in cross_validate(examples_of(project), choices_of(project), arguments.folds):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
            sys.stdout.flush()
    except (ProjectError, EngineError) as error:
        sys.stdout.write(f"problem: {error}\n")
        return 1
    return 0


def choices_of(project: Project) -> Choices:
    """Read `config.yml`. Raises ProjectError when another classifier is in use, which this cannot cross-validate."""
    pipeline = {part["name"]: part for part in read_yaml(project.config).get("pipeline") or []}
    if _COMPONENT not in pipeline:
        raise ProjectError(f"config.yml does not use {_COMPONENT}")
    mine, fallback = pipeline[_COMPONENT], pipeline.get("FallbackClassifier") or {}
    return Choices(
        penalty=float(mine.get("penalty", 0.5)),
        folds=int(mine.get("folds", 3)),
        risk_examples=mine.get("risk_examples"),
        threshold=float(fallback.get("threshold", 0.0)),
        ambiguity=float(fallback.get("ambiguity_threshold", 0.0)),
    )


def examples_of(project: Project) -> list[Example]:
    """Every example of the project once, in a stable order: those of the intents, then those of the risk classifier."""
    found = [example for file in project.training_files for example in _of_file(project, file)]
    if folder := choices_of(project).risk_examples:
        from engine import risk_examples

        found = [Example(e.text, e.file, e.intent, risk_examples.label_of(str(e.intent))) for e in found]
        found += [Example(text, folder, None, label) for text, label in risk_examples.read(project.root / folder)]
    return list({(example.text, example.intent): example for example in found}.values())


def cross_validate(examples: list[Example], choices: Choices, folds: int) -> Iterator[dict[str, Any]]:
    """Lines of the form that the module describes. Intents and labels with fewer examples than `folds` are left out."""
    from sklearn.model_selection import StratifiedKFold

    from engine.linear import features_of, softmax, truthful_sharpness

    groups = [example.intent or f"risk: {example.label}" for example in examples]
    counts = Counter(groups)
    examples = [example for example, group in zip(examples, groups, strict=True) if counts[group] >= folds]
    groups = [group for group in groups if counts[group] >= folds]
    labels = sorted({example.intent for example in examples if example.intent})
    if len(labels) < 2:
        raise ProjectError(f"Fewer than two intents have {folds} examples or more.")
    features = features_of([example.text for example in examples])
    margins = np.zeros((len(examples), len(labels)))
    risks: list[dict[str, float]] = [{} for _ in examples]
    reader = _reader(examples) if choices.risk_examples else None
    steps = _steps(folds, bool(choices.risk_examples))
    yield next(steps)
    for seen, unseen in StratifiedKFold(folds, shuffle=True, random_state=0).split(groups, groups):
        margins[unseen] = _intent_margins(features, examples, seen, unseen, choices.penalty)
        yield next(steps)
        if reader:
            for place, risk in zip(unseen, _risks(examples, seen, unseen, choices.folds, reader), strict=True):
                risks[place] = risk
            yield next(steps)
    told = [place for place, example in enumerate(examples) if example.intent]
    places = np.asarray([labels.index(str(examples[place].intent)) for place in told])
    # One number for all: fitting it on the margins that it is applied to cannot flatter anything.
    chances = softmax(margins * truthful_sharpness(margins[told], places))
    for example, row, risk in zip(examples, chances, risks, strict=True):
        yield _row(example, labels, row, risk, choices)


def _intent_margins(features: Any, examples: list[Example], seen: Any, unseen: Any, penalty: float) -> Any:
    from engine.linear import Weights

    told = [place for place in seen if examples[place].intent]
    weights = Weights.fit(features[told], np.asarray([str(examples[place].intent) for place in told]), penalty)
    return weights.margins(features[unseen])


def _reader(examples: list[Example]) -> Any:
    """Reads every example once for all parts, which is the longer half of learning."""
    from engine.risk_reading import Reader

    return Reader(example.text for example in examples)


def _risks(examples: list[Example], seen: Any, unseen: Any, folds: int, reader: Any) -> list[dict[str, float]]:
    from engine.risk_model import RiskModel

    texts, labels = [examples[place].text for place in seen], [examples[place].label for place in seen]
    model = RiskModel.fit(texts, labels, folds=folds, reader=reader)
    return model.probabilities([examples[place].text for place in unseen], reader)


def _row(example: Example, labels: list[str], chances: Any, risk: dict[str, float], choices: Choices) -> dict[str, Any]:
    second, first = np.argsort(chances)[-2:]
    sure = float(chances[first])
    unsure = sure < choices.threshold or sure - float(chances[second]) < choices.ambiguity
    return {
        "event": "row",
        "file": example.file,
        "text": example.text,
        "intent": example.intent,
        "label": example.label,
        "found": _FALLBACK if unsure else labels[first],
        "confidence": round(1 - sure if unsure else sure, 4),
        "risk": {kind: round(chance, 4) for kind, chance in risk.items()},
    }


def _steps(folds: int, with_risk: bool) -> Iterator[dict[str, Any]]:
    of = 1 + folds * (2 if with_risk else 1)
    for done in range(1, of + 1):
        yield {"event": "progress", "done": done, "of": of}


def _of_file(project: Project, file: Path) -> Iterator[Example]:
    for block in read_yaml(file).get("nlu") or []:
        if isinstance(block.get("examples"), str) and block.get("intent"):
            name = str(file.relative_to(project.root))
            lines = (line.removeprefix("-").strip() for line in block["examples"].splitlines())
            yield from (Example(line, name, block["intent"], "none") for line in lines if line)


if __name__ == "__main__":
    sys.exit(main())
