"""Which word can call people in silence: one that says nothing else here and does not come up by chance.

The word is heard in every text, whole and wherever it stands. A word of every day would alarm people for nothing, and one
that is a keyword or an answer would be heard as both.
"""

from __future__ import annotations

from typing import Literal

from bot.care import keywords
from bot.care.answers_heard import read_answer, read_yes
from bot.care.choices import read_choices
from bot.care.risk import RiskLevel, floor
from bot.care.spelling import word_set, words

Refusal = Literal["taken", "common", "long"]
MOST_WORDS = 3
LONGEST = 40  # characters
SHORTEST = 4  # letters, of all words together

_COMMON = word_set("""
about after again always and back because before body boyfriend bring brother call cant chill come cool dad daddy danger day
dead does doing done door down eat even everything family fine first food friend from gone good goodbye great had have hello
help here hey hide home hope hour house how hungry hurt ill just keep kids know last late later leave left life like little live
long look lost love make man many maybe mean minute miss mom momma money more morning name need never nice night nothing now
number okay outside over people person phone place plan please police pretty problem quiet ready really right room running
safe said same scared school secret see send shift should sick sister sleep some something sorry start stay still stop study
stuff sure take talk tell test text than thank thanks that them then there they thing think this time tired today together
told tomorrow tonight tried trouble true trying turn until very wait walk want was well went were what whatever when where
which who why will with woke work world worried would wrong yeah year yes yesterday you your practice homework book choir ride
baby babysitting class team group talking going getting wanna gonna
abuela abuelo adios ahora ahorita alguien algo alla amiga amigo amor andar antes aqui asi ayer ayuda bebe bien bueno buenas cada
calle cama carro casa chico cita clase comida como cosa cosas creo cuando cuanto cuarto dame decir dejar dentro desde despues
dia dice dije dijo dinero donde dormir ella ellos entonces entre escuela ese esta estaba estas este esto estoy familia favor
fuera gente gracias grupo gusta hablar hace hacer hambre hasta hermana hermano hija hijo hola hora hoy igual jale juntos libro
luego lugar llama llegar mama mami manana mas mejor mensaje menos miedo mira mismo momento mucha mucho muerta muerto mundo
nada nadie ninguna ninguno noche nombre nosotros novia novio nunca nuestra nuevo otra otro paciencia palabra papa para pasa pasar
pero persona peligro poco poder policia porque primera prima primo problema puede puedo puerta pues quien quiere quiero raite rato
salir sabe sabes saber segura seguro semana siempre sigue sola solo soy tambien tarde tarea tener tengo texto tiempo tiene
toda todas todo todos trabajo tranquila tranquilo triste turno ustedes vamos veces venir verdad vida viene vivir volver voy
entrenamiento coro nino ninos
""")

_OFFERED = frozenset(
    " ".join(words(title))
    for title in """
i'm in/can't make it/let's talk/ahí estaré/no puedo ir/hablamos/it works/not really/me queda bien/no me queda/going fine/
i'm stuck/voy bien/me atoré/i can/i can't/sí puedo/no puedo/i have one/i don't/ya tengo/no tengo/i like it/not for me/
me gusta/no me gusta/all good/not so good/todo bien/no tan bien
""".replace("\n", "").split("/")
)
"""The answers that the texts of a check-in offer, which are often typed out."""


def refusal(word: str) -> Refusal | None:
    """Why this cannot be the word; None when it can. Of several words at least one must be no common one."""
    said = words(word)
    if len(said) > MOST_WORDS or len(word) > LONGEST:
        return "long"
    if _means_something_here(word):
        return "taken"
    too_short = sum(map(len, said)) < SHORTEST or word.replace(" ", "").isdigit()
    if too_short or all(part in _COMMON or len(part) < SHORTEST for part in said):
        return "common"
    return None


def _means_something_here(word: str) -> bool:
    keyword = keywords.read(word, paused=True) or keywords.read(word)
    if " ".join(words(word)) in _OFFERED:
        return True
    # "Sin novedad?" asks, but its words are those of an answer.
    plain = " ".join(words(word)) or word
    if read_answer(plain) is not None:
        return True
    answers = read_answer(word) is not None or read_yes(word) is not None or read_choices(word) is not None
    return keyword is not None or answers or floor(word).level != RiskLevel.NONE
