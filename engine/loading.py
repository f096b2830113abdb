"""Loads a model: verified, from a private copy, with as little of Rasa as it needs."""

import hashlib
import io
import json
import tarfile
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine import lean
from engine.errors import Refusal

if TYPE_CHECKING:
    from engine.boxed import BoxedProcessor


@dataclass(frozen=True)
class LoadedModel:
    """A model that is ready for turns. `processor` is shared by all of them and holds no conversation."""

    sha256: str
    processor: "BoxedProcessor"
    lean: bool


def load_model(file: Path, sha256: str) -> LoadedModel:
    """Load the model in `file` if it is the one with this hash.

    Raises Refusal with the code model_missing, model_hash_wrong, model_unreadable, domain_empty or model_incomplete.
    """
    content = _verified(file, sha256)
    is_lean = lean.is_lean(_components(content))
    if is_lean:
        lean.install()
    return LoadedModel(sha256, _load_processor(content), is_lean)


def _verified(file: Path, sha256: str) -> bytes:
    try:
        content = file.read_bytes()
    except OSError:
        raise Refusal("model_missing") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refusal("model_hash_wrong")
    return content


def _components(content: bytes) -> list[str]:
    """Dotted class paths of the components in the model's prediction graph."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            metadata = archive.extractfile("metadata.json")
            assert metadata is not None
            nodes = json.load(metadata)["predict_schema"]["nodes"]
        return [node["uses"] for node in nodes.values()]
    except Exception:
        raise Refusal("model_unreadable") from None


def _load_processor(content: bytes) -> "BoxedProcessor":
    """Rasa reads a file by its path; it gets a private copy of the verified bytes, for the file may have changed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from rasa.core.lock_store import LockStore
        from rasa.shared.core.trackers import DialogueStateTracker

        from engine.boxed import BoxedProcessor, NamesOnly, OneTrackerStore, replace_action_calls

        store = OneTrackerStore(DialogueStateTracker("nobody", []))
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "model.tar.gz"
            copy.write_bytes(content)
            try:
                processor = BoxedProcessor(str(copy), store, LockStore(), NamesOnly(()), max_number_of_predictions=20)
            except Exception:
                raise Refusal("model_unreadable") from None
        if processor.domain.is_empty():
            raise Refusal("domain_empty")
        if processor.model_metadata.core_target is None or processor.model_metadata.nlu_target is None:
            raise Refusal("model_incomplete")
        replace_action_calls(_domain_in_calls(processor))
    return processor


def _domain_in_calls(processor: "BoxedProcessor") -> dict[str, Any]:
    """The domain as custom actions see it: forms, slots and actions; responses and intents are no use to them."""
    domain = processor.domain.as_dict()
    return {key: value for key, value in domain.items() if key not in ("intents", "responses")}
