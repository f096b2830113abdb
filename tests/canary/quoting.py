"""The error that the ports of the service under test raise."""

from __future__ import annotations


class Quoting(Exception):
    """An error of nobody's making whose words are a person's own."""
