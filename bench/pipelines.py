"""Trains and asks one pipeline of Rasa: `engine/.venv/bin/python -m bench.pipelines NAME FOLDER`, in the engine's environment.

FOLDER holds `train.yml` and `asked.json` (a list of texts), and `domain.yml` and `rules.yml` where the dialogue is to be trained
as well. Prints one JSON object: `train_seconds`, `median_ms`, and `taken`, for each text `{"intent": str, "sure": bool}`; sure is
what the thresholds of the project's `config.yml` let pass.
"""

import asyncio
import json
import logging
import os
import sys
import time
import warnings
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import yaml

_COUNTED = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
# As `rasa init` and `rasa train` choose them where a configuration names none (rasa 3.6), without the fallback.
_DEFAULT = [
    *_COUNTED,
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
]
_DEFAULT_POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]
_OWN_POLICIES = [{"name": "MemoizationPolicy", "max_history": 5}, {"name": "RulePolicy"}]
_CONFIG = {part["name"]: part for part in yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]}
# Without the risk classifier, which learns from files of its own beside the intents.
_OWN = {**_CONFIG["engine.understanding.LinearIntentClassifier"], "risk_examples": None}
_THRESHOLD = float(_CONFIG["FallbackClassifier"]["threshold"])
_AMBIGUITY = float(_CONFIG["FallbackClassifier"]["ambiguity_threshold"])

PIPELINES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "Puente": ([_OWN], _OWN_POLICIES),
    "Rasa, LogisticRegressionClassifier": ([*_COUNTED, {"name": "LogisticRegressionClassifier"}], _OWN_POLICIES),
    "Rasa's default (DIET, TED)": (_DEFAULT, _DEFAULT_POLICIES),
}


def main() -> None:
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", LOG_LEVEL="ERROR", RASA_MAX_CACHE_SIZE="0"
    )
    os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_arguments, **_named: None
    pipeline, policies = PIPELINES[sys.argv[1]]
    with redirect_stdout(sys.stderr):
        found = measure(Path(sys.argv[2]), pipeline, policies)
    sys.stdout.write(json.dumps(found) + "\n")


def measure(folder: Path, pipeline: list[dict[str, Any]], policies: list[dict[str, Any]]) -> dict[str, Any]:
    import rasa.model_training
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    config = {"recipe": "default.v1", "language": "en", "assistant_id": "bench", "pipeline": pipeline}
    is_whole = (folder / "domain.yml").exists()
    (folder / "config.yml").write_text(json.dumps({**config, "policies": policies} if is_whole else config))
    began = time.perf_counter()
    model = _train(rasa.model_training, folder, is_whole)
    took = time.perf_counter() - began
    agent = Agent.load(model)
    taken, times = asyncio.run(_ask(agent, json.loads((folder / "asked.json").read_text(encoding="utf-8"))))
    return {"train_seconds": took, "taken": taken, "median_ms": sorted(times)[len(times) // 2]}


def _train(training: Any, folder: Path, is_whole: bool) -> str:
    paths = {"config": str(folder / "config.yml"), "output": str(folder)}
    if is_whole:
        data = [str(folder / "train.yml"), str(folder / "rules.yml")]
        return str(training.train(str(folder / "domain.yml"), training_files=data, force_training=True, **paths).model)
    return str(training.train_nlu(nlu_data=str(folder / "train.yml"), **paths))


async def _ask(agent: Any, texts: list[str]) -> tuple[list[dict[str, Any]], list[float]]:
    """What each text was taken for, and the milliseconds that it took."""
    taken, times = [], []
    for text in texts:
        began = time.perf_counter()
        found = await agent.parse_message(text)
        times.append(1000 * (time.perf_counter() - began))
        taken.append({"intent": found["intent"]["name"], "sure": _is_sure(found["intent_ranking"])})
    return taken, times


def _is_sure(ranking: list[dict[str, Any]]) -> bool:
    """Whether Rasa's fallback would let this pass."""
    first, second = [*(one["confidence"] for one in ranking[:2]), 0.0, 0.0][:2]
    return bool(first >= _THRESHOLD and first - second >= _AMBIGUITY)


if __name__ == "__main__":
    main()
