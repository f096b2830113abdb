"""What a rule of the risk floor is, and the small language its patterns are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum


class RiskLevel(IntEnum):
    """none < possible < high.

    `high`: a plain statement of suicide or self-harm, of violence or captivity now, of overdose or serious injury.
    `possible`: despair, threats, exploitation or abuse told without danger now.
    """

    NONE = 0
    POSSIBLE = 1
    HIGH = 2

    @property
    def word(self) -> str:
        return self.name.lower()


class RiskKind(StrEnum):
    SELF_HARM = "self_harm"
    DANGER = "danger"
    MEDICAL = "medical"
    EXPLOITATION = "exploitation"
    ABUSE = "abuse"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing a text can say.

    `patterns` are searched in the text's reading (see risk_reading) after `<names>` are written out. A find is dropped
    when `before` matches right before it, `after` right after it, or `anywhere` in the text. `examples` must fire this
    rule and `near_misses` must not: they are its tests. Where `softened_by` is found, or with `laughter_softens` a laugh,
    a high rule only says possible: the writer is asked first. `plain_alone`: words that people also say in a figure; they
    are plain when they are nearly all that the text says, and in a longer text they only say possible, until the engine's
    understanding agrees.
    """

    name: str
    reason: str
    kind: RiskKind
    level: RiskLevel
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]
    before: str | None = None
    after: str | None = None
    anywhere: str | None = None
    softened_by: str | None = None
    laughter_softens: bool = False
    plain_alone: bool = False


_NAMES = {
    # Someone who could be a threat. A parent or boss who "is going to kill me" is mostly a figure of speech.
    "he": (
        r"(?:he|she|they|it was him|someone|somebody|this (?:man|guy|dude|boy|woman|lady|girl|person)|(?:a|the|"
        r"some|these|that|those|two) (?:man|guy|guys|dude|men|people|woman|person)|my (?:man|boyfriend|ex|"
        r"ex boyfriend|husband|girlfriend|pimp|daddy|trafficker|uncle|step ?dad|step ?father|step ?brother|"
        r"brother|cousin|step ?mom|foster (?:dad|mom|parents)))"
    ),
    "is": (
        r"(?:hes|shes|theyre|<he> (?:is|are|be|was|keeps?|starts?|started|wont stop|kept|been)|(?:he|she|"
        r"they) (?:just )?started)"
    ),
    "parent": (
        r"(?:my )?(?:mom|mum|mama|mother|dad|father|papa|parents|grandma|grandpa|teacher|coach|boss|teachers|"
        r"manager|wife|roommate)"
    ),
    "kin": (
        r"(?:mom|mum|mama|mother|dad|father|papa|parents|grandma|grandpa|teacher|coach|boss|teachers|manager|wife|"
        r"roommate|step ?dad|step ?mom|step ?father|uncle|aunt|brother|sister|cousin|boyfriend|girlfriend|ex|"
        r"husband|man|pimp|daddy|foster (?:dad|mom|parents|parent)|roommate)"
    ),
    "el": (
        r"(?:el|ella|ellos|alguien|este (?:hombre|tipo|wey|guey)|un (?:hombre|tipo|carro)|unos hombres|"
        r"mi (?:novio|ex|esposo|marido|novia|padrastro|tio|primo|hermano|padrote|pareja|hombre))"
    ),
    "padres": (
        r"(?:mi (?:mama|papa|madre|padre|jefa|jefe|abuela|maestra|maestro|profe|ama|apa)|mis (?:papas|padres|"
        r"jefes))"
    ),
    "friend": (
        r"(?:my (?:best |little |big |older |younger )?(?:friend|bff|bestie|sister|sis|brother|bro|cousin|"
        r"boyfriend|girlfriend|mom|dad|roommate|homegirl|homeboy|ex|daughter|son|kid)|a friend(?: of mine)?|"
        r"this girl|this boy|someone i know|he|she)"
    ),
    "amiga": r"(?:mi (?:mejor )?(?:amig[oa]|herman[oa]|prim[oa]|novi[oa]|mama|papa|hij[oa]|ex)|un[a]? amig[oa]|ella|el)",
    "no": r"(?:dont|didnt|doesnt|wont|wouldnt|not|never|aint|isnt|wasnt|cant|couldnt|no|nunca|jamas|tampoco|ni)",
    "gap": r"(?: [^| ]+){0,3}",
    # What turns a wish into its opposite when it stands right before it.
    "notwant": (
        r"(?:dont|didnt|wont|wouldnt|never|not|no|without|isnt|instead of)(?: (?:really|actually|ever|even|just|"
        r"want|going|trying|planning|wanting|need|thinking|think|thought|about|of|i|im|id|to|know if|feel like|"
        r"would|gonna|mean|wanted))*"
    ),
    # Words between somebody else and what is said of them, without the writer among them.
    "others": r"(?: (?!(?:i|im|ive|id|ill|me|my|yo|estoy) )[^| ]+){0,3}",
    "pills": (
        r"(?:pills?|tylenol|advil|ibuprofen|xanax|xans?|percs?|percocets?|meds|medication|medicine|benadryl|"
        r"sleeping pills|painkillers|hydros?|norcos?|vicodin|zoloft|prozac|lexapro|klonopin|ambien|trazodone|"
        r"tramadol|acetaminophen|aspirin|antidepressants|melatonin|oxy|opioids|adderall)"
    ),
    "pastillas": r"(?:pastillas?|pildoras?|tabletas?|paracetamol|clonazepam|medicinas?|medicamentos?|somniferos)",
    # What makes a wish to die a figure of speech when it stands right behind it.
    "figure": (
        r"(?:of|from) (?:laughter|laughing|embarrassment|embarassment|cringe|boredom|hunger|cuteness|shame|"
        r"happiness|secondhand|second hand|the (?:heat|cold|cringe))|laughing|laughin|happy|inside lol|for (?:a|"
        r"some|that|this|those|these) \w+|in (?:a |an |the |this |my )?(?:game|gta|fortnite|minecraft|roblox|cod|"
        r"elden ring|his arms|her arms|peace (?:someday|old))|(?:every time|whenever|when|if|knowing|old|"
        r"young) .*|on (?:this|that) hill|trying"
    ),
    "figura": (
        r"(?:de|del|de la|de tanta|de tanto|de puro|de pura) (?:risa|amor|hambre|sueno|frio|calor|ganas|pena|"
        r"verguenza|aburrimiento|celos|envidia|ternura|sed|emocion|felicidad|nervios|antojo|curiosidad|cansancio|"
        r"flojera|oso|feliz|gusto|tanto reir|coraje)|riendo|por (?:ir|verte|verlo|verla|un|una|unos|unas|ese|esa|"
        r"tus?|el|la|conocer)|sin (?:ver|conocer|haber|antes|que|ir)|(?:(?:de )?viej[oa]|contigo|junto|a tu lado|"
        r"feliz|en tus brazos|antes de|si (?:no )?(?:me|te|gana|pierde|sale|hay|viene|pasa).*)"
    ),
    # Somebody else put it that way.
    "toldme": r"(?:told|tells|telling|asked|makes|made|wants?|said) (?:me|you|him|her|them|us)(?: to)?(?: go)?(?: and)?",
}


_NAMED = re.compile(r"(?<!\(\?)<([a-z]+)>")


def expand(pattern: str) -> str:
    """The pattern with its `<names>` written out; a KeyError for a name that does not exist."""
    while match := _NAMED.search(pattern):
        pattern = pattern[: match.start()] + _NAMES[match[1]] + pattern[match.end() :]
    return pattern
