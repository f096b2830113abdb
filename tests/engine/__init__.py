"""Tests of the boxed engine, in its own environment: engine/.venv/bin/python -m unittest discover -s tests/engine -t ."""
