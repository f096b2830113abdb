"""Violence now, in English."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

KILL_ME = Rule(
    name="going_to_kill_me",
    reason="Somebody is about to kill or shoot the writer. Of parents and bosses it is mostly said in jest.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:hes|shes|theyre|<he>(?: is| are)?) (?:\w+ )?(?:going to|trying to|coming to|tried to|wants to|"
            r"want to|threatening to|about to|here to) (?:kill|shoot|stab|murder|strangle|rape|beat) me(?: up)?"
        ),
        (
            r"<he>(?: will|ll| would| said (?:he|she|they)?(?: will| would|s going to|ll| is going to)|) (?:kill|"
            r"shoot|stab|murder) me(?: if)?"
        ),
        r"<he> (?:will|would|is going to|going to|ll) (?:hurt|beat|find|get) me (?:if|when|tonight|again)<gap>",
        r"(?:hes|shes|theyre) (?:going to) (?:hurt|beat|find) me",
        r"(?:he|she|they|hell|shell|theyll) (?:literally |really )?(?:kill|murder) me (?:if|when|tonight|and)<gap>",
        (
            r"(?:im|i feel like im) (?:going to|about to) (?:get|be) (?:killed|murdered|raped|shot|stabbed|"
            r"beaten)(?: up| tonight)?"
        ),
        r"(?:they|he|she|someone)<gap> (?:put a hit|hit out) on me",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=(
        r"(?:laughing|with (?:kindness|love|laughter|that face|cuteness|hugs)|lol|in (?:cod|fortnite|the game|gta|2k|"
        r"roblox|warzone)|(?:at|on) (?:the game|fortnite|2k|xbox)|if (?:i|we) (?:dont (?:get|bring|clean|do|wash|"
        r"finish|pick|pass|call|text)|fail|forget|lost|break|miss|eat|drank|wear|wake|spill|am late|im late)|"
        r"for (?:this|that|forgetting|being late|eating|asking))"
    ),
    anywhere=r"lol|(?:movie|show|game|episode|dream|nightmare)",
    softened_by=r"<parent>",
    examples=(
        "my mom read my phone and shes gonna kill me",
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
        (
            r"(?:threatening|threatened|threatens|coming at|came at|chasing|chased|attacking|attacked) (?:me|"
            r"us) with (?:a|the|his|her) (?:gun|knife|machete|pistol|bat|hammer|belt|bottle)"
        ),
        (
            r"(?:<he>|<parent>|hes|shes|theyre)(?: is| are| s)?(?: just| got| has| drunk and)* (?:has|have|got|"
            r"holding|pulled|pulled out|waving|carrying|with|pointing|pointed|brought|grabbed|put) (?:a|the|his|her|"
            r"their|out a) (?:gun|knife|machete|pistol|weapon|rifle|bat|shotgun)(?: (?:on|at|to|out|up|and|here|"
            r"right now|against)(?: me| my head)?)?(?= \|| $| )"
        ),
        (
            r"(?:gun|knife|blade) (?:to|at|on|against) (?:me|my (?:head|throat|neck|face|back))|(?:pointing|pointed|"
            r"aimed|aiming|put) (?:a |the |his )?(?:gun|knife) (?:at|to|on) (?:me|my)"
        ),
        (
            r"(?:shooting|shot|shoots|firing) at (?:me|us|the house|my house)|(?:stabbing|stabbed) me|"
            r"tried to (?:stab|shoot) me"
        ),
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=(
        r"(?:license|safe|collection|show|range|permit|tattoo|case|set|game|block|emoji|sleeve|for (?:hunting|work|"
        r"sale|cooking)|in (?:his|the) (?:safe|truck|game|kitchen|bag|car)|fight|signed|from (?:the|his)|at (?:the|"
        r"practice))"
    ),
    anywhere=(
        r"lol|(?:game|gta|fortnite|cod|movie|show|episode|nerf|toy|water gun|paintball|laser tag|prop|cosplay|"
        r"baseball|softball|hunting|dream)"
    ),
    examples=(
        "he came at me with a knife",
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

HITTING_NOW = Rule(
    name="hurting_me_now",
    reason="Violence that is going on, or has just happened.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:hes|shes|theyre|(?:<he>|<parent>) (?:is|are|keeps|keep|started|wont stop|start|wont quit)|"
            r"my \w+ is) (?:\w+ing and |really |just |always )?(?:hitting|beating|choking|strangling|punching|kicking|"
            r"hurting|attacking|raping|assaulting|slapping|burning|molesting|torturing|stabbing|cutting|drugging|"
            r"beating up on|jumping) (?:on )?(?:me|us|my (?:mom|sister|brother|kids?|baby|lil brother|"
            r"little (?:brother|sister)))"
        ),
        (
            r"(?:<he>|<parent>|hes|shes|theyre) just (?:hit|beat|choked|strangled|punched|kicked|attacked|raped|"
            r"slapped|assaulted|jumped|burned|stabbed|cut) (?:me|my (?:mom|sister|brother))"
        ),
        (
            r"(?:i was|i got|i just got|ive been|i was just|i just) (?:just )?(?:got )?(?:raped|assaulted|attacked|"
            r"beaten up|beat up|jumped|strangled)<gap> (?:right now|tonight|just now|an hour ago|today|minutes ago|"
            r"this morning)|i (?:just|was just) (?:got |been )?(?:raped|assaulted|attacked|strangled)"
        ),
        (
            r"(?:wont|doesnt|dont|please make him|make him|make them) stop (?:hitting|beating|choking|hurting|raping|"
            r"kicking|punching|touching) me"
        ),
        r"(?:he|she|they) (?:choked|strangled|beat) me (?:until|unconscious|so bad|tonight|just now|bad)",
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?",
    after=(
        r"(?:up(?! (?:again|bad|right|so|and))|on (?:insta|ig|snap|tiktok|facebook)|my feelings|at (?:the|this|mario|"
        r"2k|chess|madden|fortnite|uno|cards)|in (?:mario|2k|chess|madden|fortnite|the game|uno|cards)|feelings|"
        r"with (?:(?:a|the|that|this|those|his|her) )?(?:\w+ )?(?:news|texts?|questions?|look|jokes?|facts|"
        r"kindness|eyes|deal)|"
        r"back|to it|laughing|by \d+|lol|off)"
    ),
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

RULES = (KILL_ME, WEAPON, HITTING_NOW)
