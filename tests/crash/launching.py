"""Starts a program again and again without loading its libraries anew: each start is a fork, a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


def launch(program: Callable[[], None]) -> None:
    """For every line on standard input run the program in a child; tell its id, and when it ends its exit code.

    A negative exit code is the signal that ended it. Comes back at the end of the input.
    """
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _be(program)
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _be(program: Callable[[], None]) -> None:
    """Become the program; its prints must not be taken for the launcher's."""
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        program()
        os._exit(0)
    finally:
        os._exit(1)
