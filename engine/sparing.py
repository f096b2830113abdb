"""Spares Rasa, while it checks and trains, what it does over and over: reading, copying and hashing the same examples.

Each part is replaced by one with the same outcome. Only for checking and training; the engine that takes turns has no
part in this.
"""

import copy
import functools
from typing import Any

from engine import lean
from engine.project import Project, ProjectError, read_yaml


def leave_out_what_is_unused(project: Project) -> None:
    """Keep the heavy packages out of this process when `project` uses none of them. Call it before Rasa is imported."""
    try:
        config = read_yaml(project.config)
        names = [part["name"] for key in ("pipeline", "policies") for part in config.get(key) or []]
    except (OSError, ProjectError, TypeError, KeyError):
        return  # What is wrong with it comes to light in the check.
    if names and lean.is_lean_by_names(names):
        lean.install()


def spare_repetitions() -> None:
    """Replace the parts. Call it once Rasa may be imported, before anything is read."""
    _hash_and_copy_messages()
    _remember_what_was_read()
    _keep_no_results()


def _hash_and_copy_messages() -> None:
    """Rasa hashes every example dozens of times, each time over all that it holds. Equal examples have equal texts and
    intents, so these two are hash enough; whether two examples are equal is still decided by all of it.

    It also copies all of them whenever two sets are joined, a dozen times in all, and Python asks of each part of each
    example how it is to be copied. Nearly all of these are texts, which are never copied anyway.
    """
    from rasa.shared.nlu.training_data.message import Message

    def copied(message: Message, memo: dict[int, Any]) -> Message:
        twin = copy.copy(message)
        twin.data = {
            name: value if isinstance(value, str) else copy.deepcopy(value, memo)
            for name, value in message.data.items()
        }
        twin.features = copy.deepcopy(message.features, memo)
        twin.output_properties = set(message.output_properties)
        return twin

    Message.__hash__ = lambda message: hash((message.get("text"), message.get("intent")))
    Message.__deepcopy__ = copied


def _remember_what_was_read() -> None:
    """The check and the training read the same files, and Rasa reads each several times: its schema, and all schemas' own."""
    import rasa.shared.utils.io
    import rasa.shared.utils.validation

    read, check = rasa.shared.utils.io.read_yaml, rasa.shared.utils.validation.validate_yaml_schema
    read_once = functools.cache(read)

    def read_yaml(content: str, reader_type: Any = "safe") -> Any:
        return copy.deepcopy(read_once(content)) if reader_type == "safe" else read(content, reader_type)

    rasa.shared.utils.io.read_yaml = read_yaml
    # What has a fault raises, and is checked again.
    rasa.shared.utils.validation.validate_yaml_schema = functools.cache(check)


def _keep_no_results() -> None:
    """Rasa computes fingerprints of all results for a cache that is switched off."""
    from rasa.engine.training.hooks import TrainingHook

    TrainingHook.on_before_node = lambda *_arguments, **_named: {}
    TrainingHook.on_after_node = lambda *_arguments, **_named: None
