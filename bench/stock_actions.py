"""An action server for the stock service: it answers each custom action with what was recorded. `-m bench.stock_actions`

The project's own actions work inside the core's unit of work and cannot run outside of it. This one has nothing to do but
to answer, and so is faster than any real one.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


class Recorded:
    """Plays the recorded answers, in their order, to each sender for itself."""

    def __init__(self, answers: list[dict[str, Any]]) -> None:
        self._answers = answers
        self._places: dict[str, int] = {}
        self.unforeseen = 0

    async def answer(self, request: Request) -> Response:
        call = await request.json()
        sender, action = call["sender_id"], call["next_action"]
        place = self._places.get(sender, 0)
        if place >= len(self._answers) or self._answers[place]["action"] != action:
            self.unforeseen += 1
            return JSONResponse({"events": [], "responses": []})
        self._places[sender] = place + 1
        body = self._answers[place]["body"]
        if body is None:
            return JSONResponse({"action_name": action, "error": "declined"}, status_code=400)
        return JSONResponse(body)

    async def count(self, _: Request) -> Response:
        return JSONResponse({"unforeseen": self.unforeseen, "played": sum(self._places.values())})


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    recorded = Recorded(json.loads(options.answers.read_text(encoding="utf-8")))
    app = Starlette(
        routes=[Route("/webhook", recorded.answer, methods=["POST"]), Route("/count", recorded.count, methods=["GET"])]
    )
    uvicorn.run(app, host="127.0.0.1", port=options.port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
