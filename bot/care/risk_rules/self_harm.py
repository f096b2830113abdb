"""Suicide said plainly, in English."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

KILL_MYSELF = Rule(
    name="kill_myself",
    reason="Naming one's own death by one's own hand is plain in itself.",
    kind=RiskKind.SELF_HARM,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:kill|killing|hang|hanging|shoot|shooting|drown|drowning|stab|stabbing|end|ending|murder|suffocate|"
            r"strangle) myself|(?:want|going|need|trying) to off myself|(?:only|main) (?:reason|thing)<gap> (?:havent|"
            r"not|keeps me from|keeping me from|stopping me from|dont|didnt)(?: killed| kill| killing| end|"
            r" ended)<gap> (?:myself|my life|it)"
        ),
        (
            r"(?:want|going|need|trying|tried|ready|plan|planning|decided|about|think ill|might|"
            r"just) (?:to )?(?:just )?kms"
        ),
        r"(?:end|ending|take|taking|ended|took) my (?:own )?(?:life|live)",
        (
            r"(?:end|ending|want to end) (?:it all|everything) (?:tonight|today|right now)|(?:want|going|ready|need|"
            r"plan) to end it all"
        ),
        r"ending it all|end it all|going to end it (?:tonight|today|right now)|want to end it for good",
    ),
    before=r"<notwant>|(?:almost|nearly|practically)|<toldme>",
    after=(
        r"(?:laughing|lol at|studying|working|at (?:the )?(?:gym|work|practice)|over (?:this|a|some|that) \w+|"
        r"in the foot|off|(?:doing|for) (?:this|that|these|homework|math)|if (?:i|we|he|she|they|you) (?:have|hear|"
        r"see|fail|lose|get|dont|eat|miss|lost|cant|has|had).*|by (?:working|eating|smoking)|with work|trying|(?:in|"
        r"on|at) (?:the )?(?:game|gta|fortnite|minecraft|roblox|sims))"
    ),
    anywhere=(
        r"(?:this|that|the|my|math|bio|chem) ?(?:class|homework|hw|test|exam|essay|game|job|traffic|shift|"
        r"group project|boss|teacher|wifi|song|meeting|commute|show)(?: is| are)? (?:makes|make|making|got|has|having|"
        r"is making) me"
    ),
    laughter_softens=True,
    plain_alone=True,
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
        (
            r"(?:i|im|ive|to|id|just|ill|me|of|about|at|attempted|after)<gap> (?:commit|committing|commiting|attempt|"
            r"attempted|attempting|try|tried|trying|doing) suicide|attempted suicide|suicide (?:methods?|note|plan|"
            r"letter)|my (?:last |first |failed |second |third |suicide )*attempt(?:s)? (?:failed|didnt work|"
            r"at suicide|last|to die)"
        ),
        (
            r"(?:thinking|thought|think|thoughts|dreaming|considering|considered|planning|contemplating|"
            r"contemplated)(?: (?:about|of|on|my|a|committing|doing))* suicide"
        ),
        (
            r"my (?:own )?suicide(?: (?:note|letter|plan|attempt|date))?|(?:wrote|writing|write|written) (?:a|the|"
            r"my) (?:suicide|goodbye) (?:note|letter)"
        ),
        r"suicide is (?:the|my) only (?:way|option|answer|thing)",
    ),
    before=(
        r"<notwant>|my (?:friend|brother|sister|cousin|mom|dad|uncle|aunt|bestie)s?<others>|(?:he|she|they|hes|shes|"
        r"theyre|who|people|someone)<others>"
    ),
    anywhere=(
        r"(?:not|isnt|never) suicidal|suicid\w+ (?:prevention|awareness|squad|hotline|boys|bomber|door|assembly|"
        r"rates?|class|test|essay|paper|project|documentary)|(?:song|movie|book|episode|essay|paper|project|"
        r"class) (?:is )?(?:about|on) suicide"
    ),
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
        (
            r"(?:want|ready|rather|deserve|need|hope|hoping|prefer|supposed|like|decided|trying|plan|planning|love|"
            r"id like|wanted|willing) (?:to )?(?:just |fucking |really |literally |actually |honestly |go |"
            r"be able to )*(?:die|be dead|be gone forever)"
        ),
        (
            r"(?:wish|wished|wishing|hope|hoping) (?:that )?(?:i|id|ill) (?:just |could |would |can |had |be |was |"
            r"were |get to |really |never |fucking )*(?:die|dead|died|dies|dieing|dying|been born|born|existed|exist|"
            r"killed|not alive|not exist|dont wake up|not wake up|wake up|didnt exist|wasnt alive|wasnt born|"
            r"wasnt here anymore|dont wake)"
        ),
        (
            r"(?:wish|hope|hopefully|pray|praying) (?:that )?(?:i|id|ill) (?:wasnt|werent|didnt|was not|were not|dont|"
            r"wouldnt|wont|never|cant) (?:have to |ever |even |be )*(?:alive|born|exist|living|wake up|wake|survive)"
        ),
        (
            r"(?:id|i) (?:would )?(?:be )?(?:rather|better off|prefer) (?:to )?(?:be )?dead|im better off dead|"
            r"better off if i (?:was|were) dead|better if i (?:was|were) (?:dead|gone|not here)|better if i (?:died|"
            r"didnt exist|wasnt (?:here|alive|around|born))"
        ),
        (
            r"i (?:just )?(?:should|could|must) (?:just )?(?:die|be dead)|let me (?:just )?die|"
            r"(?:please )?(?:somebody|someone|god) (?:please )?kill me"
        ),
        (
            r"(?:think|thinking|thought|dream|fantasize|fantasizing) (?:about|of) (?:dying|being dead|"
            r"my (?:own )?death|ways to die)"
        ),
        (
            r"(?:being dead|death|dying|dead) (?:is|would be|sounds|seems|looks) (?:so |much |way |really |"
            r"like )*(?:better|easier|nice|good|peaceful|my only|the only)|how many<gap> <pills><gap>(?: it)?(?: take|"
            r" would)* (?:to|would|will) (?:die|kill|od|overdose)<gap>|how (?:do i|can i|to) (?:die|kill myself|"
            r"od)<gap>|lethal (?:dose|way)|(?:feel|feeling|felt) like (?:dying|ending (?:it|everything)|"
            r"not being alive)|(?:ways|way|how|easiest way|best way|painless way) to die"
        ),
        (
            r"(?:ive|i) (?:just )?(?:got|have) nothing (?:left )?to live for|no (?:reason|point) (?:to|in|of) (?:live|"
            r"living|being alive|be alive|staying alive|stay alive)|nothing (?:left )?to live for"
        ),
    ),
    before=(
        r"<notwant>|<toldme>|(?:who|people|everyone|he|she|they|you|everybody|nobody|hes|shes|we|some people|"
        r"all)(?: just| really| all| always)?|how much (?:he|she|they)"
    ),
    after=r"<figure>",
    anywhere=(
        r"(?:too|so|dress|dog|puppy|kitten|baby|cake|shoes|song) (?:cute|adorable|good|pretty|funny|fine|hot|cringe|"
        r"embarrassing)|(?:this|that|math|my|the) (?:class|homework|hw|test|exam|essay|job|shift|workout|heat|lecture|"
        r"meeting|traffic|hangover)<gap> (?:makes|made|make|making|has|got|is) me|hungover|plants?|hair"
    ),
    softened_by=(
        r"(?:homework|hw|exams?|finals|midterms?|essay|hungry|starving|hangover|hungover|workout|gym|traffic|wifi|"
        r"tickets|concert|accent|season|episode|fandom|level|ranked|embarrass\w+|cringe|awkward|cramps|sleepy|outfit|"
        r"crush|omg|hill)"
    ),
    laughter_softens=True,
    plain_alone=True,
    examples=(
        "lately i want to die",
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
        (
            r"(?:dont|do not|didnt|not|no longer|never) (?:really |even |fucking |just )?(?:want|wanting|wish|wanted|"
            r"care|deserve) (?:to )?(?:be alive|exist|be living|keep living|continue living|keep existing|"
            r"be breathing|go on living|stay alive|live (?:anymore|any longer|no more|another day|life anymore)|"
            r"wake up (?:anymore|ever|again|tomorrow)|be living|be on this (?:earth|planet)|be in this world)"
        ),
        (
            r"(?:dont|do not|didnt|no longer) (?:really |even |fucking |just )?(?:want|wanted|"
            r"deserve) to live(?= (?:\||$))"
        ),
        (
            r"(?:want|like|wanted|rather|wish i could|hope i) (?:to )?(?:just )?(?:go to sleep|fall asleep|"
            r"sleep) (?:and )?(?:forever|never wake up|not wake up|dont wake up|never waking up)"
        ),
        (
            r"(?:want|wanted) to (?:just )?(?:never wake up|not wake up|not exist|stop existing|not be alive|"
            r"stop living|cease to exist|stop being alive)"
        ),
        (
            r"(?:dont|didnt) (?:feel like|know if i (?:want|should|can|deserve)(?: to)?|see (?:the|a|any) (?:point|"
            r"reason) (?:of|in|to|for)) (?:living|being alive|live|life|existing)(?: anymore)?"
        ),
    ),
    after=r"(?:with|in|at|here|there|near|like that|on campus|w|for school|early|under|off|without|to)",
    laughter_softens=True,
    plain_alone=True,
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

RULES = (KILL_MYSELF, SUICIDE_SAID, WANT_TO_DIE, NO_WISH_TO_LIVE)
