"""Signs of an injury, blood or lost senses, said without the word for it; English, Spanish and mixed."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

_LIMB = (
    r"(?:knee|ankle|arm|wrist|foot|leg|finger|fingers|thumb|shoulder|elbow|collarbone|hip|hand|jaw|"
    r"rodilla|tobillo|brazo|muneca|pie|pierna|dedo|dedos|hombro|codo|clavicula|mano|quijada|mandibula)"
)
_STORIES = (
    r"lol|movie|pelicula|videojuego|fortnite|gta|call of duty|dream|cna|first aid|primeros auxilios|"
    r"training"
)

NOT_WAKING = Rule(
    name="not_waking",
    reason="Somebody cannot be woken, is limp or turns blue: an overdose or worse.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.HIGH,
    patterns=(
        (r"(?:cant|couldnt|cannot) (?:get|wake|keep) (?:him|her|them|my \w+)(?: to)?(?: wake)?(?: up| awake)"),
        (
            r"(?:he|she|they|<friend>|my (?:homegirl|homie|roommate|girl|boy|baby))(?: just)? (?:wont|isnt|"
            r"not) (?:wake up|waking up|open (?:her|his|their) eyes|come to|coming to|breathe)"
        ),
        (
            r"(?:lips?|face|fingers|nails|fingernails|skin)<gap> (?:blue|purple|gr[ae]y)(?= \|| $| and| she| he|"
            r" y)"
        ),
        (r"(?:lips?|labios|unas|cara|boca)<gap> (?:azules|azul|moradas?|morados|grises)(?= \|| $| y| and| no)"),
        (
            r"(?:hes|shes|theyre|he|she|baby|roommate|friend|homie|bro|girl) (?:is |went |turned |turning |going |"
            r"goes |looks )?(?:all )?(?:blue|limp|floppy|stiff and|unconscious|unresponsive|convulsing|seizing|"
            r"foaming)(?= \|| $| and| on| in| at| w| y)"
        ),
        (
            r"se (?:puso|esta poniendo|pone|quedo) (?:toda |todo |bien )?(?:azul|morad[oa]|gris|ties[oa]|"
            r"flacid[oa]|aguad[oa])"
        ),
        (
            r"(?:no (?:la|lo|los|las|le) (?:puedo|podemos|pueden) (?:despertar|levantar|reanimar))|"
            r"no (?:despierta|reacciona|abre los ojos|tiene pulso|le siento el pulso)|sin pulso|no pulse"
        ),
        (
            r"(?:ojos|eyes)<gap> (?:en blanco|pa atras|para atras|voltead[oa]s|back in (?:his|her)|roll\w* back)|"
            r"roll\w* (?:in|to) the back of|(?:foam\w*|espuma) (?:at|from|in|on|por|en)"
        ),
        (
            r"(?:snor\w+|gurgl\w+|ronca\w*|ruido)(?: \w+){0,2} (?:weird|funny|strange|noises?|sounds?|rar[oa]|feo|"
            r"como ahogad[oa])|gurgling"
        ),
    ),
    before=(r"(?:my phone|phone|laptop|computer|alarm|hair|nail|polish)(?: \w+)?"),
    anywhere=(
        _STORIES + r"|hair|polish|makeup|lipstick|nail salon|manicure|tint\w*|pint\w+|labial|video|my dog|my cat|perro|"
        r"gato"
    ),
    examples=(
        "we cant get him up",
        "her lips went purple",
        "mi prima se puso morada",
        "no la podemos levantar",
        "she keeps making gurgling sounds",
        "he wont open his eyes",
    ),
    near_misses=(
        "i cant wake up early",
        "my hair turned blue lol",
        "me pinté los labios morados",
        "my dad snores",
        "no me puedo levantar temprano",
    ),
)

BLOOD = Rule(
    name="blood_loss",
    reason="More blood than a period brings, or bleeding in pregnancy.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (r"(?:soak\w*|fill\w*|gone|going|went|bled|bleeding|bleed)<gap> (?:pads?|towels?|tampons?|sheets?)"),
        (r"(?:llen\w+|empap\w+|mancho|mojo)<gap> (?:toallas?|trapos?|sabanas?|kotex)"),
        (
            r"(?:pass\w*|big|huge|blood|bleeding|sangrando|thick) clots?|clots? (?:the )?(?:size|big|keep|as|like|"
            r"come|coming|out)"
        ),
        (
            r"(?:pass(?:ed|ing)|lost) (?:a|some|these)(?: \w+)? clots?|coagulos?|cuaj(?:o|os|arones)|"
            r"pedazos? de sangre"
        ),
        (
            r"(?:pregnant|weeks|wks|months along|embarazad[oa]|meses|semanas)<gap> (?:spotting|bleeding|gush\w*|"
            r"sangr\w+|manch\w+)"
        ),
        (
            r"(?:spotting|bleeding|gushing|sangrando|sangre|sangro|manchando)<gap> (?:pregnant|weeks along|"
            r"months along|embarazad[oa]|(?:de|tengo) (?:\w+ )?(?:meses|semanas))"
        ),
        (r"lost (?:the|my) (?:baby|pregnancy) (?:and|tonight|today|i)|miscarried|perdi (?:al|mi|el) bebe"),
    ),
    before=(r"(?:no|not|never|without|sin|how long does|is|cuanto dura el)"),
    after=(r"(?:last year|years ago|hace (?:un|dos|tres|\d+) anos?)"),
    anywhere=(_STORIES + r"|history class|years ago"),
    examples=(
        "im going through a pad every hour",
        "passing clots like golf balls",
        "se me salen unos coágulos",
        "sangro y tengo tres meses",
        "6 months along and bleeding",
    ),
    near_misses=(
        "which pads are best for gym",
        "is spotting normal on the pill",
        "cuánto duran las toallas",
    ),
)

SENSES = Rule(
    name="lost_senses",
    reason="Fainting, fits, one side gone, a blow to the head.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:i|she|he|im|shes|hes|ive|just|almost|keep|keeps|been)(?: \w+)? (?:faint(?:ed|ing)|(?:pass|black|"
            r"gray|grey)(?:ed|ing)? out)(?! on the couch| in class| asleep| early| at like| right after|"
            r" after (?:school|work|practice|dinner))"
        ),
        (
            r"(?:woke up|came to|coming to) (?:on|in) the (?:\w+ )?(?:floor|ground|street|alley)|dont (?:know|"
            r"remember) how long i was out|had a (?:seizure|fit)|(?<!for )seizures?(?= \|| $| again| today| and)"
        ),
        (
            r"(?:me|se) (?:\w+ )?desmay\w+|convuls\w+|(?:desperte|amaneci|desperto) (?:tirad[oa] )?en el (?:piso|"
            r"suelo)|le (?:dio|dan) (?:un |el )?(?:ataque|patatus)"
        ),
        (
            r"(?:one side|half|media|medio|un lado)(?: \w+){0,3} (?:face|body|cara|cuerpo|boca)<gap> (?:droop\w*|"
            r"numb|dead|dormid[oa]|caid[oa]|torcid[oa]|weak)|face (?:is |looks )?droop\w*|se le torcio la (?:boca|"
            r"cara)"
        ),
        (
            r"(?:hit|hits|smash\w*|slam\w*|bang\w*|bash\w*|crack\w*|bust\w*|split|bounc\w*) (?:\w+ )?(?:my|his|"
            r"her|their) (?:head|skull|forehead)(?! (?:on|against) (?:the|a) (?:news|idea))"
        ),
        (
            r"(?:pegue|pego|golpeo|golpee|azoto|azote|di|cai|estrello)<gap> (?:cabeza|nuca|sien|craneo|head)|"
            r"descalabr\w+"
        ),
        (r"(?:seeing|see|veo) (?:double|doble|stars|dos de todo|estrellitas|borroso|things that)"),
    ),
    before=(r"(?:no|not|never|almost never|nunca|casi)"),
    anywhere=(_STORIES + r"|years ago|de chiquit[oa]|as a kid|concert|de risa|de hambre"),
    examples=(
        "i fainted at the store and hit the floor",
        "me desmayé otra vez",
        "woke up on the kitchen floor",
        "trae media cara caída",
        "se golpeó la cabeza con el tubo",
    ),
    near_misses=(
        "i blacked out after practice from being tired",
        "me pegó la idea",
        "i never faint",
    ),
)

INJURY = Rule(
    name="grave_injury",
    reason="A limb out of place, bone, a deep wound, a burn that is more than a red spot.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:see|sees|seeing|show\w*|stick\w*|pok\w*|ve|asoma\w*|ver)(?: \w+){0,3} (?:bone|hueso)|(?:bone|"
            r"hueso)(?: \w+){0,2} (?:sticking|showing|poking|out|de fuera|salido|expuesto)"
        ),
        (
            _LIMB
            + r"(?: \w+){0,3} (?:bent|twisted|broken|backwards|sideways|dislocated|socket|crooked|hanging|dangling|"
            r"wrong way|shattered|snapped|quebrad[oa]|rot[oa]|voltead[oa]|chuec[oa]|zafad[oa]|colgando|torcid[oa]|"
            r"dislocad[oa])(?! (?:last|when i was))"
        ),
        (
            r"(?:se me|me|se le|le) (?:\w+ )?(?:zaf\w+|quebr\w+|rompi\w+|disloc\w+|fractur\w+|sac\w+|"
            r"torci\w+) (?:el|la|un|una|los|mi) " + _LIMB
        ),
        (
            r"(?:broke|fractured|dislocated|snapped|popped|crushed|smashed) (?:my|his|her|out my) "
            + _LIMB
            + r"(?! last)"
        ),
        (
            r"(?:cut|gash|wound|stab|slice\w*|cortada|herida|cort[oe])(?: \w+){0,4} (?:deep|(?:is|was|wide|came|"
            r"split|still) open|gaping|hond[oa]|profund[oa]|abiert[oa]|no cierra|wont close)|hondo(?= \|| $| y)"
        ),
        (
            r"(?:stitches|puntos|puntadas)(?: \w+){0,2} (?:pop\w*|open\w*|rip\w*|came|abri\w+|revent\w+)|"
            r"se me (?:abrieron|reventaron) (?:los|las) (?:puntos|puntadas)"
        ),
        (
            r"(?:glass|nail|metal|vidrio|clavo|fierro|needle|aguja)(?: \w+){0,2} (?:in|through|stuck in|en|"
            r"clavado en) (?:my|his|her|el|la|mi) (?:eye|foot|hand|leg|arm|side|ojo|pie|mano|pierna|brazo)"
        ),
        (
            r"(?:burn\w*|scald\w*|quem\w+|aceite|grasa|grease|boiling|hirviendo)<gap> (?:blister\w*|peel\w*|"
            r"charred|leathery|skin|white|ampoll\w*|piel|carne|chamusc\w*|colgando)(?! cream)"
        ),
        (r"(?:piel|skin)(?: \w+){0,3} (?:cayendo|coming off|falling off|colgando|hanging)"),
        (
            r"(?:snake|rattler|rattlesnake|scorpion|spider|pit ?bull|vibora|culebra|alacran|arana|"
            r"cascabel)(?: \w+){0,3} (?:bit|bite|stung|got|sting|mordi\w+|pic\w+)|(?:bit|bitten|stung) by (?:a|an|"
            r"that|the|some) \w+|me (?:mordio|pico) (?:un|una) (?:perro|vibora|culebra|alacran|arana|pitbull|"
            r"cascabel|avispa|abeja)"
        ),
    ),
    before=(r"(?:no|not|never|nunca|used to|sun)"),
    after=(r"(?:last (?:year|season|summer)|as a kid|years ago|el ano pasado|de chiquit[oa]|jugando)"),
    anywhere=(
        _STORIES + r"|last (?:year|season|summer)|years ago|el ano pasado|hace anos|sunburn|beach|playa|de chiquit[oa]|"
        r"(?:cel|celular|pantalla|screen|silla|chair|mesa|the heart|corazon)(?= |$)"
    ),
    examples=(
        "you can see my bone",
        "my ankle is bent sideways",
        "se me zafó el hombro",
        "la cortada está bien honda",
        "hot oil burned me and the skin is coming off",
        "me mordió una víbora",
        "se me reventaron los puntos",
    ),
    near_misses=(
        "my sunburn is peeling",
        "se me rompió la silla",
        "broke my arm last year",
        "bone broth is good",
    ),
)

RULES = (
    NOT_WAKING,
    BLOOD,
    SENSES,
    INJURY,
)
