"""Keeps what neither a boxed turn nor a training uses out of the process: TensorFlow, web servers, message brokers, plotting.

Rasa imports all of them at the top of its modules. A model whose graph needs none of them (`is_lean`) runs with inert
modules in their place: the engine then starts several times sooner, needs a fraction of the memory, and most of the
code behind the pinned dependencies' known flaws is not even loaded. A model that needs more is loaded in full.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

# Whole packages, and single modules of Rasa, that only plots, stock channels and stores, and neural components use.
_NEVER_USED = (
    "aio_pika",
    "boto3",
    "botocore",
    "dns",
    "kafka",
    "keras",
    "matplotlib",
    "prompt_toolkit",
    "pymongo",
    "questionary",
    "rasa.utils.plotting",
    "rasa.utils.train_utils",
    "redis",
    "sanic",
    "sanic_cors",
    "sanic_jwt",
    "socketio",
    "tensorflow",
    "tensorflow_addons",
    "tensorflow_hub",
    "tensorflow_text",
)

# Rasa's list of stock channels is replaced by a package that holds only what the module named here does, so that importing
# one class does not import them all.
_EMPTIED_PACKAGES = {"rasa.core.channels": "rasa.core.channels.channel"}

_LEAN_COMPONENTS = frozenset(
    (
        "engine.understanding.LinearIntentClassifier",
        "rasa.core.featurizers.precomputation.CoreFeaturizationInputConverter",
        "rasa.core.policies.ensemble.DefaultPolicyPredictionEnsemble",
        "rasa.core.policies.memoization.AugmentedMemoizationPolicy",
        "rasa.core.policies.memoization.MemoizationPolicy",
        "rasa.core.policies.rule_policy.RulePolicy",
        "rasa.graph_components.converters.nlu_message_converter.NLUMessageConverter",
        "rasa.graph_components.providers.domain_provider.DomainProvider",
        "rasa.graph_components.providers.prediction_output_provider.PredictionOutputProvider",
        "rasa.graph_components.providers.rule_only_provider.RuleOnlyDataProvider",
        "rasa.nlu.classifiers.fallback_classifier.FallbackClassifier",
        "rasa.nlu.classifiers.regex_message_handler.RegexMessageHandler",
    )
)


def is_lean(components: Sequence[str]) -> bool:
    """Whether a model built of `components` (dotted class paths) runs without the heavy packages."""
    return set(components) <= _LEAN_COMPONENTS


def is_lean_by_names(names: Sequence[str]) -> bool:
    """Whether a project runs and trains without the heavy packages; `names` are those of its components in config.yml."""
    return set(names) <= _LEAN_COMPONENTS | {component.rpartition(".")[2] for component in _LEAN_COMPONENTS}


def install() -> None:
    """Put the inert modules in place; a second time nothing more happens. Call it before the first import of Rasa."""
    if not any(isinstance(finder, _InertFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _InertFinder())


class _Inert(type):
    """A class that is also any attribute of itself: enough for annotations, decorators and base classes."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return cls

    def __mro_entries__(cls, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (object,)


class _Nothing(metaclass=_Inert):
    """Stands for whatever is imported from an inert module; using one is an error at once."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("a part that the lean engine leaves out was called")


class _InertModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing


class _EmptiedPackage(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(_EMPTIED_PACKAGES[self.__name__]), name)


class _InertFinder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if fullname in _EMPTIED_PACKAGES:
            spec = ModuleSpec(fullname, self, is_package=True)
            spec.submodule_search_locations = [f"{entry}/{fullname.rpartition('.')[2]}" for entry in path]
            return spec
        if any(fullname == name or fullname.startswith(f"{name}.") for name in _NEVER_USED):
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _EmptiedPackage(spec.name) if spec.name in _EMPTIED_PACKAGES else _InertModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the module is empty by intent."""
