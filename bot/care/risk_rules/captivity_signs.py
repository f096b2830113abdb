"""Signs of captivity and of a threat said without the word for it; English, Spanish and mixed."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

_STORIES = (
    r"lol|movie|pelicula|novela|videojuego|free fire|fortnite|gta|call of duty|dream|sonando|escape room|"
    r"podcast|hunting|deer|venado|caza|fishing|pesca|baseball|beisbol|practice|prank|costume|disfraz|"
    r"instagram|insta|ig|tiktok|playing|jugando"
)

CONFINED = Rule(
    name="signs_of_captivity",
    reason="Locks, bonds, papers held back, no idea where, in a stranger's car.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:im|i am|they|he|got me|was|me|keeps? me|has me|have me|we|us|my|estoy|toy|nos|"
            r"tiene)(?: \w+){0,4} (?:handcuff\w*|cuffed|zip ?tied|duct ?taped|gagged|blindfold\w*|chained|roped|"
            r"amordaz\w*|encaden\w*|esposad[oa]|vendad[oa]|tied up)|(?<=  )cuffed|cuffed to|amordazad[oa]|"
            r"(?:on a |dog )leash"
        ),
        (
            r"(?:deadbolt\w*|padlock\w*|candado|bolted|nailed shut|screwed shut|boarded up|locks? on the outside|"
            r"locked from (?:the )?outside|por fuera|bajo llave|con llave|echa llave|echo llave|hooks? the door|"
            r"tablas en)"
        ),
        (
            r"key(?:s)? (?:around|round|on|in) (?:his|her|their) (?:neck|belt|pocket)|llave(?:s)? (?:colgad[oa]|"
            r"en el cuello|en su bolsa)"
        ),
        (
            r"(?:been|stuck|held|kept|im|we|llevo|sigo|estoy|estamos|metieron|metio|tienen|"
            r"tiene)(?: \w+){0,3} (?:in|en) (?:this|a|his|the|some|una|un|el|la|su) (?:\w+ )?(?:basement|trunk|"
            r"warehouse|stash house|bodega|sotano|cajuela|trailer|traila|closet|shed)(?= |$)"
        ),
        (
            r"(?:keeps|keep our|holds?|took|has|got|have|quito|quitaron|tiene|tienen|guarda|"
            r"escondio)(?: \w+){0,2} (?:my|our|everybodys|everyones|mi|mis|los|nuestros|el) (?:passports?|papers|"
            r"documents|ids?|visa|pasaportes?|papeles|documentos|identificacion|phones|celulares)(?= |$)"
        ),
        (
            r"(?:dont|no|nobody|wont|doesnt)(?: \w+){0,4} (?:know|tell|tells|say|idea|se|sabemos|dice|"
            r"dicen)(?: \w+){0,2} (?:where (?:i am|im at|we are|we at|theyre taking|hes taking|they taking|im)|"
            r"what (?:city|town|state)|(?:en )?(?:que|cual) (?:ciudad|pueblo|estado)|"
            r"(?:ni )?(?:en )?donde (?:estoy|ando|estamos|nos|me))"
        ),
        (
            r"(?:passed|missed|drove past|se paso de|paso)(?: \w+)? (?:my|mi|la) (?:exit|house|street|stop|casa|"
            r"salida|calle)(?: [^| ]+){0,3}|(?:wont|not|refuses to|didnt) (?:pull over|let me out|stop the car|"
            r"unlock)|no (?:se orilla|me quiere bajar|me baja|se quiere parar|me abre|quiere abrir)"
        ),
        (
            r"block(?:ing|ed|s) (?:the|my) (?:door|exit|way out)|wont (?:give me my clothes|take no|"
            r"let me get dressed|let me dress)|no me (?:deja vestirme|regresa mi ropa|suelta hasta)|"
            r"standing in front of the door"
        ),
        (
            r"(?:tr(?:ying|ied) to|wants? to|gonna|going to) (?:snatch|grab|take|pull|force|traffic|sell|"
            r"trade) (?:me|us|her)(?= \|| $| in| into| off| to| from| and| again)|me (?:quieren|quiere|van a|"
            r"intentaron) (?:subir|levantar|raptar|jalar|cambiar|vender|entregar)"
        ),
        (
            r"me (?:subieron|subio|jalaron|metieron|metio|treparon)(?: \w+){0,3} (?:carro|troca|camioneta|van|"
            r"cajuela|bodega|truck|car)"
        ),
        (
            r"(?:jump\w*|got|bail\w*|roll\w*|climb\w*|squeez\w*|snuck|ran|slip\w*) out (?:of )?(?:the|his|their|a|"
            r"that) (?:\w+ )?(?:car|truck|van|window|motel|trap|room)|(?:brinque|salte|avente|baje|escape|pele|"
            r"sali)<gap> (?:ventana|window|semaforo|carro en|motel|en movimiento|corriendo)|(?:running|walking|"
            r"corriendo|caminando)(?: \w+){0,2} (?:barefoot|descalz[oa]|sin zapatos|no shoes)"
        ),
        (
            r"(?:me mandan?|me llevan?|nos llevan?|nos mueven?|shipping me|moving us|moving me|sending me|"
            r"trading me|flying me)<gap> (?:otro|otra|another|hoy|tonight|manana|tomorrow|de noche|madrugada|"
            r"with a man|con un|con otro|no quiero|dont want)"
        ),
    ),
    before=(
        r"(?:no|not|never|nunca|mom|mama|dad|papa|parents|shelter|lawyer|abogado|school|escuela|caseworker|"
        r"albergue|office|the bike|my bike|bike|bici)(?: is| was)?"
    ),
    after=(r"(?:of the (?:lake|pool)|at the (?:gym|pool)|in (?:class|line))"),
    anywhere=(
        _STORIES + r"|app|portal|bike|bici|locker|gym|cops? (?:\w+ ){0,2}cuffed|handcuffed him|magic|mago|portfolio|"
        r"password|contrasena|my (?:mom|dad|parents) (?:has|have|took|keeps)|mis papas me quitaron|grades|"
        r"calificaciones|laundry|party bus|mudanza"
    ),
    examples=(
        "he puts a padlock on us at night",
        "im cuffed to the bed",
        "i have no idea what city this is",
        "he drove past my street and wont stop",
        "ya me van a entregar",
        "nos echa llave por fuera",
    ),
    near_misses=(
        "i put a padlock on my bike",
        "my mom has my passport",
        "mis papás me quitaron el celular",
        "the app wont let me in",
        "nos mudamos a otro estado con mi papá",
    ),
)

MENACED = Rule(
    name="veiled_threat",
    reason="A threat in pictures, hints and examples, or a danger told by sounds and hiding places.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:guess whos|guess who is|youre|ur|you are|i will be|ill be|said im|says im|that im|"
            r"screaming im) next(?= \|| $| if| time i)|la (?:proxima|que sigue|siguiente) soy yo|"
            r"y (?:ahora )?sigo yo(?= \|| $)"
        ),
        (
            r"(?:burn\w*|torch\w*|quem\w+|prend\w+)(?: \w+){0,2} (?:house|place|car|casa|carro|"
            r"trailer)(?: \w+){0,4} ?(?:us|me|inside|adentro|nosotr[oa]s|conmigo|down)?(?= \|| $)|(?:gas|gasoline|"
            r"gasolina|lighter fluid)(?: \w+){0,3} (?:on|en|encima|me|house|casa|puerta)"
        ),
        (
            r"(?:sent|sends|text\w*|mando|llego|manda|mandaron|showed|enseno|ensenaron)(?: [^| ]+){0,5} (?:pic|"
            r"pics|picture|photo|video|foto|fotos|address|direccion)(?: \w+){0,3} (?:of|de|donde) (?:my|mi|me|"
            r"where|mis|lo que|what they)(?= |$)"
        ),
        (
            r"(?:told|made|makes|make|said|dijo|hizo|puso|obligo|ready|ya)(?: \w+){0,3} (?:dig|digging|cava\w*|"
            r"escarb\w*|listo)(?: \w+){0,3} (?:hole|grave|hoyo|pozo|tumba)|(?:green ?light|price|bounty|"
            r"hit) (?:out )?on (?:me|my head|us)"
        ),
        (
            r"(?:break|breaks|breaking|rompe\w*|romper|quebra\w*|quiebra\w*|corta\w*|mocha\w*|"
            r"chop\w*)(?: \w+){0,2} (?:my|me|mis|las|off|un|los)(?: \w+){0,2} (?:legs?|fingers?|face|tongue|hands|"
            r"piernas?|dedos?|pies|lengua|manos)|(?:cut|chop)\w*(?: \w+){0,2} off"
        ),
        (
            r"me (?:desaparece|desaparecen|quiebra|quiebran|entierra|truena|avienta al|tira al|tiran al|tiran en|"
            r"pica|despedaza|descuartiza|deja tirad[oa]|manda matar)(?= |$)|(?:make|made|makes) me disappear|"
            r"(?:will|ill|hell|going to|would|theyll|said) (?:he will )?bury me|(?:end up|found|find me|put me|"
            r"throw me|dump me|be|me) (?:dead |body )?in (?:a|the) (?:ditch|river|bag|box|trash|lake|desert|bayou|"
            r"hospital|ground|grave)(?! for)|(?:en|in) (?:pedazos|pieces|una bolsa|una caja)(?= \|| $)"
        ),
        (
            r"(?:knows?|saben?|tiene|tienen|got)(?: \w+){0,3} (?:school|live|lives|escuela|vive|viven|address|"
            r"direccion|grandmas|house|casa)(?: \w+){0,6} (?:sis|sister|mom|mama|family|familia|hermana|hermanita|"
            r"brother|hermano|abuela|son|daughter|kids|hijo|hija)|(?:pick|grab|llevan?|agarran?) (?:up )?(?:her|"
            r"him|my (?:sister|sis|brother|son|daughter|baby)|a mi (?:hermanita|hermana|hijo|"
            r"hija))(?: \w+){0,3} (?:if i|si (?:me|no))"
        ),
        (
            r"(?:he|they|hes|theyre|she|dice|dicen|dijo)(?: [^| ]+){0,5} (?:if i (?:leave|talk|snitch|tell|quit|"
            r"run|scream|dont make|say no)|si (?:me voy|hablo|digo|rajo|grito|no junto|no pago|no jalo|no quiero|"
            r"corro|salgo))(?= |$)"
        ),
        (
            r"(?:killed|mato|mataron|poisoned|ahogo) (?:my|mi|al|el) (?:dog|cat|perro|perrito|gato|puppy)|(?:dead|"
            r"muert[oa]) (?:cat|dog|rat|gato|rata)(?: \w+){0,3} (?:steps|door|puerta|porch|entrada|car)"
        ),
    ),
    before=(
        r"(?:no|not|never|nunca|my (?:cat|dog|kid|nephew|baby)|mi (?:gato|perro|sobrino|bebe)|the cat|the dog|"
        r"gato|perro)(?: \w+)?"
    ),
    anywhere=(
        _STORIES + r"|mom (?:\w+ ){0,3}if i|mama (?:\w+ ){0,4}si no|(?:storm|hail|granizo|tornado|hurricane|futbol|"
        r"soccer|balon|ball|pelota|arcade|closet sale|laundry|clothes|outfit|garden|jardin|treasure|in line|"
        r"en la fila|dmv|trials?|garage sale|campaign|survey|census|stream|meeting|school project|teacher|"
        r"coach|the news|noticias|mailman|cartero|cat|gato|chase|hold)"
    ),
    examples=(
        "he shot my dog's bowl and said youre next",
        "they sent me a picture of my house",
        "el tipo me descuartiza, me lo juró",
    ),
    near_misses=(
        "who's next in line",
        "this movie ends in a ditch",
        "they sent me a picture of the menu",
    ),
)

CLOSE = Rule(
    name="danger_close_by",
    reason="A danger told by what is heard, by a hiding place, by a door that gives way.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:hear|oigo|escucho)(?: \w+){0,4} (?:beating|hitting|hurting|pegando|golpeando|looking for me|"
            r"buscandome|coming up|room by room|loading|footsteps|pasos|his truck)|(?:room by room|door to door|"
            r"puerta por puerta|cuarto por cuarto|casa por casa)(?: \w+){0,3}"
        ),
        (
            r"(?:im|i am|we are|were|estoy|estamos|ando|toy|andamos)(?: \w+){0,2} (?:behind|under|underneath|"
            r"inside|in|en|atras|detras|debajo|entre)(?: \w+){0,3} (?:dumpsters?|parked car|bushes|closet|pantry|"
            r"shed|basurero|matorrales|monte|closet|alacena|contenedor|bathtub|crawl space|attic|trunk)(?= |$)"
        ),
        (
            r"(?:broke|breaking|busted|kicked|kicking|smash\w*|rip\w*|rompi\w+|quebr\w+|tumb\w+|pate\w+|"
            r"arranc\w+)(?: \w+){0,3} (?:bathroom lock|the lock|my window|the window|my door|the door|"
            r"bedroom door|front door|la ventana|la puerta|la chapa|las chapas|los vidrios|un vidrio)"
        ),
        (
            r"punch\w* (?:holes in )?(?:the )?walls?|holes in the walls?|(?:throwing|breaking|smashing|aventando|"
            r"quebrando|rompiendo) (?:\w+ )?(?:things|stuff|everything|dishes|plates|cosas|todo|platos)"
        ),
        (
            r"(?:drives?|driving|speed\w*|maneja|acelera)(?: [^| ]+){0,6} (?:lights off|crash|choc\w+|wall|"
            r"off the road|kill us|matarnos)"
        ),
        (
            r"(?:sneaks?|comes?|came|gets?|got|climb\w*|mete|metio|entra) (?:in|into|on|a|en|"
            r"al)(?: \w+)? (?:my (?:room|bed)|mi (?:cuarto|cama)|top of me)(?= |$)<gap>|se me (?:echo|subio|"
            r"avienta) encima"
        ),
        (
            r"correte(?:ando|an|aron)(?:me|nos)?|nos vienen|me alcanz(?:o|an|aron)|los oigo|dogs out|"
            r"perros sueltos|soltaron los perros"
        ),
    ),
    before=(
        r"(?:no|not|never|nunca|my (?:cat|dog|kid|nephew|baby)|mi (?:gato|perro|sobrino|bebe)|the cat|the dog|"
        r"gato|perro)(?: \w+)?"
    ),
    anywhere=(
        _STORIES + r"|mom (?:\w+ ){0,3}if i|mama (?:\w+ ){0,4}si no|(?:storm|hail|granizo|tornado|hurricane|futbol|"
        r"soccer|balon|ball|pelota|arcade|closet sale|laundry|clothes|outfit|garden|jardin|treasure|in line|"
        r"en la fila|dmv|trials?|garage sale|campaign|survey|census|stream|meeting|school project|teacher|"
        r"coach|the news|noticias|mailman|cartero|cat|gato|chase|hold)"
    ),
    examples=(
        "hes punching the walls",
        "escucho pasos afuera del cuarto",
        "he comes in my room when mom is at work",
    ),
    near_misses=(
        "he broke the window with a soccer ball",
        "my cat comes in my room at night",
        "im in the closet picking an outfit",
    ),
)

RULES = (
    CONFINED,
    MENACED,
    CLOSE,
)
