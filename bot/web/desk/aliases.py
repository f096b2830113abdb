"""Names by which colleagues can speak of a conversation without a number or a name: "Blue heron 42".

An alias follows from the conversation's random id, so it is the same for everybody and says nothing of anyone. Two
conversations can share one, which is why nothing is ever looked up by it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

# In Spanish all of these colours stay the same beside a masculine and a feminine noun.
_COLOURS: Final = (
    ("Blue", "azul"), ("Green", "verde"), ("Grey", "gris"), ("Brown", "café"), ("Orange", "naranja"),
    ("Turquoise", "turquesa"), ("Violet", "violeta"), ("Indigo", "índigo"), ("Lilac", "lila"), ("Coral", "coral"),
    ("Sky-blue", "celeste"), ("Beige", "beige"), ("Salmon", "salmón"), ("Olive", "oliva"), ("Teal", "verdemar"),
    ("Amber", "ámbar"),
)  # fmt: skip
_ANIMALS: Final = (
    ("heron", "Garza"), ("otter", "Nutria"), ("finch", "Pinzón"), ("hare", "Liebre"), ("dolphin", "Delfín"),
    ("robin", "Petirrojo"), ("deer", "Venado"), ("turtle", "Tortuga"), ("swallow", "Golondrina"), ("badger", "Tejón"),
    ("crane", "Grulla"), ("beaver", "Castor"), ("lark", "Alondra"), ("squirrel", "Ardilla"), ("owl", "Búho"),
    ("dove", "Paloma"), ("whale", "Ballena"), ("sparrow", "Gorrión"), ("moth", "Polilla"), ("hedgehog", "Erizo"),
    ("pelican", "Pelícano"), ("seal", "Foca"), ("dragonfly", "Libélula"), ("hummingbird", "Colibrí"),
    ("rabbit", "Conejo"), ("firefly", "Luciérnaga"), ("goose", "Ganso"), ("frog", "Rana"), ("starling", "Estornino"),
    ("butterfly", "Mariposa"), ("armadillo", "Armadillo"), ("mockingbird", "Cenzontle"),
)  # fmt: skip
_NUMBERS: Final = 90


def alias(conversation_id: str, language: str) -> str:
    """ "Blue heron 42", in Spanish "Garza azul 42"."""
    seed = int.from_bytes(sha256(conversation_id.encode()).digest()[:8])
    seed, number = divmod(seed, _NUMBERS)
    seed, animal = divmod(seed, len(_ANIMALS))
    colour_en, colour_es = _COLOURS[seed % len(_COLOURS)]
    animal_en, animal_es = _ANIMALS[animal]
    name = f"{animal_es} {colour_es}" if language == "es" else f"{colour_en} {animal_en}"
    return f"{name} {number + 10}"
