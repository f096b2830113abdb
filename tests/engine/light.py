"""Importing this before Rasa makes Rasa light and quiet in the test's own process, as in the running engine."""

import os

from engine import lean
from engine.quiet import hush_loggers

os.environ["LOG_LEVEL"] = "ERROR"  # Below it Rasa draws progress bars.
lean.install()
hush_loggers()
