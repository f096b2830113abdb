"""Abuse that is told without danger now, in both languages: never an alarm by itself, always heard."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

ABUSED = Rule(
    name="abuse_told",
    reason="Violence or sexual abuse that happened or happens, not said to be now.",
    kind=RiskKind.ABUSE,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:<he>|<kin>|<parent>|my (?:step)?<kin>)(?: always| sometimes| usually| used to| just| has| would|"
            r" will| still| even| hits and| gets drunk and)* (?:hits?|beats?|slaps?|slapped|choked|chokes|punche[sd]|"
            r"kicks?|kicked|burns|burned|whoops|whooped|rapes?|raped|molests?|molested|touches|touched|assaulted|"
            r"abuses?|abused|hurts|strangled|gropes?|groped|smacked|smacks|threw) (?:on )?me"
        ),
        (
            r"(?:i|ive|ive been)(?: was| got| been| being| am being| have been| keep getting| get|"
            r" just got)* (?:raped|molested|abused|sexually (?:abused|assaulted)|assaulted|beaten|beat up|beaten up|"
            r"hit by my|touched by my|raped by|groped)"
        ),
        (
            r"(?:abusive|violent) (?:home|household|boyfriend|dad|mom|stepdad|parents|relationship|father|mother|ex|"
            r"man|husband)|domestic violence|(?:is|gets|was|been) (?:abusive|violent)(?: to| with| when)?"
        ),
        (
            r"(?:comes|came|come|sneaks) (?:in|into) my (?:room|bed) (?:at night|when|and)|(?:sex|slept|sleep|"
            r"sleeping) with me (?:when i|while i|even though|and i (?:didnt|dont|said no))|(?:didnt|"
            r"dont) want to but (?:he|they)|i said no (?:but|and) he<gap>"
        ),
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?",
    after=(
        r"(?:up(?! (?:again|so bad|bad|when|and))|on (?:insta|ig|snap|fb|facebook)|with (?:a|the|that|"
        r"his) (?:\w+ )?(?:news|text|question|joke|look|deal|idea|hug|bill|price)|back|to (?:it|the)|at (?:the|this|"
        r"mario|2k|chess|madden|fortnite|uno|cards|everything)|in (?:mario|2k|chess|madden|fortnite|the game|uno|"
        r"cards|the feels|my feelings|basketball|a race)|that|so (?:much )?deep|deeply|like a (?:wave|truck|ton|"
        r"brick)|by \d+|lol|a (?:text|party|surprise|birthday|message|call)|off|under the bus|hard that|home|there|"
        r"here)"
    ),
    anywhere=r"lol|(?:movie|show|game|song|fantasy|boxing|sparring|wrestling)",
    examples=(
        "my dad hits me",
        "my stepdad touches me at night",
        "i was raped",
        "my boyfriend beats me",
        "he gets drunk and hits me",
        "im in an abusive relationship",
        "he comes into my room at night",
    ),
    near_misses=(
        "he hit me up yesterday",
        "she beat me to it",
        "that movie touched me",
        "my dad never hits me",
        "he beat me at mario kart",
    ),
)

ME_PEGA = Rule(
    name="me_pega",
    reason="Violence or sexual abuse that happened or happens, not said to be now.",
    kind=RiskKind.ABUSE,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"me (?:pega|pego|pegaba|pegan|pegaron|golpea|golpeo|golpeaba|golpean|golpearon|maltrata|maltratan|"
            r"maltrataba|patea|pateo|cachetea|cacheteo|ahorco|ahorca|quemo|lastima|lastimo|humilla y me pega)(?= \||"
            r" $| mi| mucho| cuando| con| y| si| todos| a| porque| en| por| bien| feo| bastante| seguido| muy| otra|"
            r" anoche| ayer| desde| de)"
        ),
        (
            r"me (?:violo|violaron|viola|violaban|violaba|abuso|abusaron|abusa|abusaba|manoseo|manosea|manosearon|"
            r"toco mis|toca mis|forzo|obligo a tener)(?: [^| ]+){0,2}|(?:abuso|abusa|abusaba|"
            r"abusaron) (?:sexualmente )?de mi|(?:fui|he sido|soy) (?:violad[oa]|abusad[oa]|maltratad[oa]|golpead[oa])"
        ),
        (
            r"me (?:toca|toco|tocaba|esta tocando) (?:mis partes|sin (?:permiso|querer|mi permiso)|cuando (?:duermo|"
            r"estoy|mi mama)|en la noche|por las noches|y no (?:quiero|me gusta)|ahi|alla abajo|el cuerpo|los senos|"
            r"las piernas)"
        ),
        (
            r"violencia (?:domestica|en (?:mi|la) casa|familiar)|(?:se mete|entra|se metio|entro|viene) (?:a|"
            r"en) mi (?:cuarto|cama)(?: [^| ]+){0,2}(?: noche| noches| cuando| y)"
        ),
    ),
    before=r"(?:no|nunca|ya no|casi)",
    after=(
        r"(?:la (?:gripa|gripe|tos|calor|nostalgia|flojera|luz|idea)|el (?:sol|sueno|hambre|covid|aire|viento|frio|"
        r"calor|antojo)|un (?:susto|virus)|en el (?:corazon|orgullo|ego|juego)|con (?:la puerta|el pie|un mueble|"
        r"la mesa|la cama)|en el dedo (?:del pie)?|lol|a ganar|de risa)"
    ),
    anywhere=r"lol|pelicula|novela|videojuego|boxeo",
    examples=(
        "mi papá me pega",
        "mi padrastro me toca en la noche",
        "me violaron",
        "mi novio me golpea cuando toma",
        "abusó de mí mi tío",
        "hay violencia en mi casa",
    ),
    near_misses=(
        "me pegó la gripa",
        "me toca trabajar mañana",
        "mi papá nunca me pega",
        "me pegué en el dedo del pie",
    ),
)

RULES = (ABUSED, ME_PEGA)
