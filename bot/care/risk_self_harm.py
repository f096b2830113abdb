"""Rules for suicide and self-harm, English first, then Spanish."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

# What makes a wish to die a figure of speech when it stands right behind it.
_FIGURE_AFTER = (
    r"(?:of|from) (?:laughter|laughing|embarrassment|embarassment|cringe|boredom|hunger|cuteness|shame|happiness|secondhand|"
    r"second hand|the (?:heat|cold|cringe))|laughing|laughin|happy|inside lol|for (?:a|some|that|this|those|these) \w+|"
    r"in (?:a |an |the |this |my )?(?:game|gta|fortnite|minecraft|roblox|cod|elden ring|his arms|her arms|peace (?:someday|old))|"
    r"(?:every time|whenever|when|if|knowing|old|young) .*|on (?:this|that) hill|trying"
)
_FIGURA_DESPUES = (
    r"(?:de|del|de la|de tanta|de tanto|de puro|de pura) (?:risa|amor|hambre|sueno|frio|calor|ganas|pena|verguenza|aburrimiento|"
    r"celos|envidia|ternura|sed|emocion|felicidad|nervios|antojo|curiosidad|cansancio|flojera|oso|feliz|gusto|tanto reir|coraje)|"
    r"riendo|por (?:ir|verte|verlo|verla|un|una|unos|unas|ese|esa|tus?|el|la|conocer)|sin (?:ver|conocer|haber|antes|que|ir)|"
    r"(?:(?:de )?viej[oa]|contigo|junto|a tu lado|feliz|en tus brazos|antes de|si (?:no )?(?:me|te|gana|pierde|sale|hay|viene|pasa).*)"
)
_HIM_TO_ME = r"(?:told|tells|telling|asked|makes|made|wants?|said) (?:me|you|him|her|them|us)(?: to)?(?: go)?(?: and)?"

KILL_MYSELF = Rule(
    name="kill_myself",
    reason="Naming one's own death by one's own hand is plain in itself.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:kill|killing|hang|hanging|shoot|shooting|drown|drowning|stab|stabbing|end|ending|murder|suffocate|strangle) myself|(?:want|going|need|trying) to off myself|"
        r"(?:only|main) (?:reason|thing)<gap> (?:havent|not|keeps me from|keeping me from|stopping me from|dont|didnt)(?: killed| kill| killing| end| ended)<gap> (?:myself|my life|it)",
        r"(?:want|going|need|trying|tried|ready|plan|planning|decided|about|think ill|might|just) (?:to )?(?:just )?kms",
        r"(?:end|ending|take|taking|ended|took) my (?:own )?(?:life|live)",
        r"(?:end|ending|want to end) (?:it all|everything) (?:tonight|today|right now)|(?:want|going|ready|need|plan) to end it all",
        r"ending it all|end it all|going to end it (?:tonight|today|right now)|want to end it for good",
    ),
    before=rf"<notwant>|(?:almost|nearly|practically)|{_HIM_TO_ME}",
    after=(
        r"(?:laughing|lol at|studying|working|at (?:the )?(?:gym|work|practice)|over (?:this|a|some|that) \w+|in the foot|off|"
        r"(?:doing|for) (?:this|that|these|homework|math)|if (?:i|we|he|she|they|you) (?:have|hear|see|fail|lose|get|dont|eat|"
        r"miss|lost|cant|has|had).*|by (?:working|eating|smoking)|with work|trying|"
        r"(?:in|on|at) (?:the )?(?:game|gta|fortnite|minecraft|roblox|sims))"
    ),
    anywhere=r"(?:this|that|the|my|math|bio|chem) ?(?:class|homework|hw|test|exam|essay|game|job|traffic|shift|group project|"
    r"boss|teacher|wifi|song|meeting|commute|show)(?: is| are)? (?:makes|make|making|got|has|having|is making) me",
    laughter_softens=True,
    examples=(
        "i'm going to kill myself",
        "I wanna unalive myself",
        "thinking about killin myself tonite",
        "gonna kms tonight",
        "i need to end my life",
        "i just want to end it all",
        "my bf left n im gonna hang myself",
    ),
    near_misses=(
        "i dont want to kill myself",
        "im not going to kill myself",
        "i almost killed myself laughing",
        "killing myself at the gym rn",
        "this homework is making me want to kill myself",
        "im gonna kill myself if i have to do algebra again",
        "shot myself in the foot w that one",
        "he told me to kill myself",
        "will it end",
    ),
)

SUICIDE_SAID = Rule(
    name="suicide_said",
    reason="The word suicide about oneself.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:im|ive been|i feel|i felt|feeling|i get|being|so|really|been|i been|very|and) suicidal",
        r"suicidal(?: (?:again|tonight|right now|today|thoughts|ideation|and|because|all|af|as|lately))",
        r"(?:i|im|ive|to|id|just|ill|me|of|about|at|attempted|after)<gap> (?:commit|committing|commiting|attempt|attempted|attempting|try|tried|trying|doing) suicide|attempted suicide|"
        r"suicide (?:methods?|note|plan|letter)|my (?:last |first |failed |second |third |suicide )*attempt(?:s)? (?:failed|didnt work|at suicide|last|to die)",
        r"(?:thinking|thought|think|thoughts|dreaming|considering|considered|planning|contemplating|contemplated)"
        r"(?: (?:about|of|on|my|a|committing|doing))* suicide",
        r"my (?:own )?suicide(?: (?:note|letter|plan|attempt|date))?|(?:wrote|writing|write|written) (?:a|the|my) (?:suicide|goodbye) (?:note|letter)",
        r"suicide is (?:the|my) only (?:way|option|answer|thing)",
    ),
    before=r"<notwant>|my (?:friend|brother|sister|cousin|mom|dad|uncle|aunt|bestie)s?<others>|"
    r"(?:he|she|they|hes|shes|theyre|who|people|someone)<others>",
    anywhere=r"(?:not|isnt|never) suicidal|suicid\w+ (?:prevention|awareness|squad|hotline|boys|bomber|door|assembly|rates?|class|test|"
    r"essay|paper|project|documentary)|(?:song|movie|book|episode|essay|paper|project|class) (?:is )?(?:about|on) suicide",
    examples=(
        "im suicidal",
        "been feeling suicidal again",
        "i keep thinking about suicide",
        "i tried to commit suicide last month",
        "i wrote a goodbye letter",
        "having really bad suicidal thoughts",
    ),
    near_misses=(
        "im not suicidal just tired",
        "we watched suicide squad",
        "im doing a project on suicide prevention",
        "my friend is suicidal",
        "she attempted suicide when i was 5",
    ),
)

WANT_TO_DIE = Rule(
    name="want_to_die",
    reason="A wish to be dead, in the first person.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:want|ready|rather|deserve|need|hope|hoping|prefer|supposed|like|decided|trying|plan|planning|love|id like|wanted|willing) "
        r"(?:to )?(?:just |fucking |really |literally |actually |honestly |go |be able to )*(?:die|be dead|be gone forever)",
        r"(?:wish|wished|wishing|hope|hoping) (?:that )?(?:i|id|ill) (?:just |could |would |can |had |be |was |were |get to |really |never |"
        r"fucking )*(?:die|dead|died|dies|dieing|dying|been born|born|existed|exist|killed|not alive|not exist|dont wake up|not wake up|"
        r"wake up|didnt exist|wasnt alive|wasnt born|wasnt here anymore|dont wake)",
        r"(?:wish|hope|hopefully|pray|praying) (?:that )?(?:i|id|ill) (?:wasnt|werent|didnt|was not|were not|dont|wouldnt|wont|never|cant) (?:have to |ever |even |be )*(?:alive|born|exist|living|wake up|wake|survive)",
        r"(?:id|i) (?:would )?(?:be )?(?:rather|better off|prefer) (?:to )?(?:be )?dead|im better off dead|better off if i (?:was|were) dead|"
        r"better if i (?:was|were) (?:dead|gone|not here)|better if i (?:died|didnt exist|wasnt (?:here|alive|around|born))",
        r"i (?:just )?(?:should|could|must) (?:just )?(?:die|be dead)|let me (?:just )?die|(?:please )?(?:somebody|someone|god) (?:please )?kill me",
        r"(?:think|thinking|thought|dream|fantasize|fantasizing) (?:about|of) (?:dying|being dead|my (?:own )?death|ways to die)",
        r"(?:being dead|death|dying|dead) (?:is|would be|sounds|seems|looks) (?:so |much |way |really |like )*(?:better|easier|nice|good|peaceful|my only|the only)|"
        r"how many<gap> <pills><gap>(?: it)?(?: take| would)* (?:to|would|will) (?:die|kill|od|overdose)<gap>|how (?:do i|can i|to) (?:die|kill myself|od)<gap>|lethal (?:dose|way)|"
        r"(?:feel|feeling|felt) like (?:dying|ending (?:it|everything)|not being alive)|(?:ways|way|how|easiest way|best way|painless way) to die",
        r"(?:ive|i) (?:just )?(?:got|have) nothing (?:left )?to live for|no (?:reason|point) (?:to|in|of) (?:live|living|being alive|be alive|staying "
        r"alive|stay alive)|nothing (?:left )?to live for",
    ),
    before=rf"<notwant>|{_HIM_TO_ME}|(?:who|people|everyone|he|she|they|you|everybody|nobody|hes|shes|we|some people|all)"
    r"(?: just| really| all| always)?|how much (?:he|she|they)",
    after=_FIGURE_AFTER,
    softened_by=r"(?:homework|hw|exams?|finals|midterms?|essay|hungry|starving|hangover|hungover|workout|gym|traffic|wifi|tickets|concert|accent|season|episode|fandom|level|ranked|embarrass\w+|cringe|awkward|cramps|sleepy|outfit|crush|omg|hill)",
    anywhere=r"(?:too|so|dress|dog|puppy|kitten|baby|cake|shoes|song) (?:cute|adorable|good|pretty|funny|fine|hot|cringe|embarrassing)|"
    r"(?:this|that|math|my|the) (?:class|homework|hw|test|exam|essay|job|shift|workout|heat|lecture|meeting|traffic|hangover)<gap> "
    r"(?:makes|made|make|making|has|got|is) me|hungover|plants?|hair",
    laughter_softens=True,
    examples=(
        "i want to die",
        "i wanna dieeee",
        "honestly i just want 2 die",
        "i wish i was never born",
        "i wish i was dead",
        "hoping i dont wake up tomorrow",
        "everyone would be better off if i was dead",
        "i keep thinking about dying",
        "theres nothing left to live for",
        "i need to die",
    ),
    near_misses=(
        "i dont want to die",
        "that dress is so cute i want to die",
        "i wanted to die of embarrassment",
        "i want to die laughing",
        "he wants me to die my hair blue",
        "nobody wants to die",
        "i would die for some tacos",
        "i wish i was there",
    ),
)

NO_WISH_TO_LIVE = Rule(
    name="no_wish_to_live",
    reason="Not wanting to be alive, to exist, to wake up.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:dont|do not|didnt|not|no longer|never) (?:really |even |fucking |just )?(?:want|wanting|wish|wanted|care|deserve) (?:to )?"
        r"(?:be alive|exist|be living|keep living|continue living|keep existing|be breathing|go on living|stay alive|live (?:anymore|any longer|no more|another day|life anymore)|"
        r"wake up (?:anymore|ever|again|tomorrow)|be living|be on this (?:earth|planet)|be in this world)",
        r"(?:dont|do not|didnt|no longer) (?:really |even |fucking |just )?(?:want|wanted|deserve) to live(?= (?:\||$))",
        r"(?:want|like|wanted|rather|wish i could|hope i) (?:to )?(?:just )?(?:go to sleep|fall asleep|sleep) (?:and )?(?:forever|never wake up|not wake up|"
        r"dont wake up|never waking up)",
        r"(?:want|wanted) to (?:just )?(?:never wake up|not wake up|not exist|stop existing|not be alive|stop living|cease to exist|stop being alive)",
        r"(?:dont|didnt) (?:feel like|know if i (?:want|should|can|deserve)(?: to)?|see (?:the|a|any) (?:point|reason) (?:of|in|to|for)) (?:living|being alive|live|life|existing)(?: anymore)?",
    ),
    after=r"(?:with|in|at|here|there|near|like that|on campus|w|for school|early|under|off|without|to)",
    laughter_softens=True,
    examples=(
        "i dont want to live anymore",
        "I don't want to be alive",
        "i just want to fall asleep and never wake up",
        "ya i dont want to exist",
        "i do not want to live.",
    ),
    near_misses=(
        "i dont want to live with my dad",
        "i dont want to live here",
        "i dont want to wake up early tomorrow",
        "i never want to live on campus",
        "i want to sleep",
    ),
)

SELF_INJURY = Rule(
    name="self_injury",
    reason="Cutting, hurting or poisoning oneself, or a named way to do it.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:want|going|need|started|start|keep|urge|urges|been|thinking (?:about|of)|feel like|tempted|stop|relapsed|back (?:to|into)|ive been|im|love|hate|enjoy|like)"
        r"(?: to| and| of| just| started)* (?:cut|cutting|hurt|hurting|harm|harming|burn|burning|starv|starving) myself",
        r"(?:i )?(?:self harm|selfharm)(?:ed|ing)?(?: (?:again|tonight|today|last night|every day))?(?= \|| $| to| because| again| and)",
        r"i (?:just |have )?(?:cut|burned|hurt) myself (?:again|on purpose|tonight|last night|every|to feel|because|so|when i|with a (?:razor|blade|knife))",
        r"i cut my (?:wrists?|arms?|thighs?|legs?)|(?:slit|slitting|slash|slashing|slice|slicing|cut|cutting) (?:down |up |open )?my (?:own )?(?:wrists?|throat|veins)",
        r"(?:belt|rope|noose|cord|bag) (?:around|on|over) my (?:neck|head)|(?:tied|made|make|bought|tie|hanging) (?:a|the|my) noose|"
        r"(?:hold|held|holding|put|putting|had|have) (?:a|the|my)(?: \w+)? (?:gun|revolver|pistol|blade|knife) to my (?:own )?(?:head|temple|throat|wrist|neck)|"
        r"(?:thinking (?:of|about)|want to|going to|ready to) (?:just )?(?:jump|jumping) off|"
        r"(?:jump|jumping|throw myself|step|walk|walking|run|lay|drive) (?:off|in front|from|into|out) (?:of )?(?:a|the|my|this|that|oncoming|on) "
        r"(?:bridge|roof|building|balcony|overpass|train|car|truck|bus|traffic|window|cliff|tracks|parking garage|tree)(?! station)",
        r"(?:put|putting) a (?:bullet|gun) (?:in|to|through|in to) my (?:head|brain|skull|mouth)|blow(?:ing)? my (?:brains? out|head off)",
        r"(?:want|going|trying|plan|planning|need|tried|ready|thinking (?:about|of)) (?:to )?(?:od|overdose|overdosing|oding)(?: on)?",
        r"(?:going to|want to|about to|thinking (?:about|of)|ready to|could just) (?:swallow(?:ing)?|tak(?:e|ing)|down(?:ing)?) (?:all|the whole bottle|every|a bunch|"
        r"a bottle)(?: of)?<gap> <pills>",
        r"(?:by the time you (?:read|see|get) this|when you read this)<gap> (?:be |already |i )*(?:dead|gone)",
    ),
    before=r"<notwant>|(?:he|she|they|you|accidentally|almost|nearly|we)(?: (?:was|is|to|wants|just|put|a|had|got|really|going|got a))*",
    after=r"(?:off|some|a (?:slice|piece|break|deal)|shaving|cooking|chopping|slicing|on (?:a|the|my|accident)|by accident|"
    r"at (?:work|practice|the gym|school)|playing|falling|working|skating|lifting|running|in (?:the kitchen|practice|gym|pe)|opening|"
    r"if i (?:run|lift|play|do)|stations?|into)",
    anywhere=r"used to (?:cut|self)|(?:song|movie|book|class|essay|project|poster) (?:is )?(?:about|on)|accidentally|kitchen|skydiv|bungee|cliff jumping",
    laughter_softens=True,
    examples=(
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

DESPAIR = Rule(
    name="despair",
    reason="Hopelessness that often stands for more: worth one gentle, direct question.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        r"(?:cant|cannot) (?:do|take|handle|deal with|bear|stand) (?:this|it|life|living)(?: (?:shit|pain|hell))? (?:anymore|no more|any longer)",
        r"(?:cant|dont want to) (?:go on|keep going|keep doing this|live like this|be here anymore|do life anymore|fight anymore|continue)"
        r"(?: (?:anymore|like this|any longer))?(?= \|| $| because| im| i| anymore| like| and)",
        r"(?:tired|sick|exhausted|done) (?:of|with) (?:living|life|being alive|my life|existing|this life|everything and everyone|trying to live)",
        r"(?:no one|nobody|noone|who|they|you|people|my family|he|she|everyone)<gap> (?:miss me|cry|care|notice|be happy|be sad)(?: even)? "
        r"(?:if|when) (?:i (?:died|die|was gone|were gone|disappeared|was dead|killed)|im (?:gone|dead))",
        r"(?:better|happier|best) (?:off )?without me(?: here)?|(?:everyone|world|family|yall|they|all)<gap> better off without me",
        r"(?:life|living|my life|it)(?: is| isnt|s)? (?:just )?(?:not )?(?:worth (?:living|it anymore)|pointless|meaningless|over for me|too hard to live)",
        r"(?:whats|what is|wheres|is there a|no|see the|see any|see a) (?:the )?point (?:of|in|to) (?:living|life|being alive|going on|anything|trying)(?: anymore)?",
        r"(?:want|wish i could|going|like) (?:to )?(?:just )?(?:disappear|vanish|end it|give up)(?: (?:forever|on (?:life|everything|living)|completely|for good))?"
        r"(?= \|| $| and| from this)",
        r"(?:want|need|make|wish)<gap> (?:pain|it|everything|life|all) (?:all )?to (?:end|stop|be over)(?= \|| $)",
        r"(?:i )?hate (?:my life|myself|being alive|living)(?: so much)?(?= \|| $| and| i| so)|(?:i am|im|feel|feeling|so) (?:hopeless|worthless|empty inside|numb)",
        r"(?:given|gave|giving|give) up on (?:life|living|everything|myself)|theres no (?:hope|way out)(?: for me| left)?|no way out for me|ready to go be with",
        r"(?:this is|its) (?:my )?(?:last|final) (?:goodbye|message|text|day alive|night alive)|goodbye forever|saying (?:my )?goodbyes?(?: to everyone)?",
        r"(?:makes?|making|made) me (?:just |really |literally )?(?:want|wanting|feel like|wish)(?: to| i)?<gap> (?:die|dying|kill myself|killing myself|was dead|dead|kms)|"
        r"(?:dont|do not) know (?:if|how much longer|how long|whether) i (?:can |want to |should |even want to )*(?:live|be here|keep going|go on|do this|be alive|hold on|make it)(?: anymore)?|"
        r"(?:failed|another|my) (?:suicide )?attempt(?= \|| $| and| i)|(?:want|like|ready|need|going|out) to (?:just )?end it(?! with| between)|"
        r"kms|kys|suicide|suicidal|(?:he|she|they|people|everyone|bf|boyfriend|mom)<gap> (?:told|tells|telling) me to (?:go )?(?:kill myself|die|kms)",
        r"(?:want|going|like|makes?|making|made)<gap> (?:to )?(?:die|kill myself|kms|be dead)(?= lol| if| when)|(?:rather|id rather) die",
    ),
    anywhere=r"suicid\w+ (?:prevention|awareness|squad|hotline|boys|bomber|door|assembly|rates?|class|test|essay|paper|project|documentary)|"
    r"(?:song|movie|book|episode|essay|paper|project|class) (?:is )?(?:about|on) suicide",
    before=r"(?:dont|didnt|never|not)",
    examples=(
        "i cant do this anymore",
        "im tired of living like this",
        "they'd all be happier without me",
        "whats the point of living",
        "nobody would care if i died",
        "i just want the pain to stop",
        "kms lol",
        "i hate my life",
    ),
    near_misses=(
        "cant do this weekend sorry",
        "cant take it back anymore, no receipt",
        "i dont hate myself",
        "go on without me ill catch up",
        "we watched suicide squad",
    ),
)

OTHER_PERSON = Rule(
    name="somebody_else_wants_to_die",
    reason="A friend's or relative's wish to die: the writer is asked about it, both are helped.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        r"<friend>(?: is| was| keeps| said| says| told me| just| really|s)*(?: that)?(?: he| she| they| hes| shes)? (?:is )?(?:wants?|wanted|going|trying|tried|"
        r"threatening|threatened|planning|thinking (?:about|of)) (?:to |of )?(?:die|dying|kill(?:ing)? (?:himself|herself|themself|themselves|hisself)|"
        r"(?:hurt|hurting|harm) (?:himself|herself|themself)|commit(?:ting)? suicide|suicide|end (?:his|her|their) life|od)",
        r"<friend>(?: is| are|s| feels| has been)? (?:suicidal|cutting (?:himself|herself|themself)|self harming)|(?:hes|shes|theyre) (?:suicidal|"
        r"(?:going|trying|wanting|threatening) to (?:kill|hurt) (?:himself|herself|themself|themselves))",
        r"(?:<amiga> )?(?:se (?:quiere|va a|quiso|intento|esta queriendo) (?:matar|morir|suicidar|cortar las venas|quitar la vida)|quiere (?:matarse|morirse|"
        r"suicidarse|quitarse la vida)|dice que (?:se )?quiere (?:morir|matar|morirse|matarse|suicidar)\w*)",
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

ME_QUIERO_MORIR = Rule(
    name="me_quiero_morir",
    reason="Querer morir o ya no querer vivir, en primera persona.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:me )?(?:quiero|kiero|quisiera|queria|deseo|necesito|prefiero|preferiria|merezco|ganas de|gustaria|voy a|deberia) (?:ya )?(?:morir|morirme|estar muert[oa])",
        r"me (?:quiero|quisiera|deberia|deseo|gustaria) (?:ya )?(?:morir|matar|suicidar|quitar la vida|colgar|ahorcar|aventar|cortar las venas|dar un tiro|pegar un tiro)",
        r"(?:quiero|quisiera|voy a|intente|trate de|pensado en|pienso en|pensando en|ganas de|ideas de|necesito|penso en|planeo|a punto de|deseos de|decidi|procedo a|estoy (?:para|por|entre)|a nada de|nomas quiero|mejor) "
        r"(?:matarme|suicidarme|quitarme la vida|colgarme|ahorcarme|aventarme|tirarme (?:de un|del|desde|a las|al tren|al metro)|cortarme (?:las venas|los brazos|las munecas)|"
        r"darme un tiro|pegarme un tiro|acabar con (?:mi|esta) vida|terminar con mi vida|acabar con todo|dejar de (?:vivir|existir)|no existir|desvivirme)",
        r"me (?:voy a|vy a) (?:matar|suicidar|morir hoy|quitar la vida|colgar|ahorcar|aventar|cortar las venas|desvivir)|me mato(?= \|| $| hoy| esta noche| si)",
        r"queriendo(?:me)? (?:matar|morir|suicidar)(?:me)?|quiero no (?:vivir|existir|despertar)",
        r"(?:ojala|quisiera|deseo|espero|quiero) (?:que )?(?:no |ya no |nunca )?(?:me )?(?:muera|muriera|despierte|despertar|despertara|hubiera nacido|haber nacido|existir|"
        r"existiera|estuviera muert[oa])(?: nunca| mas| jamas)?",
        r"(?:estaria|estarian|seria) mejor (?:muert[oa]|si (?:me muero|me muriera|no existiera|no estuviera|estuviera muert[oa]|yo no))",
        r"(?:pensamientos|ideas|ideacion) (?:suicidas?|de (?:muerte|suicidio|matarme|morir))|(?:pienso|pensando|pensado|penso) en (?:el )?suicidio|(?:carta|nota) de suicidio|"
        r"(?:intento|intente) (?:de )?suicid\w+|soy suicida|estoy suicida",
        r"(?:no|ya no) (?:vale|tiene caso|tiene sentido) (?:la pena )?(?:seguir )?(?:vivir|viviendo)|no (?:tengo|hay|encuentro) (?:ninguna )?raz[o]n(?:es)? para vivir",
    ),
    before=r"(?:no|nunca|ni|tampoco|jamas) (?:me )?|(?:no|nunca|tampoco|jamas|ni)(?: que)?|(?:se|te|nos|que no)|casi|por poco(?: y)?",
    after=_FIGURA_DESPUES + r"|(?:aqui|ahi|alla|con|en|cerca|junto|asi con|sola|solo en|temprano)",
    softened_by=r"(?:sueno|hambre|frio|calor|examen|tarea|partido|entrada|concierto|regla|cruda|dieta|gym|guap[oa]|lind[oa]|bonit[oa]|hermos[oa]|resaca|capitulo|temporada|temprano|antojo|oso|boletos|matematicas?|trafico)",
    anywhere=r"(?:un|una) (?:familiar|amigo|paciente)|de (?:risa|amor|hambre|sueno|frio|calor|verguenza|pena|ternura)|prevencion (?:del|de) suicidio|escuadron suicida|la cancion|reggaeton",
    laughter_softens=True,
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
        "no me quiero morir",
        "me quiero morir de la pena jaja",
        "quiero morirme de viejo",
        "mi amiga se quiere morir",
        "me mato de hambre por llegar temprano",
    ),
)

ME_CORTO = Rule(
    name="me_corto",
    reason="Cortarse, lastimarse o tomar algo para hacerse daño.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:me quiero|quiero|voy a|me voy a|ganas de|empece a|volvi a|pienso en|necesito|sigo|he estado|estoy|me dan ganas de|me (?:gusta|encanta|calma)|tengo que) "
        r"(?:cortarme|lastimarme|hacerme dano|herirme|autolesionarme|cortar(?= \|| $| otra| de nuevo| las venas| los brazos)|cortandome|lastimandome|hacer dano(?= \|| $))",
        r"me (?:corte|corto|he cortado|he estado cortando|estoy cortando)(?: otra vez| de nuevo)? (?:las venas|los brazos|el brazo|las munecas|la muneca|las piernas|otra vez|"
        r"de nuevo|cuando|para|porque|a proposito|anoche|con (?:una|un) (?:navaja|cuchillo|cutter|rastrillo))",
        r"me (?:autolesiono|autolesione|lastimo|hago dano)(?: a mi mism[oa])?(?= \|| $| otra| a| cuando| porque| para)|"
        r"me corto(?= \|| $)",
        r"(?:tirarme|aventarme|me (?:voy a |quiero )?(?:tirar|aventar|tiro|aviento)) (?:de un|del|de la|desde un|desde el|al|a las|a los|frente al?|de una) "
        r"(?:puente|techo|edificio|balcon|azotea|vias|tren|metro|carro|carros|camion|precipicio|ventana|pasillo)",
        r"(?:tomarme|me (?:voy a|quiero) tomar) (?:todas|todo|un monton|un chingo|muchas|el frasco|el bote)(?: de)?(?: las| los| mis| el)?(?: [^| ]+){0,2} <pastillas>",
    ),
    before=r"(?:no|nunca|casi|tampoco|ya no|sin querer)(?: me)?",
    after=r"(?:el (?:pelo|cabello|fleco|dedo)|las unas|la una|las puntas|sin querer|cocinando|rasurandome|con (?:un papel|una hoja|papel)|en la cocina|al mar|a la alberca)",
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

DESESPERO = Rule(
    name="ya_no_puedo",
    reason="Desesperanza que a menudo esconde más: vale una pregunta suave y directa.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.POSSIBLE,
    patterns=(
        r"ya no (?:puedo|aguanto|soporto)(?: (?:mas|vivir|con (?:esto|todo|mi vida|la vida)|esta vida|la vida|seguir|el dolor|esto))+|no (?:puedo|aguanto) mas(?= \|| $| con (?:esto|mi vida))|ya no puedo(?= \|| $)",
        r"(?:cansad[oa]|hart[oa]|asquead[oa]) de (?:vivir|la vida|mi vida|existir|esta vida|seguir|estar viv[oa])",
        r"(?:la |mi )?vida (?:ya )?no (?:vale|tiene|sirve)(?: (?:la pena|nada|sentido|caso))|no (?:le )?(?:encuentro|veo|hallo) (?:el |ningun )?sentido a (?:la|mi|esta|nada|vivir)(?: vida)?|para que (?:vivir|seguir viviendo|sigo viv[oa])",
        r"(?:quiero|quisiera|ganas de|me gustaria) (?:desaparecer(?:me)?|que todo (?:se )?(?:acabe|termine)|que esto (?:se )?(?:acabe|termine)|dejar de sufrir|rendirme|dormir para siempre)",
        r"(?:todos|estarian|estan|mi familia|mis papas|seria)<gap> mejor sin mi|nadie me (?:va a extranar|extranaria|quiere y|necesita)|a nadie le (?:importo|importa si (?:me muero|vivo))",
        r"odio (?:mi vida|vivir|estar viv[oa])|me odio(?: a mi mism[oa])?(?= \|| $| y| porque)|no tengo (?:esperanza|salida|ganas de (?:vivir|nada|seguir))|sin ganas de vivir|sin salida(?= \|| $)",
        r"(?:si|no se si) (?:de verdad |realmente |aun |todavia )?vale la pena (?:seguir )?(?:vivir|viviendo|la vida)|sin (?:querer|ganas de) (?:morir|vivir)|ganas de hacerlo(?: ya)?|me (?:hace|hacen|da|dan) (?:querer|ganas de) (?:morir|matar)(?:me)?|"
        r"suicidi[oa]|suicidarme|(?:quiero|quisiera|voy a|dan ganas de) (?:morir|matar)(?:me)?(?= lol)|me (?:quiero|quisiera) (?:morir|matar)(?= lol)|lol me (?:quiero|mato)<gap>(?:morir|matar)?",
        r"me (?:dijo|dice|dijeron|dicen) que me (?:mate|muera|suicide)",
    ),
    before=r"(?:no|nunca|tampoco)",
    anywhere=r"prevencion (?:del|de) suicidio|escuadron suicida",
    examples=(
        "ya no puedo más",
        "estoy cansada de vivir",
        "mi vida no tiene sentido",
        "quiero desaparecer",
        "estarían mejor sin mí",
        "odio mi vida",
    ),
    near_misses=(
        "ya no puedo ir hoy",
        "no puedo más tarde",
        "no odio mi vida",
        "estoy cansada de la escuela",
    ),
)

NO_QUIERO_VIVIR = Rule(
    name="no_quiero_vivir",
    reason="Ya no querer vivir, existir o despertar.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        r"(?:ya )?no (?:quiero|deseo|quisiera|tengo ganas de) (?:ni )?(?:seguir )?(?:viviendo|existir|vivir|estar viv[oa]|seguir viv[oa]|existiendo)(?: mas| nunca| ya)?",
        r"(?:ya )?no (?:quiero|quisiera) (?:volver a )?despertar(?:me)?(?: mas| nunca| jamas| manana)?(?= \\|| $)|(?:dormir|dormirme|acostarme|quedarme dormid[oa]) y (?:ya )?(?:no|nunca|jamas) (?:mas |volver a )*despertar(?:me)?(?: mas| nunca)?",
    ),
    before=r"(?:que|se|si)",
    after=_FIGURA_DESPUES + r"|(?:aqui|ahi|aca|alla|con|en|cerca|junto|asi con|sol[oa]|de|temprano|lejos|y ver|un|una)",
    softened_by=r"(?:sueno|examen|tarea|madrugar|enamorad[oa])",
    laughter_softens=True,
    examples=(
        "ya no kiero vivir",
        "no quiero existir",
        "hoy no quiero ni existir",
        "quisiera dormirme y nunca despertar",
        "no quiero seguir viviendo",
    ),
    near_misses=("no quiero vivir con mi papá", "no quiero vivir en houston", "no quiero despertar temprano", "ella no quiere vivir aqui"),
)

RULES = (
    NO_QUIERO_VIVIR,
    KILL_MYSELF,
    SUICIDE_SAID,
    WANT_TO_DIE,
    NO_WISH_TO_LIVE,
    SELF_INJURY,
    ME_QUIERO_MORIR,
    ME_CORTO,
    DESPAIR,
    OTHER_PERSON,
    DESESPERO,
)
