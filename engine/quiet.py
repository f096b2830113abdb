"""Silence. Rasa, its libraries and Python itself print message text in logs, warnings, prints and tracebacks.

`hush()` sends standard output and standard error to nowhere, switches the loggers off as well (formatting costs time),
and returns the one way out: a function that writes the name of an event as a line of JSON to the former standard
error. It takes no text.
"""

import json
import logging
import os
import sys
import warnings
from collections.abc import Callable
from typing import Any

# Everything a line may hold besides the event's name: codes and counts, declared here one by one.
_FIELDS = frozenset(("code", "seconds", "lean"))


def hush() -> Callable[..., None]:
    """Silence the process and return `tell(event, **fields)`."""
    way_out = os.fdopen(os.dup(2), "w", buffering=1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    hush_loggers()

    def tell(event: str, **fields: Any) -> None:
        if not fields.keys() <= _FIELDS:
            raise ValueError("an undeclared field in an event line")
        try:
            way_out.write(json.dumps({"event": event, **fields}) + "\n")
        except OSError:
            # Whoever read the lines is gone; the engine notices that on its socket.
            return

    sys.excepthook = lambda *_details: tell("engine_failed", code="unexpected")
    sys.unraisablehook = lambda _details: None
    return tell


def hush_loggers() -> None:
    """Switch off every logger and warning, and leave the streams alone."""
    import structlog

    logging.disable(logging.CRITICAL)
    logging.raiseExceptions = False
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_arguments, **_named: None
    structlog.configure(
        processors=[_drop],
        wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL),
        cache_logger_on_first_use=True,
    )


def _drop(_logger: Any, _method: str, _event: Any) -> Any:
    import structlog

    raise structlog.DropEvent
