"""Rules for violence, threats and captivity now, English first, then Spanish."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

KILL_ME = Rule(
    name="going_to_kill_me",
    reason="Somebody is about to kill or shoot the writer. Of parents and bosses it is mostly said in jest.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:hes|shes|theyre|<he>(?: is| are)?) (?:\w+ )?(?:going to|trying to|coming to|tried to|wants to|want to|threatening to|about to|here to) "
        r"(?:kill|shoot|stab|murder|strangle|rape|beat) me(?: up)?",
        r"<he>(?: will|ll| would| said (?:he|she|they)?(?: will| would|s going to|ll| is going to)|) (?:kill|shoot|stab|murder) me(?: if)?",
        r"<he> (?:will|would|is going to|going to|ll) (?:hurt|beat|find|get) me (?:if|when|tonight|again)<gap>",
        r"(?:hes|shes|theyre) (?:going to) (?:hurt|beat|find) me",
        r"(?:he|she|they|hell|shell|theyll) (?:literally |really )?(?:kill|murder) me (?:if|when|tonight|and)<gap>",
        r"(?:im|i feel like im) (?:going to|about to) (?:get|be) (?:killed|murdered|raped|shot|stabbed|beaten)(?: up| tonight)?",
        r"(?:they|he|she|someone)<gap> (?:put a hit|hit out) on me",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=r"(?:laughing|with (?:kindness|love|laughter|that face|cuteness|hugs)|lol|in (?:cod|fortnite|the game|gta|2k|roblox|warzone)|"
    r"(?:at|on) (?:the game|fortnite|2k|xbox)|if (?:i|we) (?:dont (?:get|bring|clean|do|wash|finish|pick|pass|call|text)|fail|forget|lost|break|"
    r"miss|eat|drank|wear|wake|spill|am late|im late)|for (?:this|that|forgetting|being late|eating|asking))",
    anywhere=r"lol|(?:movie|show|game|episode|dream|nightmare)",
    examples=(
        "he's going to kill me",
        "my boyfriend is gonna kill me if i leave",
        "they r trying to kill me",
        "he said he will kill me",
        "my stepdad is about to beat me",
        "im gonna get killed tonight",
    ),
    near_misses=(
        "my mom is gonna kill me",
        "he is killing me with that outfit",
        "hes gonna kill me lol i ate his fries",
        "he would never kill me",
        "she's going to kill me if i forget the cake",
        "this test is killing me",
    ),
)

WEAPON = Rule(
    name="weapon_on_me",
    reason="A weapon in a threatening hand.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:<he>|<parent>|hes|shes|theyre)(?: is| are| s)?(?: just| got| has| drunk and)* (?:has|have|got|holding|pulled|pulled out|waving|carrying|with|pointing|pointed|brought|grabbed|"
        r"put) (?:a|the|his|her|their|out a) (?:gun|knife|machete|pistol|weapon|rifle|bat|shotgun)(?: (?:on|at|to|out|up|and|here|right now|against)(?: me| my head)?)?(?= \|| $| )",
        r"(?:gun|knife|blade) (?:to|at|on|against) (?:me|my (?:head|throat|neck|face|back))|(?:pointing|pointed|aimed|aiming|put) (?:a |the |his )?(?:gun|knife) (?:at|to|on) (?:me|my)",
        r"(?:shooting|shot|shoots|firing) at (?:me|us|the house|my house)|(?:stabbing|stabbed) me|tried to (?:stab|shoot) me",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=r"(?:license|safe|collection|show|range|permit|tattoo|case|set|game|block|emoji|sleeve|for (?:hunting|work|sale|cooking)|in (?:his|the) (?:safe|truck|game|kitchen|bag|car)|fight|"
    r"signed|from (?:the|his)|at (?:the|practice))",
    anywhere=r"lol|(?:game|gta|fortnite|cod|movie|show|episode|nerf|toy|water gun|paintball|laser tag|prop|cosplay|baseball|softball|hunting|dream)",
    examples=(
        "he has a gun",
        "my bf pulled a knife on me",
        "they're pointing a gun at me",
        "my dad is drunk and has a gun",
        "someone is shooting at us",
    ),
    near_misses=(
        "he has a gun license",
        "he got a nerf gun",
        "she has the knife set from amazon",
        "he doesn't have a gun",
        "he has a bat for baseball practice",
    ),
)

HELD = Rule(
    name="held_captive",
    reason="Locked in, tied up, kidnapped, or kept from leaving.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:<he>|<parent>|hes|shes|theyre)(?: is| are| has| have|s)? (?:locked|locking|locks|tied|chained|keeping|holding|trapped|lock|keeps|holds|kept|held)<gap> (?:me|us) (?:in|inside|up|here|down|to (?:the|a)|"
        r"hostage|captive|prisoner|locked|against|trapped|down here)(?: [^| ]+){0,3}",
        r"(?:im|we are|were|ive been|i was|been|i am being|im being|we re) (?:being )?(?:held|locked|tied up|chained|kidnapped|trapped|abducted|captured|kept|taken) (?:in|inside|up|here|hostage|captive|against (?:my|our) will|by (?:him|them|a|some|this|my)|"
        r"prisoner|with (?:him|them)|to (?:a|the) (?:bed|chair|pipe|wall))",
        r"(?:im|ive been|i was|we were|i got|i think im being|im being|help im) (?:just )?(?:kidnapped|tied up|abducted|trafficked right now)|(?:kidnapped|kidnapping|abducted|abducting) me|held hostage|"
        r"holding me (?:hostage|captive)|im (?:locked|trapped) (?:up|in)(?= \|| $| and| a| the| his| my| here)",
        r"(?:<he>|hes|shes|theyre)(?: wont| dont| doesnt| not| isnt| arent| never| refuses? to| is not) (?:let|letting|lets) (?:me|us) (?:leave|out|go(?= \|| $| home| back)|go home|go outside|escape|get out|call anyone|"
        r"use (?:my|the) phone)",
        r"(?:i )?(?:cant|couldnt) (?:get|leave|escape|get out)(?: out| away)?(?: of)? (?:the|this|his|their|here|from|that)? ?(?:room|trunk|basement|motel|hotel|closet|apartment|van|him|them|his (?:house|car|place)|their house)"
        r"(?: he| they| because| locked| the door| hes| theyre)",
        r"(?:in|inside) (?:a|the|his) (?:trunk|van)<gap> (?:help|cant|wont|tied|taking|taken|driving)|(?:theyre|hes|they are|they) (?:taking|driving|took|moving) me (?:somewhere|across|to mexico|against|away|and i dont|i dont)"
        r"(?: [^| ]+){0,3}",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=r"(?:early|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|time)|work|practice|until (?:i|the|my|we) (?:finish|shift|eat)|alone|down|traffic|the (?:elevator|meeting|closet lol)|laughing|"
    r"to (?:the party|prom|the mall)|him|her|in (?:bed|line|traffic|his arms|her arms)|close|tight)",
    anywhere=r"(?:escape room|in his arms|in her arms|keys? (?:in|inside) (?:the|my)|locked my keys|trapped in (?:traffic|a meeting|class)|detention|quarantine|snow|hug|suspense|movie|game|song|lol|bill|hostage by|grounded|"
    r"elevator|accidentally|by accident|by mistake|the cat|my cat)",
    examples=(
        "he locked me in the room",
        "im being held against my will",
        "they wont let me leave",
        "he's keeping me here and took my phone",
        "i was kidnapped",
        "im tied up help",
        "im trapped with him in a motel",
    ),
    near_misses=(
        "i locked my keys in the car",
        "trapped in traffic",
        "my boss wont let me leave early",
        "my mom wont let me go to the party",
        "he held me in his arms",
        "did the escape room, they locked us in lol",
    ),
)

HITTING_NOW = Rule(
    name="hurting_me_now",
    reason="Violence that is going on, or has just happened.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:hes|shes|theyre|(?:<he>|<parent>) (?:is|are|keeps|keep|started|wont stop|start|wont quit)|my \w+ is) (?:\w+ing and |really |just |always )?(?:hitting|beating|choking|strangling|punching|kicking|hurting|attacking|"
        r"raping|assaulting|slapping|burning|molesting|torturing|stabbing|cutting|drugging|beating up on|jumping) (?:on )?(?:me|us|my (?:mom|sister|brother|kids?|baby|lil brother|little (?:brother|sister)))",
        r"(?:<he>|<parent>|hes|shes|theyre) just (?:hit|beat|choked|strangled|punched|kicked|attacked|raped|slapped|assaulted|jumped|burned|stabbed|cut) (?:me|my (?:mom|sister|brother))",
        r"(?:i was|i got|i just got|ive been|i was just|i just) (?:just )?(?:got )?(?:raped|assaulted|attacked|beaten up|beat up|jumped|strangled)<gap> (?:right now|tonight|just now|an hour ago|today|minutes ago|this morning)|"
        r"i (?:just|was just) (?:got |been )?(?:raped|assaulted|attacked|strangled)",
        r"(?:wont|doesnt|dont|please make him|make him|make them) stop (?:hitting|beating|choking|hurting|raping|kicking|punching|touching) me",
        r"(?:he|she|they) (?:choked|strangled|beat) me (?:until|unconscious|so bad|tonight|just now|bad)",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?",
    after=r"(?:up(?! (?:again|bad|right|so|and))|on (?:insta|ig|snap|tiktok|facebook)|my feelings|at (?:the|this|mario|2k|chess|madden|fortnite|uno|cards)|in (?:mario|2k|chess|madden|fortnite|the game|uno|cards)|feelings|with|back|"
    r"to it|laughing|by \d+|lol|off)",
    anywhere=r"lol|(?:movie|game|sparring|boxing|karate|fantasy|league|dream)",
    examples=(
        "he's hitting me",
        "my dad wont stop beating me",
        "he just choked me",
        "i just got raped",
        "hes beating my mom",
        "my boyfriend keeps punching me",
        "someone is attacking me",
    ),
    near_misses=(
        "he keeps hitting me up",
        "she is beating me at chess",
        "you're killing me",
        "he isn't hitting me anymore",
        "the sun was hitting me in the face",
    ),
)

AT_THE_DOOR = Rule(
    name="coming_for_me",
    reason="A pursuer, an intruder, or a plain call for the police.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:hes|shes|theyre|<he> (?:is|are)) (?:coming (?:after|to (?:get|hurt|kill|find|beat|take))|coming for|looking for) me(?= \|| $| and| right now| with| tonight)",
        r"(?:hes|shes|theyre|<he> (?:is|are|keeps|been)|someone|somebody|(?:a|this|that|some) (?:car|truck|van)(?: is| keeps| been)?) (?:following|chasing|stalking|hunting) (?:me|us)",
        r"(?:hes|shes|theyre|<he> (?:is|are)) (?:trying to (?:get in|break in|break (?:down )?(?:the|my) door|come in|get inside)|breaking (?:in|into|down)|kicking (?:in |down )?(?:the|my) door|banging on (?:the|my) (?:door|window)|"
        r"outside (?:and (?:wont|hes|hell)|with a|trying|my (?:door|window) (?:and|with|yelling|screaming|banging)))",
        r"(?:someone|somebody|a man|some guy|there(?:s| is) (?:a man|someone|somebody|a guy)|a stranger)(?: is|s)? (?:in|inside|broke into|breaking into|breaking in) (?:my|the|our) (?:house|room|apartment|home)",
        r"(?:im|we are|were|i am) hiding (?:from (?:him|her|them|my \w+)|in (?:the|a) (?:closet|bathroom|basement|bushes))",
        r"(?:please )?(?:call|send) (?:the )?(?:cops|police|911|an ambulance|someone now|help now)(?: now| please| to| for me| hes| theyre| right now)(?: [^| ]+){0,2}",
        r"(?:im|i am|i think im|we are|i feel like im|my life is) in (?:\w+ )?danger|(?:im|i am|i) (?:dont feel|not|feel un|dont feel that) ?safe (?:right now|tonight|here|at home|at all|with (?:him|her|them|my \w+))",
        r"(?:he|they) (?:found|caught) me(?= \|| $| help| and| what| im| please| hes| at)(?! a)",
        r"(?:hes|theyre) going to (?:find|catch) me<gap>|if (?:he|they) (?:finds?|catch(?:es)?|sees?) me<gap> (?:dead|kill|hurt|beat)(?: me)?",
    ),
    before=r"(?:dont|didnt|never|not)(?: please)?|(?:should i|do i|if i|did you|i had to|i already|you|they|ill|he|she|going to|to|who)(?: please)?",
    after=r"(?:on (?:ig|insta|instagram|twitter|snap|snapchat|tiktok|fb|facebook|x|spotify)|back|home|later|soon|in (?:his|the|their) car to|lol|around like|to (?:lunch|dinner|the (?:store|mall|party)))",
    anywhere=r"lol|(?:hide and seek|movie|show|game|gta|fortnite|dog is following|puppy|cat keeps|dream|nightmare)",
    examples=(
        "hes coming after me",
        "someone is following me",
        "they're trying to break in",
        "theres a man in my house",
        "im hiding from him in the closet",
        "please call the police hes here",
        "im in danger",
        "i dont feel safe right now",
        "im not safe here",
        "he found me",
    ),
    near_misses=(
        "he's following me on insta",
        "he found me a ride",
        "should i call the police now or later",
        "im not in danger",
        "is he coming for dinner",
        "im hiding your gift in the closet",
    ),
)

THREATENED = Rule(
    name="threatened",
    reason="Threats and fear of somebody, without saying that it happens now: worth asking.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        r"(?:<he>|<kin>|hes|shes|theyre|my <kin>|<parent>)(?: is| are| has| have| keeps| keep|s)? (?:threatening|threatens|threatened|threaten|blackmailing|blackmails|blackmailed|stalking|stalks) (?:to|me|us|my)",
        r"(?:scared|afraid|terrified|scared of what|fear) (?:of|hes|shes|theyre|that|to go|he|they)(?: is| are| to)? (?:him|her|them|going to|will|my (?:<kin>)|home|hurt|find|kill|he will|what he will|what theyll|what hell)",
        r"(?:not|dont feel|isnt|feel un|do not feel|never feel|wasnt|doesnt feel)(?: very| really| that)? ?safe(?= \|| $| at home| here| with| anymore| going| right now| where| because| in my)",
        r"(?:need|have|got|trying|want) to (?:get (?:out of here|away from (?:him|them|her|my \w+|here))|escape|run away from (?:him|them|home|her)|leave him)(?: right now| now| tonight| asap| before)?",
        r"(?:he|she|they|my (?:<kin>)|hes|theyre) (?:will|would|ll|going to|is going to|gets|get) (?:hurt|hit|beat|find|get violent|violent|mad and hit)(?: me| my)?(?! with)",
        r"help me (?:please )?(?:he|hes|they|theyre|im|my)|(?:please|someone|somebody|god) (?:please )?help(?: me)?(?= \|| $)|help help",
        r"(?:hes|theyre|he is|he|they) (?:here|home|back|outside|drunk|coming)(?: again)?<gap> (?:scared|help|hide|cant talk|gotta go|have to go|dont text)",
        r"(?:wont|dont|doesnt|not|never|isnt)(?: even)? let(?:ting)? (?:me|us) (?:leave|out of|go anywhere|see anyone|talk to|have my phone|escape)",
        r"(?:took|takes|taken|has) (?:away )?my (?:phone|id|keys|passport|papers|documents)<gap> (?:so i cant|wont|and|because i)",
    ),
    before=r"(?:dont|didnt|not|never|isnt|im not)(?: (?:really|that|even|too))?|(?:can|could) (?:you|u|someone|anyone|anybody|y all)",
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

ME_VA_A_MATAR = Rule(
    name="me_va_a_matar",
    reason="Alguien quiere matar o está atacando. Dicho de la mamá o la maestra suele ser broma.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:el |ella |ellos |<el> )?(?:dijo que |dice que |ya )?me (?:va|van|quiere|quieren|intento|trato de|trata de|viene|vienen|piensa) (?:a )?(?:matar|disparar|apunalar|violar|golpear|ahorcar|quemar)",
        r"me (?:esta|estan|sigue|siguen|empezo a|sta|estaba) (?:pegando|golpeando|ahorcando|lastimando|violando|haciendo dano|asfixiando|pateando|atacando|pegar|abusando|tocando|torturando)|"
        r"(?:esta|estan) (?:pegandole|golpeando|pegando|lastimando|matando) (?:a )?(?:a mi (?:mama|hermana|hermano|hijo|bebe)|mi mama)",
        r"(?:me )?(?:acaba|acaban) de (?:pegar|golpear|violar|ahorcar|atacar|asaltar|pegarme|golpearme|violarme|ahorcarme)|no (?:para|deja|dejan|paran) de (?:pegarme|golpearme|lastimarme|patearme)",
        r"(?:<el>|<padres>|tiene|trae|anda con|saco|esta con|y)(?: tiene| trae| esta| anda| saco| borracho y tiene)* (?:con )?(?:una |un |el |la |su )?(?:pistola|cuchillo|machete|arma|navaja|escopeta|rifle|fierro)"
        r"(?= \|| $| y| en la mano| conmigo| aqui| me)",
        r"me (?:apunta|apunto|estan apuntando|esta apuntando|amenaza|amenazo|tiene amenazada|tiene amenazado) con (?:una |un |su |el |la )?(?:pistola|cuchillo|arma|machete|navaja|matarme|matar)",
        r"me (?:dispararon|estan disparando|quieren secuestrar|secuestraron|secuestro|tienen secuestrad[oa])",
    ),
    before=r"(?:no|nunca|casi|<padres>|mi mama|mi papa|la maestra|mi jefa|la profe)(?: me| ya| dijo que)?",
    after=r"(?:de (?:risa|amor|hambre|sueno|calor|frio|un susto|la risa|ternura|un infarto|celos|nervios|aburrimiento)|el (?:calor|hambre|frio|sueno|sol)|la (?:tarea|calor|cruda|curiosidad|ansiedad)|si (?:llego tarde|no (?:lavo|limpio|voy|hago|paso|termino))|lol|"
    r"a besos|a mensajes|a cosquillas)",
    anywhere=r"lol|pelicula|videojuego|free fire|novela|sonando|sueno que",
    examples=(
        "me va a matar",
        "mi novio me quiere matar",
        "me esta pegando",
        "dijo que me va a matar si me voy",
        "trae un cuchillo y esta borracho",
        "mi padrastro tiene una pistola",
        "me acaba de golpear",
        "no para de pegarme",
    ),
    near_misses=(
        "mi mamá me va a matar jaja",
        "me va a matar de risa",
        "esta tarea me va a matar lol",
        "no me va a pegar",
        "me está pegando el sol lol",
    ),
)

ENCERRADA = Rule(
    name="encerrada",
    reason="Encierro, secuestro, persecución o petición de policía.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        r"me (?:tiene|tienen|encerro|encerraron|dejo|dejaron|amarro|amarraron|encierra|encierran|tenian) ?(?:encerrad[oa]|amarrad[oa]|secuestrad[oa]|atrapad[oa]|cautiv[oa]|a la fuerza|bajo llave|en (?:un|el|su|este) (?:cuarto|casa|motel|hotel|carro|sotano))",
        r"me (?:encerro|encerraron|amarro|amarraron|secuestro|secuestraron|encadeno|encadenaron)(?= \|| $| en| con| y| ayer| a)",
        r"(?:estoy|estamos|sigo|nos tienen|me siento) (?:encerrad[oa]s?|secuestrad[oa]s?|amarrad[oa]s?|atrapad[oa]s? (?:con|en (?:un|la|el|su) (?:cuarto|motel|casa|carro|hotel))|cautiv[oa])",
        r"no (?:me|nos) (?:deja|dejan|quieren dejar|quiere dejar) (?:salir|ir|escapar|irme|irnos|ir a mi casa) (?:de (?:aqui|este|la casa|su casa|el cuarto|l)|del (?:cuarto|motel|hotel)|a mi casa|y (?:me|estoy|tengo miedo))",
        r"(?:estoy|estamos|creo que estoy|mi vida (?:esta|corre)) en (?:mucho )?peligro|corro peligro|no estoy a salvo|no me siento (?:a salvo|segur[oa]) (?:aqui|ahorita|ahora|en (?:mi|la|esta) casa|con el)",
        r"(?:me (?:esta|estan|viene|vienen|anda|andan|sigue) (?:siguiendo|persiguiendo|buscando para|acechando)|me (?:sigue|persigue) (?:un|una|el|mi ex|alguien|este)|(?:un|una) (?:hombre|carro|camioneta|tipo|troca)<gap> (?:me sigue|siguiendo(?:me)?))",
        r"(?:quiere|quieren|trata de|tratan de|esta tratando de|estan tratando de) (?:entrar a la fuerza|tumbar la puerta|romper la puerta|meterse a (?:mi|la) casa)|(?:tumbando|pateando|rompiendo|golpeando) la puerta|"
        r"(?:hay|esta|entro|se metio) (?:un hombre|alguien|un tipo) (?:en|a|adentro de) (?:mi|la) (?:casa|cuarto)",
        r"(?:por favor )?(?:llama|llamen|llamale|llamenle|manda|manden|hablale|hablenle) (?:a )?(?:la policia|una patrulla|una ambulancia|al 911|ambulancia|911|a la ambulancia)|"
        r"(?:estoy|estamos) escondid[oa]s?(?! tu| el regalo)|me estoy escondiendo(?: de el| de ellos)?|me encontro(?= \|| $| y| ayuda| otra| que)",
    ),
    before=r"(?:no|nunca|si|ya|debo|deberia|para que)(?: me| que)?",
    after=r"(?:en instagram|en insta|en tiktok|en face|en el trafico|en (?:el )?elevador|del antro|jugando|un trabajo|lol)",
    anywhere=r"lol|pelicula|escape room|escondidas|videojuego|instagram|tiktok",
    examples=(
        "me tiene encerrada",
        "estoy secuestrada",
        "no me deja salir de aquí",
        "estoy en peligro",
        "me esta siguiendo un carro",
        "llamen a la policía por favor",
        "estoy escondida en el baño",
        "no me siento segura en mi casa",
    ),
    near_misses=(
        "mi mamá no me deja salir a la fiesta",
        "me sigue en instagram",
        "estoy encerrada en el elevador lol",
        "ya llamé a la policía ayer",
        "no estoy en peligro",
    ),
)

AMENAZA = Rule(
    name="me_amenaza",
    reason="Amenazas o miedo de alguien, sin decir que pasa ahora: vale preguntar.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        r"me (?:amenaza|amenazo|amenazan|amenazaron|esta amenazando|estan amenazando|tiene amenazad[oa]|chantajea|chantajean|acosa|acosan|esta chantajeando)",
        r"(?:tengo|me da|le tengo|les tengo) (?:mucho )?(?:miedo|pavor|terror) (?:de|a|que)(?: que)? (?:el|ella|ellos|mi (?:papa|padrastro|novio|tio|ex|esposo|mama|pareja)|me (?:haga|pegue|mate|encuentre|lastime|busque|golpee)|regresar|volver|ir a mi casa|estar en mi casa|mis papas)|le tengo (?:mucho )?miedo",
        r"no (?:me siento|estoy) segur[oa](?= \|| $| en| aqui| con| donde)|no es seguro (?:aqui|en mi casa|donde)",
        r"(?:necesito|quiero|tengo que|ayudame a|ayuda para) (?:salir de aqui|escapar(?:me)?(?: de el| de aqui| de ellos| de mi casa)?|irme de aqui|huir|alejarme de el|salirme de aqui|que me saquen)(?: ya| ahora| hoy)?",
        r"no (?:me|nos) (?:deja|dejan) (?:salir|irme|ir|escapar|hablar con nadie|tener telefono|usar (?:mi|el) (?:cel|telefono))(?= \|| $| y| de| nunca| ni| porque)",
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

RULES = (
    KILL_ME,
    WEAPON,
    HELD,
    HITTING_NOW,
    AT_THE_DOOR,
    ME_VA_A_MATAR,
    ENCERRADA,
    THREATENED,
    AMENAZA,
)
