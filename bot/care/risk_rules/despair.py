"""Despair, and worry about somebody else, in both languages: never an alarm by themselves."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

DESPAIR = Rule(
    name="despair",
    reason="Hopelessness that often stands for more: worth one gentle, direct question.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"(?:cant|cannot) (?:do|take|handle|deal with|bear|stand) (?:this|it|life|living)(?: (?:shit|pain|"
            r"hell))? (?:anymore|no more|any longer)"
        ),
        (
            r"(?:cant|dont want to) (?:go on|keep going|keep doing this|live like this|be here anymore|"
            r"do life anymore|fight anymore|continue)(?: (?:anymore|like this|any longer))?(?= \|| $| because| im| i|"
            r" anymore| like| and)"
        ),
        (
            r"(?:tired|sick|exhausted|done) (?:of|with) (?:living|life|being alive|my life|existing|this life|"
            r"everything and everyone|trying to live)"
        ),
        (
            r"(?:no one|nobody|noone|who|they|you|people|my family|he|she|everyone)<gap> (?:miss me|cry|care|notice|"
            r"be happy|be sad)(?: even)? (?:if|when) (?:i (?:died|die|was gone|were gone|disappeared|was dead|killed)|"
            r"im (?:gone|dead))"
        ),
        (
            r"(?:better|happier|best) (?:off )?without me(?: here)?|(?:everyone|world|family|yall|they|"
            r"all)<gap> better off without me"
        ),
        (
            r"(?:life|living|my life|it)(?: is| isnt|s)? (?:just )?(?:not )?(?:worth (?:living|it anymore)|pointless|"
            r"meaningless|over for me|too hard to live)"
        ),
        (
            r"(?:whats|what is|wheres|is there a|no|see the|see any|see a) (?:the )?point (?:of|in|to) (?:living|life|"
            r"being alive|going on|anything|trying)(?: anymore)?"
        ),
        (
            r"(?:want|wish i could|going|like) (?:to )?(?:just )?(?:disappear|vanish|end it|give up)(?: (?:forever|"
            r"on (?:life|everything|living)|completely|for good))?(?= \|| $| and| from this)"
        ),
        r"(?:want|need|make|wish)<gap> (?:pain|it|everything|life|all) (?:all )?to (?:end|stop|be over)(?= \|| $)",
        (r"(?:i )?hate (?:being alive|living)(?: so much)?(?= \|| $| and| i| so)"),
        (
            r"(?:given|gave|giving|give) up on (?:life|living|everything|myself)|theres no (?:hope|way out)(?: for me|"
            r" left)?|no way out for me|ready to go be with"
        ),
        (
            r"(?:this is|its) (?:my )?(?:last|final) (?:goodbye|message|text|day alive|night alive)|goodbye forever|"
            r"saying (?:my )?goodbyes?(?: to everyone)?"
        ),
        (
            r"(?:makes?|making|made) me (?:just |really |literally )?(?:want|wanting|feel like|wish)(?: to|"
            r" i)?<gap> (?:die|dying|kill myself|killing myself|was dead|dead|kms)|(?:dont|do not) know (?:if|"
            r"how much longer|how long|whether) i (?:can |want to |should |even want to )*(?:live|be here|keep going|"
            r"go on|do this|be alive|hold on|make it)(?: anymore)?|(?:failed|another|my) (?:suicide )?attempt(?= \||"
            r" $| and| i)|(?:want|like|ready|need|going|out) to (?:just )?end it(?! with| between)|kms|kys|suicide|"
            r"suicidal|(?:he|she|they|people|everyone|bf|boyfriend|mom)<gap> (?:told|tells|"
            r"telling) me to (?:go )?(?:kill myself|die|kms)"
        ),
        (
            r"(?:want|going|like|makes?|making|made)<gap> (?:to )?(?:die|kill myself|kms|be dead)(?= lol| if| when)|"
            r"(?:rather|id rather) die"
        ),
    ),
    before=r"(?:dont|didnt|never|not)",
    anywhere=(
        r"suicid\w+ (?:prevention|awareness|squad|hotline|boys|bomber|door|assembly|rates?|class|test|essay|paper|"
        r"project|documentary)|(?:song|movie|book|episode|essay|paper|project|class) (?:is )?(?:about|on) suicide"
    ),
    examples=(
        "i cant do this anymore",
        "im tired of living like this",
        "they'd all be happier without me",
        "whats the point of living",
        "nobody would care if i died",
        "i just want the pain to stop",
        "kms lol",
        "i hate being alive",
    ),
    near_misses=(
        "cant do this weekend sorry",
        "cant take it back anymore, no receipt",
        "i dont hate myself",
        "go on without me ill catch up",
        "we watched suicide squad",
    ),
)

DESESPERO = Rule(
    name="ya_no_puedo",
    reason="Hopelessness that often stands for more: worth one gentle, direct question.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"ya no (?:puedo|aguanto|soporto)(?: (?:mas|vivir|con (?:esto|todo|mi vida|la vida)|esta vida|la vida|"
            r"seguir|el dolor|esto))+|no (?:puedo|aguanto) mas(?= \|| $| con (?:esto|mi vida))|ya no puedo(?= \|| $)"
        ),
        r"(?:cansad[oa]|hart[oa]|asquead[oa]) de (?:vivir|la vida|mi vida|existir|esta vida|seguir|estar viv[oa])",
        (
            r"mi vida (?:ya )?no (?:vale|tiene|sirve)(?: (?:la pena|nada|sentido|caso))|"
            r"(?:ya )?no (?:le )?(?:encuentro|veo|hallo) (?:el |ningun )?sentido a (?:mi|esta|vivir)(?: vida)?|"
            r"para que (?:vivir|seguir viviendo|sigo viv[oa])"
        ),
        (
            r"(?:quiero|quisiera|ganas de|me gustaria) (?:desaparecer(?:me)?|que todo (?:se )?(?:acabe|termine)|"
            r"que esto (?:se )?(?:acabe|termine)|dejar de sufrir|rendirme|dormir para siempre)"
        ),
        (
            r"(?:todos|estarian|estan|mi familia|mis papas|seria)<gap> mejor sin mi|nadie me (?:va a extranar|"
            r"extranaria|quiere y|necesita)|a nadie le (?:importo|importa si (?:me muero|vivo))"
        ),
        (
            r"odio (?:vivir|estar viv[oa])|"
            r"no tengo (?:esperanza|salida|ganas de (?:vivir|nada|seguir))|sin ganas de vivir|sin salida(?= \|| $)"
        ),
        (
            r"(?:si|no se si) (?:de verdad |realmente |aun |todavia )?vale la pena (?:seguir )?(?:vivir|viviendo|"
            r"la vida)|sin (?:querer|ganas de) (?:morir|vivir)|ganas de hacerlo(?: ya)?|me (?:hace|hacen|da|"
            r"dan) (?:querer|ganas de) (?:morir|matar)(?:me)?|suicidi[oa]|suicidarme|(?:quiero|quisiera|voy a|"
            r"dan ganas de) (?:morir|matar)(?:me)?(?= lol)|me (?:quiero|quisiera) (?:morir|matar)(?= lol)|"
            r"lol me (?:quiero|mato)<gap>(?:morir|matar)?"
        ),
        r"me (?:dijo|dice|dijeron|dicen) que me (?:mate|muera|suicide)",
    ),
    before=r"(?:no|nunca|tampoco)",
    anywhere=r"prevencion (?:del|de) suicidio|escuadron suicida",
    examples=(
        "ya no puedo más",
        "estoy cansada de vivir",
        "mi vida ya no vale nada",
        "quiero desaparecer",
        "estarían mejor sin mí",
        "odio estar viva",
    ),
    near_misses=(
        "ya no puedo ir hoy",
        "no puedo más tarde",
        "no odio mi vida",
        "estoy cansada de la escuela",
    ),
)

OTHER_PERSON = Rule(
    name="somebody_else_wants_to_die",
    reason="A friend's or relative's wish to die: the writer is asked about it, both are helped.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        (
            r"<friend>(?: is| was| keeps| said| says| told me| just| really|s)*(?: that)?(?: he| she| they| hes|"
            r" shes)? (?:is )?(?:wants?|wanted|going|trying|tried|threatening|threatened|planning|thinking (?:about|"
            r"of)) (?:to |of )?(?:die|dying|kill(?:ing)? (?:himself|herself|themself|themselves|hisself)|(?:hurt|"
            r"hurting|harm) (?:himself|herself|themself)|commit(?:ting)? suicide|suicide|end (?:his|her|their) life|"
            r"od)"
        ),
        (
            r"<friend>(?: is| are|s| feels| has been)? (?:suicidal|cutting (?:himself|herself|themself)|self harming)|"
            r"(?:hes|shes|theyre) (?:suicidal|(?:going|trying|wanting|threatening) to (?:kill|hurt) (?:himself|"
            r"herself|themself|themselves))"
        ),
        (
            r"(?:<amiga> )?(?:se (?:quiere|va a|quiso|intento|esta queriendo) (?:matar|morir|suicidar|"
            r"cortar las venas|quitar la vida)|quiere (?:matarse|morirse|suicidarse|quitarse la vida)|"
            r"dice que (?:se )?quiere (?:morir|matar|morirse|matarse|suicidar)\w*)"
        ),
    ),
    before=r"<no>(?: [^| ]+){0,1}",
    after=r"(?:of|from|laughing|de risa|de|happy|(?:his|her|their) \w+)",
    examples=(
        "my friend wants to kill herself",
        "my sister is suicidal idk what to do",
        "my bf says hes gonna kill himself if i leave",
        "mi amiga se quiere matar",
        "mi hermano dice que se quiere morir",
    ),
    near_misses=(
        "my friend wants to kill me lol",
        "my dog died",
        "mi amiga se quiere cortar el pelo",
        "she wants to die her hair",
    ),
)

RULES = (DESPAIR, DESESPERO, OTHER_PERSON)
