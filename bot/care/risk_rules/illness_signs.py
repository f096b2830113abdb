"""Signs of poison, infection, lost breath and other illness; English, Spanish and mixed."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

_STORIES = (
    r"lol|movie|pelicula|videojuego|fortnite|gta|call of duty|dream|cna|first aid|primeros auxilios|"
    r"training"
)

POISON_SIGNS = Rule(
    name="poison_or_withdrawal",
    reason="A drug that was not what it seemed, coming off one, poison, an infection that spreads.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"nodd(?:ing|ed) (?:off|out|and)|(?:dope|fent|blues?|percs?|pills?|weed|pen|joint|gummies|stuff|coke|"
            r"line)(?: \w+){0,3} (?:was |were |is )?laced|withdrawals?|malilla|(?:quit|off|dropped|"
            r"kick\w*) (?:the )?(?:blues?|fent|dope|heroin|percs?|xans?|xanax|h|oxy|meth)(?= \|| $| and| cold| \d|"
            r" two| three| for)|cold turkey"
        ),
        (
            r"(?:drank|swallow\w*|ate|chew\w*|drunk|tom[oe]|trag[oue]+|comio|mordio|bebio)<gap> (?:antifreeze|"
            r"drain \w+|lye|rat (?:bait|poison)|lighter fluid|gasoline|pesticide|batter(?:y|ies)|anticongelante|"
            r"sosa|destapacanos|raticida|thinner|pilas?|gasolina|insecticida|quimico)"
        ),
        (
            r"(?:tom[oe]|trag[oe]|took|swallowed|downed|finished)<gap> (?:frasco|bote|bottle|blister|tira|caja|"
            r"whole pack)(?= \|| $| de| of| enter[oa]| complet[oa])"
        ),
        (r"red (?:lines?|streaks?)|(?:rayas?|lineas?) rojas?|abscess\w*|abscesos?|gangren\w+"),
        (
            r"(?:wound|cut|tattoo|piercing|bite|shot|herida|cortada|tatuaje|mordida|piquete|llaga|"
            r"sores?)<gap> (?:pus|stinks?|smells?|ooz\w+|green|black|apesta|huele|infect\w+|hot|verde|negr[oa])"
        ),
        (r"pus(?= |$)<gap>"),
        (
            r"(?:fever|calentura|fiebre|temp|temperature)(?: \w+){0,3} (?:10[2-7]|4[01]|chills|shak\w+|shiver\w+|"
            r"escalofrios|stiff|temblando|cuarenta)|10[3-7] (?:fever|and)|(?:con|has|had|got|tiene|"
            r"de) (?:a )?(?:10[3-7]|calentura de 4[01])"
        ),
        (
            r"(?:gas|monoxide|smoke|humo|fumes|heater|calenton)<gap> (?:head|dizzy|headache|sleepy|mare\w+|"
            r"dolor de cabeza|wont get up|faint)"
        ),
        (
            r"(?:diabet\w+|insulin\w*|sugar|azucar)<gap> (?:out|sleepy|sin|no hay|low|high|hi|shak\w+|throwing|"
            r"bajo|bajada|days|dias|thirsty)"
        ),
    ),
    before=(r"(?:no|not|never|nunca|is|es|sin)"),
    anywhere=(_STORIES + r"|months clean|meses limpi[oa]|homework|tarea|recipe|receta|sugar daddy"),
    examples=(
        "hes nodding off and wont talk",
        "traigo la malilla bien fuerte",
        "red streaks going up my leg",
        "la herida me apesta",
        "the baby ate a battery",
        "day two off fent and im dying sick",
    ),
    near_misses=(
        "eight months clean today",
        "is it flu season",
        "the red line train is late lol",
        "sugar high from candy lol",
    ),
)

ORGANS = Rule(
    name="breath_heart_or_water",
    reason="Breath, heart, allergy, or what the body no longer holds or lets go.",
    kind=RiskKind.MEDICAL,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:no|without|outta|out of|sin) (?:my |mi )?(?:inhaler|epi ?pen|puffer|inhalador|insulin|"
            r"insulina)(?= \|| $| and| y| help| cant| no)|wheez\w+|(?:puffer|inhaler|inhalador) (?:is )?(?:empty|"
            r"vacio|ran out and|ya no)"
        ),
        (
            r"(?:tongue|lips?|throat|face|lengua|labios|garganta|cara)(?: \w+){0,3} (?:swell\w*|swollen|puffy|fat|"
            r"closing|tight\w*|hinch\w+|cerrando|cierra|numb|cerro|inflan?do)|(?:swell\w*|"
            r"hinch\w+)(?: \w+){0,3} (?:tongue|lips|throat|lengua|labios|garganta)|(?:se me|me) (?:cierra|"
            r"esta cerrando|hinch\w+) la garganta|hives all|ronchas por todo"
        ),
        (
            r"(?:heart|corazon)(?: \w+){0,4} (?:rac\w+|pound\w+|skip\w*|out (?:of )?my chest|brinc\w+|mil|sale|"
            r"bien feo|rarisimo|stops)|chest(?: \w+){0,2} (?:pressure|pain|hurts?|tight)|(?:dolor|presion|peso|"
            r"duele)(?: \w+){0,3} pecho"
        ),
        (
            r"cant (?:pee|urinate|swallow|catch my breath|get (?:any )?air|hold (?:down )?(?:water|anything)|"
            r"keep (?:\w+ )?(?:water|anything|food|nothing)(?: \w+)? down|finish a sentence|move my (?:legs?|"
            r"arms?|neck))|no (?:puedo|he podido) (?:orinar|hacer pipi|tragar|pasar saliva|retener (?:nada|agua)|"
            r"mover (?:el|la|las|los))"
        ),
        (
            r"(?:pee|peeing|piss\w*|urine|orino|pipi|orina|poop\w*|cough\w*|spit\w*|puk\w*|vomit\w*|throw\w* up|"
            r"threw up|toso|escup\w*|devuelvo)(?: \w+){0,3} (?:blood|bloody|sangre|brown|black|pink|coca|coke|"
            r"cola|cafe molido|green|rosado)"
        ),
        (
            r"(?:puk\w+|vomit\w*|throw\w* up|threw up|devolv\w*)<gap> (?:all (?:day|night)|nonstop|cant stop|"
            r"no paro|days|dias|times|veces|everything)"
        ),
        (
            r"(?:water|fuente|bolsa) (?:broke|se rompio)|contracciones|contractions|(?:baby|"
            r"bebe)(?: \w+){0,3} (?:isnt moving|not moving|doesnt move|hasnt moved|no se mueve|stopped moving|"
            r"no patea)|placenta|afterbirth"
        ),
        (
            r"(?:baby|bebe|newborn|nina|nino|toddler)(?: \w+){0,4} (?:floppy|limp|aguad[oa]|trapo|ardiendo|"
            r"hirviendo|burning up|no respira|wont eat|morad[oa])"
        ),
        (r"(?:choking|ahogando|atragant\w+)(?: \w+){0,2} (?:on a|con|baby|kid|bebe|nino|blue)"),
        (r"(?:stopped|not|no|ya no) (?:sweating|sudo|suda)|heat ?stroke|golpe de calor|frostbite|hypothermia"),
        (
            r"(?:hung|hang|colg\w+) (?:herself|himself|themselves|se)|se (?:colgo|quiso colgar)|cut (?:her|"
            r"him) down"
        ),
    ),
    before=(r"(?:not|never|nunca|quiz|school)"),
    anywhere=(
        _STORIES
        + r"|refill|cheap\w*|barat[oa]|surt\w+|de risa|laughing|workout|cardio|gym|allerg(?:y|ies) season|chile|"
        r"spicy|enchil\w*|salsa|crush|in love|enamor\w+|anxiety"
    ),
    examples=(
        "my lips are swelling up",
        "tiene los labios bien hinchados",
        "he cant swallow anything",
        "estoy vomitando desde hace dos días",
        "my heart is skipping",
        "no puedo tragar",
        "my baby feels limp",
        "orino color coca",
    ),
    near_misses=(
        "need a cheap place to refill, no inhaler",
        "my heart skipped when he smiled, crush things",
        "cant swallow this homework lol",
        "me pica la boca por la salsa",
    ),
)

RULES = (
    POISON_SIGNS,
    ORGANS,
)
