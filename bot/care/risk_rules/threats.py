"""Threats and fear, in both languages."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

THREATENED = Rule(
    name="threatened",
    reason="Threats and fear of somebody, without saying that it happens now: worth asking.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:<he>|<kin>|hes|shes|theyre|my <kin>|<parent>)(?: is| are| has| have| keeps| keep|s)? (?:threatening|"
            r"threatens|threatened|threaten|blackmailing|blackmails|blackmailed|stalking|stalks) (?:to|me|us|my)"
        ),
        (
            r"(?:scared|afraid|terrified|scared of what|fear) (?:of|hes|shes|theyre|that|to go|he|they)(?: is| are|"
            r" to)? (?:him|her|them|going to|will|my (?:<kin>)|home|hurt|find|kill|he will|what he will|what theyll|"
            r"what hell)"
        ),
        (
            r"(?:not|dont feel|isnt|feel un|do not feel|never feel|wasnt|doesnt feel)(?: very| really|"
            r" that)? ?safe(?= \|| $| at home| here| with| anymore| going| right now| where| because| in my)"
        ),
        (
            r"(?:need|have|got|trying|want) to (?:get (?:out of here|away from (?:him|them|her|my \w+|here))|escape|"
            r"run away from (?:him|them|home|her)|leave him)(?: right now| now| tonight| asap| before)?"
        ),
        (
            r"(?:he|she|they|my (?:<kin>)|hes|theyre) (?:will|would|ll|going to|is going to|gets|get) (?:hurt|hit|"
            r"beat|find|get violent|violent|mad and hit)(?: me| my)?(?! with)"
        ),
        (
            r"help me (?:please )?(?:he|hes|they|theyre|im|my)|(?:please|someone|somebody|"
            r"god) (?:please )?help(?: me)?(?= \|| $)|help help"
        ),
        (
            r"(?:hes|theyre|he is|he|they) (?:here|home|back|outside|drunk|coming)(?: again)?<gap> (?:scared|help|"
            r"hide|cant talk|gotta go|have to go|dont text)"
        ),
        (
            r"(?:wont|dont|doesnt|not|never|isnt)(?: even)? let(?:ting)? (?:me|us) (?:leave|out of|go anywhere|"
            r"see anyone|talk to|have my phone|escape)"
        ),
        (
            r"(?:took|takes|taken|has) (?:away )?my (?:phone|id|keys|passport|papers|documents)<gap> (?:so i cant|"
            r"wont|and|because i)"
        ),
    ),
    before=(
        r"(?:dont|didnt|not|never|isnt|im not)(?: (?:really|that|even|too))?|(?:can|could) (?:you|u|someone|anyone|"
        r"anybody|y all)"
    ),
    anywhere=r"(?:movie|game|lol|weather|ladder|storm|tornado|flight|surgery|dentist)",
    examples=(
        "he threatened to hurt my sister",
        "im scared of my stepdad",
        "i dont feel safe at home",
        "i need to get away from him",
        "he will hurt me if i tell",
        "please help me",
        "they wont let us leave",
    ),
    near_misses=(
        "im not scared of him",
        "can you help me with algebra",
        "scared of spiders",
        "drive safe",
        "need to get out of bed",
    ),
)

AMENAZA = Rule(
    name="me_amenaza",
    reason="Threats and fear of somebody, without saying that it happens now: worth asking.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"me (?:amenaza|amenazo|amenazan|amenazaron|esta amenazando|estan amenazando|tiene amenazad[oa]|chantajea|"
            r"chantajean|acosa|acosan|esta chantajeando)"
        ),
        (
            r"(?:tengo|me da|le tengo|les tengo) (?:mucho )?(?:miedo|pavor|terror) (?:de|a|que)(?: que)? (?:el|ella|"
            r"ellos|mi (?:papa|padrastro|novio|tio|ex|esposo|mama|pareja)|me (?:haga|pegue|mate|encuentre|lastime|"
            r"busque|golpee)|regresar|volver|ir a mi casa|estar en mi casa|mis papas)|le tengo (?:mucho )?miedo"
        ),
        r"no (?:me siento|estoy) segur[oa](?= \|| $| en| aqui| con| donde)|no es seguro (?:aqui|en mi casa|donde)",
        (
            r"(?:necesito|quiero|tengo que|ayudame a|ayuda para) (?:salir de aqui|escapar(?:me)?(?: de el| de aqui|"
            r" de ellos| de mi casa)?|irme de aqui|huir|alejarme de el|salirme de aqui|que me saquen)(?: ya| ahora|"
            r" hoy)?"
        ),
        (
            r"no (?:me|nos) (?:deja|dejan) (?:salir|irme|ir|escapar|hablar con nadie|tener telefono|usar (?:mi|"
            r"el) (?:cel|telefono))(?= \|| $| y| de| nunca| ni| porque)"
        ),
        r"ayudame(?: por favor)?(?= \|| $)|ayuda(?:me)? por favor|auxilio|socorro|ayudame (?:me|el|esta|mi)",
    ),
    before=r"(?:no|nunca|ya no)",
    anywhere=r"lol|pelicula|tarea|videojuego",
    examples=(
        "me amenaza con hacerle algo a mi familia",
        "le tengo miedo a mi padrastro",
        "no me siento segura en la casa donde vivo",
        "necesito salir de aquí",
        "ayudame por favor",
        "no me dejan salir",
    ),
    near_misses=(
        "no tengo miedo de el",
        "ayúdame con la tarea",
        "necesito salir temprano",
    ),
)

RULES = (THREATENED, AMENAZA)
