"""The boxed dialogue engine: `python -m engine --socket PATH --model FILE --sha256 HEX [--turn-seconds S]`.

Connects to the core's socket, loads the model, answers until the socket closes. Exit codes: 0 the core closed the
socket, 2 wrong arguments, 3 refused to start (the line on standard error says why), 4 the core broke the protocol.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

_REFUSED = 3
_PROTOCOL_BROKEN = 4

# Set before anything heavy is imported: one thread, no graphics card, no telemetry, no chatter.
_ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "LOG_LEVEL": "CRITICAL",
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}


def main() -> NoReturn:
    arguments = _parse_arguments()
    os.environ.update(_ENVIRONMENT)
    # Ctrl-C in the terminal reaches the whole group; the core decides when the engine ends, by closing the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from engine.quiet import hush

    code = _run(arguments, hush())
    # Nothing is left to be saved, and tearing down the libraries would only take time.
    os._exit(code)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="engine", description=__doc__.splitlines()[0])
    parser.add_argument("--socket", type=Path, required=True, help="the core's Unix socket")
    parser.add_argument("--model", type=Path, required=True, help="the model archive")
    parser.add_argument("--sha256", required=True, help="the archive's SHA-256 in hexadecimal")
    parser.add_argument("--turn-seconds", type=float, default=3.5, help="how long a turn may take")
    return parser.parse_args()


def _run(arguments: argparse.Namespace, tell: Callable[..., None]) -> int:
    from engine.errors import Refusal
    from engine.framing import FrameError
    from engine.loading import load_model
    from engine.serve import connect, serve

    started = time.monotonic()
    try:
        connection = connect(arguments.socket)
        model = load_model(arguments.model, arguments.sha256)
        tell("engine_ready", seconds=round(time.monotonic() - started, 2), lean=model.lean)
        asyncio.run(serve(connection, model, arguments.turn_seconds))
    except Refusal as refusal:
        tell("engine_refused", code=refusal.code)
        return _REFUSED
    except FrameError:
        tell("engine_stopped", code="protocol_broken")
        return _PROTOCOL_BROKEN
    except ConnectionError:
        pass
    tell("engine_stopped", code="socket_closed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
