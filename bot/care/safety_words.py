"""Fixed words for when nothing else can answer, and for what must always be said the same way.

They need neither engine nor response files. `language` is "en", "es" or None, when it is unknown: then both are said.
Each text stays within two SMS segments of GSM-7.
"""

from __future__ import annotations

from bot.care.languages import LANGUAGES
from bot.care.program import Program
from bot.care.wording import segments, sms_spelling

LONGEST_SEGMENTS = 2


def engine_failed(program: Program, language: str | None) -> str:
    """No answer could be made. True only because an alert to the advocates is written with it."""
    return _said(
        language,
        f"Sorry, I can't answer right now. I am telling a person. In danger: {_reach(program, 'emergency', 'en')}. "
        f"Thinking about suicide: {_reach(program, 'suicide', 'en')}.",
        f"Perdón, ahora no puedo contestar. Le aviso a una persona. En peligro: {_reach(program, 'emergency', 'es')}. "
        f"Si piensas en morir: {_reach(program, 'suicide', 'es')}.",
        "Sorry, I can't answer now. I am telling a person. Danger: 911. Suicide: 988.",
        "Perdón, ahora no puedo contestar. Le aviso a una persona. Peligro: 911. Suicidio: 988.",
    )


def stop_confirmed(program: Program, language: str | None) -> str:
    """The one text that may follow a STOP."""
    return _said(
        language,
        f"{program.name}: you won't get texts from us now. You can still text here any time and a person will read it. "
        "To get texts again, reply START.",
        f"{program.name}: ya no te mandaremos textos. Puedes escribir aquí cuando quieras y una persona lo lee. "
        "Para recibir textos otra vez, manda START.",
        f"{program.name}: texts are off. You can still write here. Reply START to turn them on.",
        f"{program.name}: ya no mandamos textos. Puedes escribir aquí. Manda START para volver.",
    )


def start_welcome(program: Program, language: str | None) -> str:
    return _said(
        language,
        f"{program.name}: texts are on again. What do you need? Write it your own way. Reply STOP to turn texts off.",
        f"{program.name}: los textos están activos otra vez. ¿Qué necesitas? Escríbelo como quieras. "
        "Manda STOP para apagarlos.",
        f"{program.name}: texts are on again. What do you need? STOP turns them off.",
        "Los textos están activos otra vez. ¿Qué necesitas? STOP los apaga.",
    )


def help_answer(program: Program, language: str | None) -> str:
    """Serves both: a cry for help, and the carrier's HELP (who we are, how to stop)."""
    return _said(
        language,
        f"{program.name}. I am here. In danger: {_reach(program, 'emergency', 'en')}. "
        f"Thinking about suicide: {_reach(program, 'suicide', 'en')}. "
        "For a person, reply PERSON. Or tell me what you need. To end texts: STOP. Msg rates may apply.",
        f"{program.name}. Aquí estoy. En peligro: {_reach(program, 'emergency', 'es')}. "
        f"Si piensas en morir: {_reach(program, 'suicide', 'es')}. "
        "Para hablar con alguien, manda PERSONA. O dime qué necesitas. STOP apaga los textos. Tu plan puede cobrar.",
        f"{program.name}. I'm here. Danger: 911. Suicide: 988. For a person: PERSON. STOP ends texts. Rates may apply.",
        "Aquí estoy. Peligro: 911. Suicidio: 988. Manda PERSONA y te atiende alguien. STOP apaga los textos. "
        "Puede haber costo.",
    )


def paused_answer(program: Program, language: str | None) -> str:
    """Texts are off by the contact's own STOP, and they wrote first: this is a reply to their message."""
    return _said(
        language,
        "I got your text. A person will read it. Your texts are off, so we only answer when you write. "
        f"To turn texts on: START. In danger: {_reach(program, 'emergency', 'en')}.",
        "Recibí tu texto. Una persona lo va a leer. Tus textos están apagados: solo contestamos si escribes. "
        f"Para activarlos: START. En peligro: {_reach(program, 'emergency', 'es')}.",
        "I got your text. A person will read it. To turn texts on: START. Danger: 911.",
        "Recibí tu texto. Una persona lo va a leer. Para activar textos: START. Peligro: 911.",
    )


def danger_heard(program: Program, language: str | None) -> str:
    """Where no dialogue answers. True only because an alert is written with it."""
    return _said(
        language,
        f"I got your text, and I am telling a person. In danger: {_reach(program, 'emergency', 'en')}. "
        f"Thinking about suicide: {_reach(program, 'suicide', 'en')}.",
        f"Recibí tu texto y le aviso a una persona. En peligro: {_reach(program, 'emergency', 'es')}. "
        f"Si piensas en morir: {_reach(program, 'suicide', 'es')}.",
        "I got your text, and I am telling a person. Danger: 911. Suicide: 988.",
        "Recibí tu texto y le aviso a una persona. Peligro: 911. Suicidio: 988.",
    )


def kind_answer(kind: str, language: str | None) -> str:
    """The answer to what cannot be read: "picture", "location", "empty", "unreadable", "too_long"."""
    english, spanish = _KIND_ANSWERS[kind]
    return _said(language, english, spanish, english, spanish)


_KIND_ANSWERS = {
    "picture": (
        "I can't open pictures or sound, and I don't keep them. Can you tell me in words?",
        "No puedo abrir fotos ni audios, y no los guardo. ¿Me lo cuentas con palabras?",
    ),
    "location": (
        "I can't read a location, and I don't keep it. You can text me a city, county or ZIP code.",
        "No puedo leer una ubicación, y no la guardo. Puedes mandarme tu ciudad, condado o ZIP.",
    ),
    "empty": (
        "Your text came in empty. It's ok. What do you need?",
        "Tu texto llegó vacío. No pasa nada. ¿Qué necesitas?",
    ),
    "unreadable": (
        "I couldn't read that text. Can you write it one more time?",
        "No pude leer ese texto. ¿Me lo escribes otra vez?",
    ),
    "too_long": (
        "Your text was very long, so I only read the first part. Can you send the rest in a shorter text?",
        "Tu texto era muy largo y solo leí el principio. ¿Me mandas lo demás en un texto más corto?",
    ),
}


def _reach(program: Program, code: str, language: str) -> str:
    return program.hotlines[code].reach(language)


def _said(language: str | None, english: str, spanish: str, short_english: str, short_spanish: str) -> str:
    """One language in full; both only as far as two segments go, the short wordings otherwise."""
    if language in LANGUAGES:
        return _fitting(english, short_english) if language == "en" else _fitting(spanish, short_spanish)
    return _fitting(f"{english}\n{spanish}", f"{short_english}\n{short_spanish}")


def _fitting(full: str, short: str) -> str:
    """A program's own long name or hotline wording must never make a safety text longer than its limit."""
    spelled = sms_spelling(full)
    return full if segments(spelled).count <= LONGEST_SEGMENTS else short
