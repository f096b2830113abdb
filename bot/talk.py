"""A conversation in the terminal, through the simulator: one phone, one line a text."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.markup import escape

from bot.errors import PuenteError

PATIENCE = 8.0  # seconds to wait for the first answer; the service itself promises one within five
QUIET = 1.2  # seconds without a further message after which the answer counts as complete
LOOK_EVERY = 0.2  # seconds

WORDS = {
    "en": {
        "hello": "You are {number}. A simulator: nothing is sent anywhere. One line is one text; Enter alone looks again.\n"
        ":later 45m moves the clock · :picture · :location · :empty · :quit",
        "no_answer": "(no answer yet)",
        "not_there": "Nothing answers at {url}. Start the service with `make run`, then try again.",
        "no_simulator": "The service at {url} runs without the simulator. Start it with `make run`.",
        "now": "It is now {now}.",
        "unknown": "Unknown command. :later 45m · :picture · :location · :empty · :quit",
        "carrier": "carrier",
    },
    "es": {
        "hello": "Eres {number}. Es un simulador: nada se envía a ningún lado. Una línea es un mensaje; Enter solo vuelve a "
        "mirar.\n:later 45m adelanta el reloj · :picture · :location · :empty · :quit",
        "no_answer": "(todavía sin respuesta)",
        "not_there": "Nada contesta en {url}. Arranca el servicio con `make run` y prueba otra vez.",
        "no_simulator": "El servicio en {url} corre sin el simulador. Arráncalo con `make run`.",
        "now": "Ahora es {now}.",
        "unknown": "No conozco esa orden. :later 45m · :picture · :location · :empty · :quit",
        "carrier": "operadora",
    },
}


def run_talk(
    base_url: str,
    number: str,
    language: str = "en",
    *,
    console: Console | None = None,
    read: Callable[[], str] | None = None,
) -> int:
    """Talk until `:quit` or the end of the input. Returns the exit code: 0, or 1 when no simulator answers.

    `language` ("en" | "es") is that of the terminal's own lines; the service finds out for itself what the youth speaks.
    """
    console = console or Console(highlight=False)
    read = read or (lambda: console.input("[bold]> [/bold]"))
    words = WORDS.get(language, WORDS["en"])
    with httpx.Client(base_url=base_url.rstrip("/"), timeout=60, trust_env=False) as client:
        talk = _Talk(client, number, console, words)
        try:
            talk.begin()
            while talk.take(read()):
                pass
        except (EOFError, KeyboardInterrupt):
            console.print()
        except _NoSimulator:
            console.print(escape(words["no_simulator"].format(url=base_url)))
            return 1
        except _WrongNumber as wrong:
            console.print(escape(str(wrong)))
            return 1
        except httpx.TransportError:
            console.print(escape(words["not_there"].format(url=base_url)))
            return 1
    return 0


class _NoSimulator(PuenteError):
    """The service has no simulator."""


class _WrongNumber(PuenteError):
    """The simulator refused the number:"""


class _Talk:
    def __init__(self, client: httpx.Client, number: str, console: Console, words: dict[str, str]) -> None:
        self._client = client
        self._number = number
        self._path = f"/simulator/phones/{quote(number, safe='')}/messages"
        self._console = console
        self._words = words
        self._known: set[str] = set()

    def begin(self) -> None:
        """Show what the phone holds from before, and how this works."""
        self._console.print("[dim]" + escape(self._words["hello"].format(number=self._number)) + "[/dim]")
        self._show(self._fresh(), own=True)

    def take(self, line: str) -> bool:
        """Do what one line of input asks for; False when the talk is over."""
        command, _, rest = line.strip().partition(" ")
        if command == ":quit":
            return False
        if not command:
            self._show(self._fresh())
        elif command in (":picture", ":location", ":empty"):
            self._send("", command.removeprefix(":"))
        elif command == ":later":
            self._advance(rest.strip())
        elif command.startswith(":") and command[1:].isalpha():
            self._say(self._words["unknown"])
        else:
            self._send(line, "text")
        return True

    def _send(self, text: str, kind: str) -> None:
        self._show(self._fresh())
        answer = self._client.post(self._path, json={"text": text, "channel": "sms", "kind": kind})
        if answer.is_error:
            self._say(_error_of(answer))
            return
        self._known.add(answer.json()["id"])
        self._wait_for_answers()

    def _advance(self, span: str) -> None:
        answer = self._client.post("/simulator/clock", json={"advance": span})
        if answer.is_error:
            self._say(_error_of(answer))
            return
        self._say(self._words["now"].format(now=answer.json()["now"][:16].replace("T", " ") + " UTC"))
        self._wait_for_answers()

    def _wait_for_answers(self) -> None:
        """Show messages as they come, until it has been quiet for a while."""
        give_up, answered = time.monotonic() + PATIENCE, False
        while time.monotonic() < give_up:
            fresh = self._fresh()
            if fresh:
                self._show(fresh)
                answered = answered or any(message["sender"] != "carrier" for message in fresh)
                if answered:
                    give_up = time.monotonic() + QUIET
            time.sleep(LOOK_EVERY)
        if not answered:
            self._say(self._words["no_answer"])

    def _fresh(self) -> list[dict[str, Any]]:
        answer = self._client.get(self._path)
        if answer.status_code == 404:
            raise _NoSimulator
        if answer.is_error:
            raise _WrongNumber(_error_of(answer))
        fresh = [message for message in answer.json() if message["id"] not in self._known]
        self._known.update(message["id"] for message in fresh)
        return fresh

    def _show(self, messages: list[dict[str, Any]], *, own: bool = False) -> None:
        for message in messages:
            text = escape(message["text"] or f"({message['kind']})")
            if message["sender"] == "carrier":
                self._console.print(f"[dim]{self._words['carrier']}: {text}[/dim]")
            elif message["direction"] == "outbound":
                self._console.print(f"[cyan]{text}[/cyan] [dim]({message['segments']})[/dim]")
            elif own:
                self._console.print(f"[bold]> [/bold]{text}")

    def _say(self, sentence: str) -> None:
        self._console.print("[dim]" + escape(sentence) + "[/dim]")


def _error_of(answer: httpx.Response) -> str:
    """The simulator's sentence, or the bare status when something else answered."""
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
