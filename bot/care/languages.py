"""Which language a text is in, from words that only one of the two has; and plain wishes to switch."""

from __future__ import annotations

import re

from bot.care.spelling import word_set, words

ENGLISH = "en"
SPANISH = "es"
LANGUAGES = (ENGLISH, SPANISH)
"""Those of the house, in the order in which they are offered."""
DEFAULT_LANGUAGE = ENGLISH
"""Spoken until it is known which one somebody speaks."""

# Words that decide. Left out: names, and what both share (no, me, a, he, has, ha, son, come, red, once, yo, y, ok).
_SPANISH_WORDS = word_set("""
    hola buenas buenos dias tardes noches que como esta estas estoy soy eres es si gracias porfa favor por para pero
    porque necesito quiero puedo puedes tengo tienes tiene ayuda ayudame ayudenme donde cuando quien cual algo nada
    nadie alguien mi mis tu tus el la los las un una unos unas de del al con sin muy mas menos ya ahora ahorita hoy
    manana ayer aqui alla casa calle dormir comida lugar miedo hambre sola solo mama papa novio novia hermano hermana
    amigo amiga hijo hija anos ano vivo vivir morir matar hablar persona espanol ingles ella ellos nosotros usted
    ustedes eso esto este esa ese le lo les nos te se fue era voy va vamos hacer hace dice dijo dinero trabajo escuela
    deuda segura seguro cerca nunca siempre tambien todavia bien mal orale wey guey neta vale luego pues entonces
    quisiera mejor adios bueno buena gente cita refugio cuidado embarazada lejos otra otro mucho mucha poco tal saber
    decir mande oye disculpa perdon kiero nesesito nececito tngo pq xq aki toy stoy
""")
_ENGLISH_WORDS = word_set("""
    hi hey hello the i im ive ill you your youre u ur is are was were am my mine it its this that what who where when
    why how and or but of to for with in on at from need needs want wants can cant could do does did dont didnt doesnt
    have had not help please pls plz thanks thank thx yes yeah yea nah place sleep food tonight today tomorrow now
    here there home house mom dad boyfriend girlfriend friend someone somebody nobody anyone talk person scared afraid
    hungry going go gonna wanna get got know think feel like just will would should they them their she her him his we
    us our if so because cuz bc about out up any some been being more very really live work school money safe stay
    leave left later idk rn good bad morning night afternoon year years old english
""")

_LEAD = r"(?:(?:in|to|en|speak|switch to|change to|hablo|hablas|habla|solo) )?"
_SWITCHES = (
    (SPANISH, re.compile(rf"{_LEAD}(?:espanol|spanish|castellano)|no (?:hablo|entiendo|se) (?:mucho )?ingles")),
    (
        ENGLISH,
        re.compile(rf"{_LEAD}(?:english|ingles)|i (?:dont|cant) (?:speak|understand|know|read) (?:much )?spanish"),
    ),
)
_AROUND = word_set("""
    please pls plz por favor porfavor porfa thanks gracias ok hey hi hello hola can we you u i do could talk text
    write puedes podemos puede hablar escribir quiero prefiero mejor me want prefer lets it texts mensajes instead si
    yes te puedo cambia cambiar a idioma language speaks
""")


def guess(text: str) -> str | None:
    """ "en", "es", or None when the words do not tell (a bare number, a name, as many words of one as of the other)."""
    found = words(text)
    spanish = sum(word in _SPANISH_WORDS for word in found) + 2 * any(sign in text for sign in "ñÑ¿¡")
    english = sum(word in _ENGLISH_WORDS for word in found)
    if spanish == english:
        return None
    return SPANISH if spanish > english else ENGLISH


def asked_for(text: str) -> str | None:
    """The language that the whole text asks for ("en español porfa", "english", "can u speak spanish"), or None."""
    found = words(text)
    line = " ".join(found)
    rest = " ".join(word for word in found if word not in _AROUND)
    for language, pattern in _SWITCHES:
        if pattern.fullmatch(line) or pattern.fullmatch(rest):
            return language
    return None
