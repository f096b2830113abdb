"""The engine's tests run in the engine's own environment, by unittest; the core's pytest cannot import Rasa."""

collect_ignore_glob = ["test_*.py"]
