"""Signs of danger said without the word for it: hands, weapons, pursuit; English, Spanish and mixed."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

_CAR = r"(?:car|truck|van|suv|charger|pickup|carro|camioneta|troca|coche|camion)"
_MAN = (
    r"(?:dude|guy|man|lady|boys|men|guys|vato|vatos|bato|batos|tipo|tipos|senor|viejo|wey|guey|hombre|"
    r"hombres|don)"
)
_WEAPON = (
    r"(?:gun|pistol|glock|strap|blade|knife|knives|machete|shotgun|rifle|bat|hammer|wrench|scissors|axe|"
    r"cuete|fusca|fierro|pistola|escopeta|navaja|cuchillo|cuchillos|machetes|bate|arma|armas|tijeras|"
    r"hacha|picahielo)"
)
_STORIES = (
    r"lol|movie|pelicula|novela|videojuego|free fire|fortnite|gta|call of duty|dream|sonando|escape room|"
    r"podcast|hunting|deer|venado|caza|fishing|pesca|baseball|beisbol|practice|prank|costume|disfraz|"
    r"instagram|insta|ig|tiktok|playing|jugando"
)

HANDS = Rule(
    name="hands_on_me",
    reason="Strangling, dragging, drowning, pinning down, blows, without the words that the plain rule knows.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:squeez\w+|wrapp?\w*|grabb?\w*|press\w*|knee|hands?|arm|foot|belt|cord)(?: \w+){0,3} (?:my|"
            r"her) (?:throat|neck)"
        ),
        (
            r"(?:agarr\w+|apret\w+|apriet\w+|apachurr\w+|prend\w+|cogio|tomo)(?: \w+){0,3} (?:cuello|pescuezo|"
            r"garganta|throat|neck)|(?:por|by|from|del|de) (?:el |the |my )?(?:pescuezo|throat)"
        ),
        (
            r"(?:held|holds|push\w*|shov\w*|dunk\w*|put|puts|stuck|forc\w*|shoves) my (?:head|face) (?:under|in|"
            r"into|down)(?: \w+){0,2} ?(?:water|tub|sink|toilet|pool|pillow|bucket|bath|mattress)?"
        ),
        (
            r"(?:metio|hundio|sumio|mete|hunde)(?: \w+){0,2} (?:cabeza|cara) (?:al|en|bajo|abajo)|(?:pillow|"
            r"almohada|cushion)(?: \w+){0,4} (?:my face|mi cara|la cara)"
        ),
        (
            r"(?:drag\w*|pull\w*|yank\w*|grab\w*|got|jal\w+|arrastr\w+)(?: \w+){0,2} (?:by|de|del|"
            r"por)(?: \w+)? (?:hair|pelo|cabello|cabellos|grenas|mechas)|me arrastr[oa]\w*|dragged me"
        ),
        (
            r"pistol ?whip\w*|cachazo|(?:hold\w*|held|pinn\w*|pins) (?:me|us) down|me (?:agarro|sujeto|"
            r"detuvo) (?:a la fuerza|de las manos|entre (?:varios|todos))"
        ),
        (
            r"(?:he|she|they|hes|dude|<el>|<he>|<parent>)(?: \w+){0,2} (?:slam\w*|stomp\w*|bust\w*|smack\w*|"
            r"whoop\w*|whip\w*|burn\w*|cut|stab\w*|chok\w*|strangl\w*|punch\w*|beat\w*|kick\w*) (?:on )?(?:me|"
            r"my (?:head|face|lip|eye|ribs|stomach|hand|arm|mouth|back))(?= \|| $| up| with| on| in| so| for|"
            r" till?| until| because| against| last| tonight| again| and| out| over| w| con| y)"
        ),
        (
            r"(?:killing|strangling|choking|stabbing|shooting|matando|ahorcando|golpeando|apunalando|"
            r"asfixiando) (?:a )?(?:my|mi) (?:mom|mama|mother|jefa|jefita|sister|hermana|hermanita|brother|"
            r"hermano|hermanito|baby|bebe|son|hijo|daughter|hija|friend|amiga)"
        ),
        (
            r"threw (?:\w+ ){1,4}(?:at|on) me|me (?:avento|tiro|echo) (?:\w+ ){0,3}(?:encima|aceite|"
            r"agua hirviendo|cafe|acido|gasolina|una botella|un vaso)"
        ),
        (
            r"me (?:estrello|azoto|machuco|partio|revento|descalabro|quemo|pateo|pico|corto|rompio|tumbo|asfixio|"
            r"ahorco)<gap> (?:contra|boca|cara|pared|piso|mano|cuchillo|navaja|cigarro|pipa|botella|puerta|"
            r"dientes|nariz|ceja|costilla\w*|suelo)"
        ),
    ),
    before=(r"(?:never|nunca|no|not|didnt|dont|i|almost|if|si)(?: would| ever)?"),
    after=(
        r"(?:at (?:chess|uno|cards|mario|madden|2k|the game)|up about|with (?:love|kindness|questions|memes|"
        r"texts|the bill)|with (?:his|her|these|that)(?: dad)? (?:jokes|cooking|moves|puns)|de risa|con sus|"
        r"in (?:mario|madden|2k|uno|chess)|to (?:it|the store|class))"
    ),
    anywhere=(
        _STORIES
        + r"|chess|boxing|boxeo|karate|jiu|wrestling|lucha|fantasy|football|madden|uno|2k|song|cancion|massage|"
        r"masaje|haircut|rollercoaster|shirt at|ball (?:at|to) me|balon|pelota|party for me|shade at"
    ),
    softened_by=(r"(?:years|months|weeks) ago|hace (?:anos|meses|semanas)|cuando era|when i was|used to"),
    examples=(
        "he squeezed my neck so hard",
        "me agarró del pescuezo",
        "she held my face under the water",
        "me jaló del cabello",
        "he put a pillow over my face",
        "my stepdad held me down",
        "me azotó contra la pared",
        "got a cachazo in the head",
        "my uncle is strangling my sister",
        "el vecino anda apuñalando a mi hermano",
    ),
    near_misses=(
        "scarf around my neck",
        "he beat me at chess",
        "i pulled my hair back",
        "my neck hurts from sleeping",
        "me agarró la tarde",
        "my uncle is killing my sister with his jokes",
    ),
)

PURSUED = Rule(
    name="watched_or_tracked",
    reason="A car that keeps coming back, somebody who waits, a tracker.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:same|that|this|his|their|some|un|una|ese|esa|mismo|misma)(?: \w+){0,2} "
            + _CAR
            + r"<gap> (?:again|times|circl\w+|parked|behind me|keeps|outside|otra vez|vueltas|veces|estacionad[oa]|"
            r"parad[oa]|afuera|despacito|atras de mi|enfrente|slow)"
        ),
        (
            r"(?:circling|circles|driving (?:by|around)|rolling by|drives by|cruising) (?:\w+ ){0,2}(?:block|"
            r"house|motel|my|our|place|me|us|lot|apartments?)|dando vueltas|da vueltas y vueltas|been circling"
        ),
        (
            r"parked (?:right )?(?:across from|outside|in front of|by|near) (?:my|our) (?:house|job|work|school|"
            r"apartment|place|motel)|(?:waiting|waits|posted up|sitting|standing) (?:outside|by|across from|"
            r"in front of) (?:my|our) (?:house|job|work|school|apartment|place|door|motel|room)(?= \|| $| for me|"
            r" again| every| since| all| right| and)"
        ),
        (
            r"(?:esperandome|me espera|me estan esperando|me esta esperando)<gap> (?:afuera|salida|esquina|puerta|"
            r"escuela|trabajo|jale)(?= \|| $| y| otra| del)"
        ),
        (
            r"(?:tracker|airtag|air tag|gps|rastreador|spyware)<gap> (?:on|in|under|inside|en|debajo|al|"
            r"bajo) (?:\w+ )?(?:my|our|mi|moms|bag|car|phone|cel|celular|carro|mochila|bolsa|telefono)|"
            r"(?:track(?:ed|ing|s)|rastrea\w*|rastreo) (?:me|my|mi|el|us)(?: \w+)? ?(?:phone|location|cel|celular|"
            r"car|carro|ubicacion|telefono)?"
        ),
        (
            r"(?:he|they|hes|theyre|el|ellos) (?:always |already |siempre |ya )?(?:shows? up|pops up|finds? me|"
            r"knows where i|cae|me cae|me halla|me hallo|me encuentra|sabe donde)(?= |$)<gap> (?:wherever|"
            r"everywhere|donde|within|again|sleep|live|stay|im|ando|estoy|este|duermo|vivo)"
        ),
        (
            r"(?:se me pego|me viene|me sigue|no me quita|no me lo quito|followed me|follows me|"
            r"following me)(?: \w+){0,2} (?:un|una|el|ese|desde|from|off|home|out|into|since|la vista|de encima)"
        ),
        (
            r"(?:"
            + _MAN
            + r"|ex|he|someone|somebody|alguien)(?: \w+){0,3} (?:taking pictures of|taking pics of|tomando fotos|"
            r"watching me|staring at me|me mira|me vigila|stalk\w*)"
        ),
        (
            r"(?:vigilad[oa]|stalked|acechad[oa])(?= \|| $| por| by| todo)|stalk(?:ing|eando|ea) (?:me|us)|"
            r"me (?:esta|anda) stalke\w+"
        ),
    ),
    before=(
        r"(?:are you|can you|will you|me pueden|me puedes|mom|mama|mother|dad|papa|parents|no|not|nobody|"
        r"nadie|package|paquete|order|pedido)(?: is| que)?"
    ),
    after=(r"(?:the (?:package|order)|stories|historias|my (?:package|steps|period|order))"),
    anywhere=(
        _STORIES + r"|my (?:mom|parents|dad) (?:tracks?|put)|package|pedido|period|uber eats|doordash|dog|perro|puppy|"
        r"pizza|stories|life360"
    ),
    examples=(
        "that black truck is parked outside again",
        "hes been circling the block",
        "they put a gps on my car",
        "la misma troca ya pasó varias veces",
        "me hallé un rastreador en la bolsa",
        "he shows up everywhere i sleep",
    ),
    near_misses=(
        "can i track my package",
        "he parks outside and honks",
        "my mom tracks me on life360",
        "we drove around looking for parking",
        "he always shows up late",
    ),
)

ARMED = Rule(
    name="armed_by_any_name",
    reason="A weapon in somebody's hand, by its slang names.",
    kind=RiskKind.DANGER,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:he|hes|she|shes|they|theyre|stepdad|dad|apa|papa|ex|boyfriend|man|brother|uncle|cousin|pimp|el|"
            r"ellos|tio|novio|padrastro|esposo|primo|hermano|"
            + _MAN
            + r")(?: [^| ]+){0,5} (?:with|w|got|has|have|had|loading|load\w*|cleaning|pulled|pulls|waving|holding|"
            r"grabb?\w*|keeps|trae|traen|saco|agarro|agarra|carga|tiene|anda con|viene con|con (?:el|la|su)|"
            r"sac\w+|apunt\w+|showed|puts?|swinging|reach\w*|sharpen\w*|limpia\w*|buscando) (?:[^| ]+ ){0,2}"
            + _WEAPON
            + r"(?= |$)"
        ),
        (
            r"(?:shot(?! (?:a|his|her|the))|shooting|shoot|fired|balazos?|plomazos?|tiros|disparos|disparando|"
            r"balacera|gunshots?)(?: \w+){0,3} (?:at|outside|up|al|afuera|en la|near|next door|door|house|casa|"
            r"techo|tia|tio)"
        ),
        (
            r"stab(?:bed|bing) (?:me|my (?:friend|cousin|brother|sister))|me (?:navaj\w+|filere\w+|acuchill\w+|"
            r"apunal\w+)"
        ),
    ),
    before=(r"(?:no|not|nunca|never|doesnt)"),
    anywhere=(
        _STORIES
        + r"|in the back by|por la espalda|kitchen set|cutting board|chef|cocinero|cake|pastel|oranges|naranjas|"
        r"tomato\w*|museum|pool party|permit|license|security guard|flu shot|shot glass"
    ),
    examples=(
        "my ex got a glock and hes mad",
        "el vato trae fusca",
        "el tío trae el rifle cargado",
        "he keeps sharpening the knife",
        "shooting outside",
        "balazos afuera de la casa",
    ),
    near_misses=(
        "he has a bat for baseball practice",
        "mi abuelo pela naranjas con navaja",
        "we saw an old gun at the museum",
        "he got a flu shot",
    ),
)

RULES = (
    HANDS,
    PURSUED,
    ARMED,
)
