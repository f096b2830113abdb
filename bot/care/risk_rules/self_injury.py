"""Hurting oneself, in both languages."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

SELF_INJURY = Rule(
    name="self_injury",
    reason="Cutting, hurting or poisoning oneself, or a named way to do it.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:razor|blade|knife|scissors|glass) to my (?:own )?(?:wrists?|arms?|thighs?|neck|throat|skin|legs?)|"
            r"use (?:it|the \w+) on myself"
        ),
        (
            r"(?:want|going|need|started|start|keep|urge|urges|been|thinking (?:about|of)|feel like|tempted|stop|"
            r"relapsed|back (?:to|into)|ive been|im|love|hate|enjoy|like)(?: to| and| of| just| started)* (?:cut|"
            r"cutting|hurt|hurting|harm|harming|burn|burning|starv|starving) myself"
        ),
        (
            r"(?:i )?(?:self harm|selfharm)(?:ed|ing)?(?: (?:again|tonight|today|last night|every day))?(?= \|| $| to|"
            r" because| again| and)"
        ),
        (
            r"i (?:just |have )?(?:cut|burned|hurt) myself (?:again|on purpose|tonight|last night|every|to feel|"
            r"because|so|when i|with a (?:razor|blade|knife))"
        ),
        (
            r"i cut my (?:wrists?|arms?|thighs?|legs?)|(?:slit|slitting|slash|slashing|slice|slicing|cut|"
            r"cutting) (?:down |up |open )?my (?:own )?(?:wrists?|throat|veins)"
        ),
        (
            r"(?:belt|rope|noose|cord|bag) (?:around|on|over) my (?:neck|head)|(?:tied|made|make|bought|tie|"
            r"hanging) (?:a|the|my) noose|(?:hold|held|holding|put|putting|had|have) (?:a|the|my)(?: \w+)? (?:gun|"
            r"revolver|pistol|blade|knife) to my (?:own )?(?:head|temple|throat|wrist|neck)|(?:thinking (?:of|about)|"
            r"want to|going to|ready to) (?:just )?(?:jump|jumping) off|(?:jump|jumping|throw myself|step|walk|"
            r"walking|run|lay|drive) (?:off|in front|from|into|out) (?:of )?(?:a|the|my|this|that|oncoming|"
            r"on) (?:bridge|roof|building|balcony|overpass|train|car|truck|bus|traffic|window|cliff|tracks|"
            r"parking garage|tree)(?! station)"
        ),
        (
            r"(?:put|putting) a (?:bullet|gun) (?:in|to|through|in to) my (?:head|brain|skull|mouth)|"
            r"blow(?:ing)? my (?:brains? out|head off)"
        ),
        (
            r"(?:want|going|trying|plan|planning|need|tried|ready|thinking (?:about|of)) (?:to )?(?:od|overdose|"
            r"overdosing|oding)(?: on)?"
        ),
        (
            r"(?:going to|want to|about to|thinking (?:about|of)|ready to|could just) (?:swallow(?:ing)?|tak(?:e|ing)|"
            r"down(?:ing)?) (?:all|the whole bottle|every|a bunch|a bottle)(?: of)?<gap> <pills>"
        ),
        r"(?:by the time you (?:read|see|get) this|when you read this)<gap> (?:be |already |i )*(?:dead|gone)",
    ),
    before=(
        r"<notwant>|(?:he|she|they|you|accidentally|almost|nearly|we)(?: (?:was|is|to|wants|just|put|a|had|got|really|"
        r"going|got a))*"
    ),
    after=(
        r"(?:off|some|a (?:slice|piece|break|deal)|shaving|cooking|chopping|slicing|on (?:a|the|my|accident)|"
        r"by accident|at (?:work|practice|the gym|school)|playing|falling|working|skating|lifting|running|"
        r"in (?:the kitchen|practice|gym|pe)|opening|if i (?:run|lift|play|do)|stations?|into)"
    ),
    anywhere=(
        r"used to (?:cut|self)|(?:song|movie|book|class|essay|project|poster) (?:is )?(?:about|on)|accidentally|"
        r"kitchen|skydiv|bungee|cliff jumping"
    ),
    laughter_softens=True,
    examples=(
        "i held a blade to my arm",
        "i want to hurt myself",
        "i started cutting myself again",
        "im gonna jump off a bridge",
        "i cut my wrists",
        "i wanna od",
        "im about to take all my mom's pills",
        "i self harmed last night",
        "i keep thinking of jumping in front of a train",
    ),
    near_misses=(
        "i cut myself shaving",
        "im not going to hurt myself",
        "i hurt myself at practice",
        "cut myself some slack",
        "my hair, i cut it myself",
        "i got off at the train station",
        "i don't want to jump off the bridge with you guys",
    ),
)

ME_CORTO = Rule(
    name="me_corto",
    reason="Cutting, hurting or poisoning oneself, or a named way to do it.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:me quiero|quiero|voy a|me voy a|ganas de|empece a|volvi a|pienso en|necesito|sigo|he estado|estoy|"
            r"me dan ganas de|me (?:gusta|encanta|calma)|tengo que) (?:cortarme|lastimarme|hacerme dano|herirme|"
            r"autolesionarme|cortar(?= \|| $| otra| de nuevo| las venas| los brazos)|cortandome|lastimandome|"
            r"hacer dano(?= \|| $))"
        ),
        (
            r"me (?:corte|corto|he cortado|he estado cortando|estoy cortando)(?: otra vez| de nuevo)? (?:las venas|"
            r"los brazos|el brazo|las munecas|la muneca|las piernas|otra vez|de nuevo|cuando|para|porque|a proposito|"
            r"anoche|con (?:una|un) (?:navaja|cuchillo|cutter|rastrillo))"
        ),
        (
            r"me (?:autolesiono|autolesione|lastimo|hago dano)(?: a mi mism[oa])?(?= \|| $| otra| a| cuando| porque|"
            r" para)|me corto(?= \|| $)"
        ),
        (
            r"(?:tirarme|aventarme|me (?:voy a |quiero )?(?:tirar|aventar|tiro|aviento)) (?:de un|del|de la|desde un|"
            r"desde el|al|a las|a los|frente al?|de una) (?:puente|techo|edificio|balcon|azotea|vias|tren|metro|carro|"
            r"carros|camion|precipicio|ventana|pasillo)"
        ),
        (
            r"(?:tomarme|me (?:voy a|quiero) tomar) (?:todas|todo|un monton|un chingo|muchas|el frasco|"
            r"el bote)(?: de)?(?: las| los| mis| el)?(?: [^| ]+){0,2} <pastillas>"
        ),
    ),
    before=r"(?:no|nunca|casi|tampoco|ya no|sin querer)(?: me)?",
    after=(
        r"(?:el (?:pelo|cabello|fleco|dedo)|las unas|la una|las puntas|sin querer|cocinando|rasurandome|"
        r"con (?:un papel|una hoja|papel)|en la cocina|al mar|a la alberca)"
    ),
    laughter_softens=True,
    examples=(
        "me quiero cortar las venas",
        "volví a cortarme",
        "me corto cuando estoy triste",
        "quiero hacerme daño",
        "me voy a tirar de un puente",
        "me voy a tomar todas las pastillas de mi mamá",
    ),
    near_misses=(
        "me corté el pelo",
        "me corté el dedo cocinando",
        "quiero cortarme el fleco",
        "no me quiero hacer daño",
        "voy a cortar la llamada",
        "me voy a tirar a la alberca",
    ),
)

RULES = (SELF_INJURY, ME_CORTO)
