"""Importing this before Rasa makes Rasa light and quiet in the test's own process, as in the running engine."""

from engine import lean
from engine.quiet import hush_loggers

lean.install()
hush_loggers()
