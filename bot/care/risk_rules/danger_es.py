"""Violence, captivity and pursuit, in Spanish."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

ME_VA_A_MATAR = Rule(
    name="me_va_a_matar",
    reason="Somebody is about to kill, or attacks now. Of a mother or a teacher it is mostly said in jest.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"si (?:me voy|hablo|digo (?:algo|nada)|lo dejo|me ve|me encuentra|regreso|le digo que no)(?: [^|"
            r" ]+){0,2} me (?:mata|matan|pega|golpea|va a matar)"
        ),
        r"me (?:mata|matan|va a matar|van a matar) si (?:me voy|hablo|digo|lo dejo|me ven?|me encuentran?|regreso)",
        (
            r"(?:el |ella |ellos |<el> )?(?:dijo que |dice que |ya )?me (?:va|van|quiere|quieren|intento|trato de|"
            r"trata de|viene|vienen|piensa) (?:a )?(?:matar|disparar|apunalar|violar|golpear|ahorcar|quemar)"
        ),
        (
            r"me (?:esta|estan|sigue|siguen|empezo a|sta|estaba) (?:pegando|golpeando|ahorcando|lastimando|violando|"
            r"haciendo dano|asfixiando|pateando|atacando|pegar|abusando|tocando|torturando)|(?:esta|"
            r"estan) (?:pegandole|golpeando|pegando|lastimando|matando) (?:a )?(?:a mi (?:mama|hermana|hermano|hijo|"
            r"bebe)|mi mama)"
        ),
        (
            r"(?:me )?(?:acaba|acaban) de (?:pegar|golpear|violar|ahorcar|atacar|asaltar|pegarme|golpearme|violarme|"
            r"ahorcarme)|no (?:para|deja|dejan|paran) de (?:pegarme|golpearme|lastimarme|patearme)"
        ),
        (
            r"(?:<el>|<padres>|tiene|trae|anda con|saco|esta con|y)(?: tiene| trae| esta| anda| saco|"
            r" borracho y tiene)* (?:con )?(?:una |un |el |la |su )?(?:pistola|cuchillo|machete|arma|navaja|escopeta|"
            r"rifle|fierro)(?= \|| $| y| en la mano| conmigo| aqui| me)"
        ),
        (
            r"me (?:apunta|apunto|estan apuntando|esta apuntando|amenaza|amenazo|tiene amenazada|"
            r"tiene amenazado) con (?:una |un |su |el |la )?(?:pistola|cuchillo|arma|machete|navaja|matarme|matar)"
        ),
        r"me (?:dispararon|estan disparando|quieren secuestrar|secuestraron|secuestro|tienen secuestrad[oa])",
    ),
    before=r"(?:no|nunca|casi|<padres>|mi mama|mi papa|la maestra|mi jefa|la profe)(?: me| ya| dijo que)?",
    after=(
        r"(?:de (?:risa|amor|hambre|sueno|calor|frio|un susto|la risa|ternura|un infarto|celos|nervios|aburrimiento)|"
        r"el (?:calor|hambre|frio|sueno|sol)|la (?:tarea|calor|cruda|curiosidad|ansiedad)|si (?:llego tarde|"
        r"no (?:le )?(?:lavo|limpio|voy|hago|paso|termino|regreso su|devuelvo|presto|contesto|compro))|lol|"
        r"a besos|a mensajes|a cosquillas)"
    ),
    anywhere=r"lol|pelicula|videojuego|free fire|novela|sonando|sueno que",
    softened_by=r"mi (?:hermana|amiga|prima|maestra|abuela)|mis (?:amigas|papas)",
    examples=(
        "dice que si hablo me mata",
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
    reason="Locked in, kidnapped, pursued, or a plain call for the police.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"me (?:tiene|tienen|encerro|encerraron|dejo|dejaron|amarro|amarraron|encierra|encierran|"
            r"tenian) ?(?:encerrad[oa]|amarrad[oa]|secuestrad[oa]|atrapad[oa]|cautiv[oa]|a la fuerza|bajo llave|"
            r"en (?:un|el|su|este) (?:cuarto|casa|motel|hotel|carro|sotano))"
        ),
        (
            r"me (?:encerro|encerraron|amarro|amarraron|secuestro|secuestraron|encadeno|encadenaron)(?= \|| $| en|"
            r" con| y| ayer| a)"
        ),
        (
            r"(?:estoy|estamos|sigo|nos tienen|me siento) (?:encerrad[oa]s?|secuestrad[oa]s?|amarrad[oa]s?|"
            r"atrapad[oa]s? (?:con|en (?:un|la|el|su) (?:cuarto|motel|casa|carro|hotel))|cautiv[oa])"
        ),
        (
            r"no (?:me|nos) (?:deja|dejan|quieren dejar|quiere dejar) (?:salir|ir|escapar|irme|irnos|"
            r"ir a mi casa) (?:de (?:aqui|este|la casa|su casa|el cuarto|l)|del (?:cuarto|motel|hotel)|a mi casa|"
            r"y (?:me|estoy|tengo miedo))"
        ),
        (
            r"(?:estoy|estamos|creo que estoy|mi vida (?:esta|corre)) en (?:mucho )?peligro|corro peligro|"
            r"no estoy a salvo|no me siento (?:a salvo|segur[oa]) (?:aqui|ahorita|ahora|en (?:mi|la|esta) casa|con el)"
        ),
        (
            r"(?:me (?:esta|estan|viene|vienen|anda|andan|sigue) (?:siguiendo|persiguiendo|buscando para|acechando)|"
            r"me (?:sigue|persigue) (?:un|una|el|mi ex|alguien|este)|(?:un|una) (?:hombre|carro|camioneta|tipo|"
            r"troca)<gap> (?:me sigue|siguiendo(?:me)?))"
        ),
        (
            r"(?:quiere|quieren|trata de|tratan de|esta tratando de|estan tratando de) (?:entrar a la fuerza|"
            r"tumbar la puerta|romper la puerta|meterse a (?:mi|la) casa)|(?:tumbando|pateando|rompiendo|"
            r"golpeando) la puerta|(?:hay|esta|entro|se metio) (?:un hombre|alguien|un tipo) (?:en|a|"
            r"adentro de) (?:mi|la) (?:casa|cuarto)"
        ),
        (
            r"(?:por favor )?(?:llama|llamen|llamale|llamenle|manda|manden|hablale|hablenle) (?:a )?(?:la policia|"
            r"una patrulla|una ambulancia|al 911|ambulancia|911|a la ambulancia)|(?:estoy|"
            r"estamos) escondid[oa]s?(?! tu| el regalo)|me estoy escondiendo(?: de el| de ellos)?|me encontro(?= \||"
            r" $| y| ayuda| otra| que)"
        ),
    ),
    before=r"(?:no|nunca|si|ya|debo|deberia|para que)(?: me| que)?",
    after=(
        r"(?:en instagram|en insta|en tiktok|en face|en el trafico|en (?:el )?elevador|en mi (?:cuarto|recamara|"
        r"habitacion)|del antro|jugando|un trabajo|lol)"
    ),
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

RULES = (ME_VA_A_MATAR, ENCERRADA)
