"""Suicide said plainly, in Spanish."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

ME_QUIERO_MORIR = Rule(
    name="me_quiero_morir",
    reason="A wish to be dead or to end one's life, in the first person.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:me )?(?:quiero|kiero|quisiera|queria|deseo|necesito|prefiero|preferiria|merezco|ganas de|gustaria|"
            r"voy a|deberia) (?:ya )?(?:morir|morirme|estar muert[oa])"
        ),
        (
            r"me (?:quiero|quisiera|deberia|deseo|gustaria) (?:ya )?(?:morir|matar|suicidar|quitar la vida|colgar|"
            r"ahorcar|aventar|cortar las venas|dar un tiro|pegar un tiro)"
        ),
        (
            r"(?:quiero|quisiera|voy a|intente|trate de|pensado en|pienso en|pensando en|ganas de|ideas de|necesito|"
            r"penso en|planeo|a punto de|deseos de|decidi|estoy (?:para|por)|a nada de|nomas quiero|"
            r"mejor) (?:matarme|suicidarme|quitarme la vida|colgarme|ahorcarme|aventarme|tirarme (?:de un|del|desde|"
            r"a las|al tren|al metro)|cortarme (?:las venas|los brazos|las munecas)|darme un tiro|pegarme un tiro|"
            r"acabar con (?:mi|esta) vida|terminar con mi vida|acabar con todo|dejar de (?:vivir|existir)|no existir|"
            r"desvivirme)"
        ),
        (
            r"me (?:voy a|vy a) (?:matar|suicidar|morir hoy|quitar la vida|colgar|ahorcar|aventar|cortar las venas|"
            r"desvivir)|me mato(?= \|| $| hoy| esta noche| si)"
        ),
        r"queriendo(?:me)? (?:matar|morir|suicidar)(?:me)?|quiero no (?:vivir|existir|despertar)",
        (
            r"(?:ojala|quisiera|deseo|espero|quiero) (?:que )?(?:no |ya no |nunca )?(?:me )?(?:muera|muriera|"
            r"despierte|despertar|despertara|hubiera nacido|haber nacido|existir|existiera|"
            r"estuviera muert[oa])(?: nunca| mas| jamas)?"
        ),
        (
            r"(?:estaria|estarian|seria) mejor (?:muert[oa]|si (?:me muero|me muriera|no existiera|no estuviera|"
            r"estuviera muert[oa]|yo no))"
        ),
        (
            r"(?:pensamientos|ideas|ideacion) (?:suicidas?|de (?:muerte|suicidio|matarme|morir))|(?:pienso|pensando|"
            r"pensado|penso) en (?:el )?suicidio|(?:carta|nota) de suicidio|(?:intento|intente) (?:de )?suicid\w+|"
            r"soy suicida|estoy suicida"
        ),
        (
            r"(?:no|ya no) (?:vale|tiene caso|tiene sentido) (?:la pena )?(?:seguir )?(?:vivir|viviendo)|no (?:tengo|"
            r"hay|encuentro) (?:ninguna )?raz[o]n(?:es)? para vivir"
        ),
    ),
    before=(
        r"(?:no|nunca|ni|tampoco|jamas) (?:me )?|(?:no|nunca|tampoco|jamas|ni)(?: que)?|(?:se|te|nos|que no)|casi|"
        r"por poco(?: y)?"
    ),
    after=r"<figura>|(?:aqui|ahi|alla|con|en|cerca|junto|asi con|sola|solo en|temprano)",
    anywhere=(
        r"(?:un|una) (?:familiar|amigo|paciente)|de (?:risa|amor|hambre|sueno|frio|calor|verguenza|pena|ternura)|"
        r"prevencion (?:del|de) suicidio|escuadron suicida|la cancion|reggaeton"
    ),
    softened_by=(
        r"(?:sueno|hambre|frio|calor|examen|tarea|partido|entrada|concierto|regla|cruda|dieta|gym|guap[oa]|lind[oa]|"
        r"bonit[oa]|hermos[oa]|resaca|capitulo|temporada|temprano|antojo|oso|boletos|matematicas?|trafico)"
    ),
    laughter_softens=True,
    plain_alone=True,
    examples=(
        "me quiero morir",
        "me quiero matar",
        "quiero quitarme la vida",
        "hoy me voy a matar",
        "tengo ganas de morirme",
        "ojalá no despierte mañana",
        "quisiera estar muerta",
        "he pensado en suicidarme",
        "todos estarian mejor si no existiera",
    ),
    near_misses=(
        "me muero de risa",
        "no, yo no me quiero morir",
        "me quiero morir de la pena jaja",
        "quiero morirme de viejo",
        "mi amiga se quiere morir",
        "me mato de hambre por llegar temprano",
    ),
)

NO_QUIERO_VIVIR = Rule(
    name="no_quiero_vivir",
    reason="Not wanting to be alive, to exist, to wake up.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:ya )?no (?:quiero|deseo|quisiera|tengo ganas de) (?:ni )?(?:seguir )?(?:viviendo|existir|vivir|"
            r"estar viv[oa]|seguir viv[oa]|existiendo)(?: mas| nunca| ya)?"
        ),
        (
            r"(?:ya )?no (?:quiero|quisiera) (?:volver a )?despertar(?:me)?(?: mas| nunca| jamas| manana)?(?= \\|| $)|"
            r"(?:dormir|dormirme|acostarme|quedarme dormid[oa]) y (?:ya )?(?:no|nunca|jamas) (?:mas |"
            r"volver a )*despertar(?:me)?(?: mas| nunca)?"
        ),
    ),
    before=r"(?:que|se|si)",
    after=r"<figura>|(?:aqui|ahi|aca|alla|con|en|cerca|junto|asi con|sol[oa]|de|temprano|lejos|y ver|un|una)",
    softened_by=r"(?:sueno|examen|tarea|madrugar|enamorad[oa])",
    laughter_softens=True,
    plain_alone=True,
    examples=(
        "ya no kiero vivir",
        "no quiero existir",
        "la neta ya no quiero existir",
        "solo quiero acostarme y ya no despertar",
        "no quiero seguir viviendo",
    ),
    near_misses=(
        "no quiero vivir con mi papá",
        "no quiero vivir en houston",
        "no quiero despertar temprano",
        "ella no quiere vivir aqui",
    ),
)

RULES = (ME_QUIERO_MORIR, NO_QUIERO_VIVIR)
