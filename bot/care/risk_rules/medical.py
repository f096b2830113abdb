"""Overdose, poisoning and serious injury, in both languages."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

OVERDOSE = Rule(
    name="overdose",
    reason="Too much was taken, poison was swallowed, or somebody was drugged.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:i|ive|she|he|they|my \w+|we|just|i just)(?: just| already| have| has)? (?:took|taken|swallowed|"
            r"downed|ate|popped|take) (?:(?:like|about|over|almost|maybe|at|least|way|the|a|of|my|his|her) )*(?:all|"
            r"whole|entire|bunch|lot|lots|too|many|bottle|ton|handful|full|bag|so|much|rest|\d\d+|[5-9])<gap> <pills>"
        ),
        (
            r"(?:i|he|she|we|my \w+|they)(?: just| accidentally| think i| think| might have| may have| have| has|"
            r" might)* (?:overdosed|odd(?= \|| $| and| on| again| last)|oded|od d|od ed|overdosing|am overdosing|"
            r"is overdosing|is oding)|im (?:overdosing|oding)|(?:hes|shes|theyre) (?:overdosing|oding)"
        ),
        (
            r"(?:i|he|she|my \w+)(?: just)? (?:drank|swallowed|drunk|chugged) (?:some |the |a bottle of |"
            r"a bunch of )?(?:bleach|poison|drain ?o|antifreeze|rat poison|cleaner|cleaning \w+|ammonia|"
            r"hand sanitizer)"
        ),
        (
            r"(?:drugged|roofied|poisoned) (?:me|us|my (?:friend|sister|drink))|i (?:was|got|think i was|think i got|"
            r"think im|think ive been|ve been) (?:drugged|roofied|poisoned)|(?:put|slipped) something in my drink|"
            r"spiked my drink|my drink was spiked"
        ),
        r"(?:took|had|did|given|gave me|used) (?:some )?(?:fentanyl|fent)|it was laced|laced with fent(?:anyl)?",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|(?:used to|movie where)",
    after=(
        r"(?:as prescribed|for (?:my|a|the) (?:headache|allergies|cold|cramps|fever|flu)|this morning like|"
        r"every (?:day|morning)|on (?:candy|sugar|cookies|turkey|chocolate|tacos|coffee))"
    ),
    anywhere=(
        r"overdosed on (?:candy|sugar|cookies|turkey|chocolate|tacos|coffee|food|vitamin)|food poison\w*|lol|(?:last|"
        r"two|three|\d+) (?:year|years|months) ago"
    ),
    examples=(
        "i took a whole bottle of tylenol",
        "i just took 30 pills",
        "i think i overdosed",
        "she od'd",
        "i drank bleach",
        "someone put something in my drink",
        "my friend swallowed all her meds",
    ),
    near_misses=(
        "i took 2 advil for my headache",
        "i took my meds",
        "i overdosed on candy lol",
        "i didnt take any pills",
        "i got food poisoning",
    ),
)

BODY = Rule(
    name="life_in_the_balance",
    reason="Not breathing, not waking, bleeding badly, shot, stabbed, in labor.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:not|isnt|stopped|barely|cant|arent) breathing|(?:hes|shes|theyre|(?:he|she|they|my (?:friend|sister|"
            r"brother|baby|mom|dad|boyfriend|girlfriend)|my friends|someone) (?:is|isnt)) (?:unconscious|unresponsive|"
            r"not responding|not waking up|turning blue|not breathing|having a seizure|bleeding out|"
            r"foaming at the mouth|waking up and)"
        ),
        (
            r"(?:she|he|they|my (?:friend|sister|brother|baby|boyfriend|girlfriend|mom|dad))(?: took|"
            r" drank)<gap> (?:and )?(?:wont|cant|doesnt|isnt) (?:wake|waking) up"
        ),
        (
            r"(?:lips|face) (?:are|is|turning|turned) blue|(?:having|had) a seizure (?:right now|just now|help)|"
            r"throat is closing(?: up)?|throat closing up|(?:i )?cant breathe (?:help|and (?:my|im)|my (?:chest|"
            r"throat|lips))"
        ),
        (
            r"(?:im|i am|hes|shes|there(?:s| is)|its|it|i keep|been|she is|he is) (?:(?!not )\w+ )?(?:bleeding|"
            r"blood) (?:out|a lot|so (?:much|bad)|really bad|badly|bad|heavily|everywhere|everywhere and|nonstop|"
            r"and (?:it )?(?:wont|cant|doesnt) stop|wont stop)|(?:bleeding|blood) (?:wont|doesnt|isnt|not|"
            r"will not) stop(?:ping)?|cant stop (?:the )?(?:bleeding|blood)|(?:losing|lost) (?:a lot of|so much|"
            r"too much) blood|blood everywhere"
        ),
        (
            r"(?:i|ive|he|she|my \w+)(?: just| have| has)? (?:got|been|was|were|gotten) (?:just )?(?:shot|"
            r"stabbed)(?= \|| $| in| by| and| at| help| bad| please| on| last| tonight)"
        ),
        (
            r"(?:my|her) water (?:just )?broke|(?:im|shes|i think im) (?:in labor|having (?:a miscarriage|"
            r"contractions|the baby)|miscarrying)|giving birth (?:right now|now|alone|in)"
        ),
        (
            r"(?:i think|think|help|omg)<gap> (?:my|his|her) (?:arm|leg|jaw|rib|ribs|nose|skull|wrist) is broken<gap>|"
            r"(?:broke|fractured) my (?:jaw|skull|ribs|rib|arm|leg|nose) (?:he|when he|and)"
        ),
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|(?:almost|used to)(?: [^| ]+){0,1}",
    after=(
        r"(?:down|in (?:the )?(?:game|cod|fortnite|gta|2k)|by (?:cupid|the photographer)|at (?:the )?(?:game|warzone)|"
        r"at a wedding|lol|on (?:film|camera|iphone)|in (?:\w+ )?(?:studio|portrait))"
    ),
    anywhere=(
        r"lol|(?:movie|show|game|gta|fortnite|cod|episode|dream|nightmare|flu shot|paintball|photo|first aid class|"
        r"cpr class|pandemic)|(?:last|two|three|\d+) (?:year|years|months) ago"
    ),
    examples=(
        "she's not breathing",
        "my friend took something and wont wake up",
        "im bleeding a lot",
        "the bleeding wont stop",
        "i got stabbed",
        "my water broke and im alone",
        "he's unconscious",
        "my throat is closing up",
    ),
    near_misses=(
        "got shot down by him",
        "im not bleeding",
        "i was shot in the game",
        "my phone wont wake up",
        "laughing so hard i cant breathe lol",
    ),
)

SOBREDOSIS = Rule(
    name="sobredosis",
    reason="Overdose, poison or a grave wound.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:tome|tomo|trague) (?:muchas|demasiadas|todas(?: las| mis)?|un (?:monton|chingo|frasco|bote|"
            r"puno)(?: de)?) <pastillas>"
        ),
        (
            r"(?:me |se )(?:tome|tomo|trague|trago|acabe) (?:(?:como|un|una|de|las|los|todas|todo|muchas|muchos|"
            r"monton|chingo|frasco|bote|puno|demasiadas|varias|caja|mas|mis|sus|el|ya|unas|\d+) ?)+<pastillas>"
        ),
        (
            r"(?:tengo|tuve|tuvo|es|tiene|me dio|con|fue)(?: una)? sobredosis|me (?:estoy )?(?:sobredosis|"
            r"sobredosifique)|(?:me )?(?:tome|tomo|bebi) (?:cloro|veneno|raticida|clarasol|lejia|insecticida)"
        ),
        (
            r"me (?:drogaron|drogo|dieron algo|echaron algo|dio algo|echo algo|pusieron algo|envenenaron|"
            r"enveneno)(?: [^| ]+){0,2}(?: bebida| trago| vaso| coca| y)?|(?:algo|droga) (?:en|a) (?:mi|la) bebida"
        ),
        (
            r"(?:no|ya no|casi no|apenas|dejo de) (?:esta )?(?:respira|respirando|respirar)(?: bien)?|"
            r"esta (?:inconsciente|convulsionando|desmayad[oa]|azul|morad[oa] y no)|(?:tomo|se tomo|bebio|"
            r"se inyecto)<gap> (?:y )?no (?:despierta|reacciona|responde)|no reacciona"
        ),
        (
            r"me (?:estoy )?(?:desangro|desangrando)|(?:estoy|esta|sigo) (?:sangrando|perdiendo) (?:mucho|"
            r"mucha sangre|demasiado|un chingo|muchisimo)|(?:no (?:para|deja|me para) de sangrar|no (?:me |"
            r"se )?(?:para|detiene) (?:la sangre|el sangrado))|mucha sangre"
        ),
        (
            r"me (?:apunalaron|apunalo|balacearon|dispararon|disparo|dieron un (?:balazo|tiro)|dio un (?:balazo|tiro)|"
            r"acuchillaron|acuchillo|picaron con un cuchillo)"
        ),
        (
            r"se me rompio la fuente|estoy (?:abortando|en (?:trabajo de )?parto|perdiendo al bebe|"
            r"teniendo contracciones)|ya viene (?:el|mi) bebe"
        ),
    ),
    before=r"(?:no|nunca|casi|si)(?: me)?",
    after=r"(?:para (?:el dolor|la gripa|la cabeza|la alergia)|de chocolate|de tacos|de azucar|lol|en el juego)",
    anywhere=(
        r"lol|pelicula|novela|videojuego|hace (?:un|dos|tres|\d+) anos?|sobredosis de (?:azucar|chocolate|cafe|tacos|"
        r"amor|ternura)"
    ),
    examples=(
        "tomo demasiadas pastillas y no contesta",
        "me tomé todas las pastillas",
        "me tome como 20 pastillas",
        "creo que tengo una sobredosis",
        "no respira",
        "estoy sangrando mucho",
        "me apuñalaron",
        "se me rompió la fuente",
        "me echaron algo en la bebida",
    ),
    near_misses=(
        "me tomé una pastilla para el dolor",
        "sobredosis de tacos jaja",
        "no me tomé las pastillas",
        "me dispararon en el juego",
    ),
)

MAYBE_ILL = Rule(
    name="maybe_ill",
    reason="Could be an emergency or a way of speaking: worth asking.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:i )?cant breathe|(?:i think )?im (?:dying|having a heart attack|going to pass out|passing out|"
            r"bleeding|hurt (?:bad|really bad))(?= \|| $| help| please| and| from)"
        ),
        (
            r"(?:need|to go to|get me to) (?:a|the|an|to the) (?:hospital|er|emergency room|ambulance|"
            r"doctor now)(?: right now| now| asap| bad| please)?|(?:badly|seriously) hurt"
        ),
        (
            r"(?:took|taken|swallowed) (?:too (?:many|much)|something)(?= \|| $| and)|bad trip|chest (?:hurts|pain)|"
            r"pregnant<gap> (?:bleeding|cramping|hit|fell)"
        ),
        (
            r"no puedo respirar|me duele (?:mucho )?el pecho|me siento muy mal y|creo que me (?:muero|voy a desmayar)|"
            r"me estoy (?:muriendo|desmayando)(?= \|| $| ayuda)|(?:necesito|llevame a|quiero ir a) (?:un|al|el|"
            r"una) (?:hospital|ambulancia|emergencias|doctor ya)|embarazada<gap> (?:sangrando|sangro|sangre)|"
            r"estoy sangrando|tome demasiad[oa]s?"
        ),
    ),
    before=r"(?:no|not|dont|didnt|never|almost|me)",
    anywhere=(
        r"lol|(?:visit|visiting|work at|works at|born at|congested|allergies|stuffy|cold medicine)|de risa|de hambre|"
        r"of hunger|nose"
    ),
    examples=(
        "i cant breathe",
        "i think im dying",
        "i need to go to the hospital",
        "no puedo respirar",
        "me duele mucho el pecho",
        "estoy sangrando",
    ),
    near_misses=(
        "im dying of hunger",
        "im dying lol",
        "visiting my grandma, she needs to go to the hospital again",
        "me estoy muriendo de hambre",
    ),
)

RULES = (OVERDOSE, BODY, SOBREDOSIS, MAYBE_ILL)
