"""Phones of the local carrier, of young people and of advocates."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

import httpx

from bot.care.wording import sms_spelling
from tests.browser.desk_service import until

BURST = "9s"  # longer than the service waits for more of a burst
_numbers = count()


def new_number() -> str:
    """A number that nobody has, and that nobody has texted from yet."""
    area, line = divmod(next(_numbers), 99)
    return f"+1{(214, 512, 713, 210, 915)[area]}5550{101 + line}"


@dataclass(kw_only=True)
class Phone:
    """One phone. What it hears is looked for from where it last found something."""

    client: httpx.Client
    number: str = field(default_factory=new_number)
    read: int = 0

    def types(self, text: str) -> None:
        """Send a text; the service has it once this comes back."""
        answer = self.client.post(f"/simulator/phones/{self.number}/messages", json={"text": text, "channel": "sms"})
        answer.raise_for_status()

    def says(self, text: str, hears: str) -> str:
        """Send a text and pass over the wait for more of it; the answer that holds these words."""
        self.types(text)
        self.client.post("/simulator/clock", json={"advance": BURST}).raise_for_status()
        return self.hears(hears)

    def hears(self, words: str) -> str:
        """The next text that holds these words, as soon as it is there."""
        wanted = sms_spelling(words)
        try:
            return until(lambda: self._next(wanted), "a text")
        except AssertionError as error:
            raise AssertionError(f"{error} with {words!r}; there is {self.texts()[self.read :]}") from None

    def texts(self) -> list[str]:
        """Everything that came from the service, oldest first."""
        rows = self.client.get(f"/simulator/phones/{self.number}/messages").json()
        return [row["text"] for row in rows if row["direction"] == "outbound" and row["sender"] != "carrier"]

    def _next(self, wanted: str) -> str:
        for place, text in enumerate(self.texts()[self.read :], self.read):
            if wanted in text:
                self.read = place + 1
                return text
        return ""


def at_the_menu(phone: Phone, language: str = "en") -> Phone:
    """Somebody who has said hello and may be texted."""
    hello, menu = {"en": ("hi", "What would help?"), "es": ("hola", "¿Qué te serviría?")}[language]
    phone.says(hello, "1 ")
    phone.says("1", menu)
    return phone


def asks_for_a_person(phone: Phone, language: str = "en") -> Phone:
    """Somebody who waits, with the question open whether what they wrote may be passed on."""
    asked, question = {
        "en": ("i want to talk to a real person", "May I pass on what you wrote"),
        "es": ("quiero hablar con una persona de verdad", "¿Le paso lo que escribiste"),
    }[language]
    at_the_menu(phone, language).says(asked, question)
    return phone
