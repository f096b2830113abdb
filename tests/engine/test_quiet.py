import subprocess
import sys
import unittest

from tests.engine.core import ROOT

_NOISE = """
import logging, os, sys, warnings
from engine.quiet import hush
tell = hush()
import structlog
words = "the secret words"
print(words)
print(words, file=sys.stderr)
os.write(1, words.encode()); os.write(2, words.encode())
os.system("echo the secret words; echo the secret words >&2")
logging.getLogger("any").critical(words)
structlog.get_logger().critical(words, text=words)
warnings.warn(words)
tell("one_event", code="a_code")
try:
    tell("another_event", text=words)
except ValueError:
    tell("refused")
raise RuntimeError(words)
"""


class QuietTest(unittest.TestCase):
    def test_only_the_names_of_events_get_out(self) -> None:
        result = subprocess.run(
            [sys.executable, "-c", _NOISE], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
        )
        self.assertEqual(result.stdout, "")
        self.assertEqual(
            result.stderr.splitlines(),
            [
                '{"event": "one_event", "code": "a_code"}',
                '{"event": "refused"}',
                '{"event": "engine_failed", "code": "unexpected"}',
            ],
        )
