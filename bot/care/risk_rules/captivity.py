"""Captivity and pursuit, in English."""

from __future__ import annotations

from bot.care.risk_rule import RiskKind, RiskLevel, Rule

HELD = Rule(
    name="held_captive",
    reason="Locked in, tied up, kidnapped, or kept from leaving.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"cant (?:leave|get out|escape|go)(?: out| here| anywhere)? (?:he|they|she|hes|theyre|because he|"
            r"because they)<gap> (?:locked|lock|took|has|have|hid|hides)(?! a)"
        ),
        (
            r"(?:<he>|<parent>) (?:has|have|had|got) (?:me|us) (?:locked|tied|trapped|hostage|chained)(?: up| in|"
            r" inside| down)?"
        ),
        r"(?:im|was|he put me|they put me|put me|stuck|locked|trapped) (?:in|inside) (?:the|a|his|their) trunk",
        (
            r"(?:<he>|<parent>|hes|shes|theyre)(?: is| are| has| have|s)? (?:locked|locking|locks|tied|chained|"
            r"keeping|holding|trapped|lock|keeps|holds|kept|held)<gap> (?:me|us) (?:in|inside|up|here|down|to (?:the|"
            r"a)|hostage|captive|prisoner|locked|against|trapped|down here)(?: [^| ]+){0,3}"
        ),
        (
            r"(?:im|we are|were|ive been|i was|been|i am being|im being|we re) (?:being )?(?:held|locked|tied up|"
            r"chained|kidnapped|trapped|abducted|captured|kept|taken) (?:in|inside|up|here|hostage|captive|"
            r"against (?:my|our) will|by (?:him|them|a|some|this|my)|prisoner|with (?:him|them)|to (?:a|the) (?:bed|"
            r"chair|pipe|wall))"
        ),
        (
            r"(?:im|ive been|i was|we were|i got|i think im being|im being|help im) (?:just )?(?:kidnapped|tied up|"
            r"abducted|trafficked right now)|(?:kidnapped|kidnapping|abducted|abducting) me|held hostage|"
            r"holding me (?:hostage|captive)|im (?:locked|trapped) (?:up|in)(?= \|| $| and| a| the| his| my| here)"
        ),
        (
            r"(?:<he>|hes|shes|theyre)(?: wont| dont| doesnt| not| isnt| arent| never| refuses? to| is not) (?:let|"
            r"letting|lets) (?:me|us) (?:leave|out|go(?= \|| $| home| back)|go home|go outside|escape|get out|"
            r"call anyone|use (?:my|the) phone)"
        ),
        (
            r"(?:i )?(?:cant|couldnt) (?:get|leave|escape|get out)(?: out| away)?(?: of)? (?:the|this|his|their|here|"
            r"from|that)? ?(?:room|trunk|basement|motel|hotel|closet|apartment|van|him|them|his (?:house|car|place)|"
            r"their house)(?: he| they| because| locked| the door| hes| theyre)"
        ),
        (
            r"(?:in|inside) (?:a|the|his) (?:trunk|van)<gap> (?:help|cant|wont|tied|taking|taken|driving)|(?:theyre|"
            r"hes|they are|they) (?:taking|driving|took|moving) me (?:somewhere|across|to mexico|against|away|"
            r"and i dont|i dont)(?: [^| ]+){0,3}"
        ),
    ),
    before=r"(?:dont|didnt|never) (?:think|say|said)(?: that)?|i (?:put|hold|held|have|had)(?: a)?",
    after=(
        r"(?:early|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|time)|work|practice|until (?:i|the|"
        r"my|we) (?:finish|shift|eat)|alone|down|traffic|the (?:elevator|meeting|closet lol)|laughing|to (?:the party|"
        r"prom|the mall)|him|her|in (?:bed|line|traffic|his arms|her arms)|close|tight)"
    ),
    anywhere=(
        r"(?:escape room|in his arms|in her arms|keys? (?:in|inside) (?:the|my)|locked my keys|trapped in (?:traffic|"
        r"a meeting|class)|detention|quarantine|snow|hug|suspense|movie|game|song|lol|bill|hostage by|grounded|"
        r"elevator|accidentally|by accident|by mistake|the cat|my cat)"
    ),
    examples=(
        "i cant get out he locked the door",
        "they have us locked in a garage",
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

AT_THE_DOOR = Rule(
    name="coming_for_me",
    reason="A pursuer, an intruder, or a plain call for the police.",
    kind=RiskKind.DANGER,
    level=RiskLevel.HIGH,
    patterns=(
        (
            r"(?:hes|shes|theyre|theres (?:someone|a man|a guy)|<he>(?: is)?) trying to (?:get|break|come|"
            r"climb) (?:in|into|inside|through) (?:my|the|our) (?:window|door|house|room|apartment|car|back door)"
        ),
        (
            r"(?:hes|shes|theyre|<he> (?:is|are)) (?:coming (?:after|to (?:get|hurt|kill|find|beat|take))|coming for|"
            r"looking for) me(?= \|| $| and| right now| with| tonight)"
        ),
        (
            r"(?:hes|shes|theyre|<he> (?:is|are|keeps|been)|someone|somebody|(?:a|this|that|some) (?:car|truck|"
            r"van)(?: is| keeps| been)?) (?:following|chasing|stalking|hunting) (?:me|us)"
        ),
        (
            r"(?:hes|shes|theyre|<he> (?:is|are)) (?:trying to (?:get in|break in|break (?:down )?(?:the|my) door|"
            r"come in|get inside)|breaking (?:in|into|down)|kicking (?:in |down )?(?:the|my) door|banging on (?:the|"
            r"my) (?:door|window)|outside (?:and (?:wont|hes|hell)|with a|trying|my (?:door|window) (?:and|with|"
            r"yelling|screaming|banging)))"
        ),
        (
            r"(?:someone|somebody|a man|some guy|there(?:s| is) (?:a man|someone|somebody|a guy)|a stranger)(?: is|"
            r"s)? (?:in|inside|broke into|breaking into|breaking in) (?:my|the|our) (?:house|room|apartment|home)"
        ),
        (
            r"(?:im|we are|were|i am) hiding (?:from (?:him|her|them|my \w+)|in (?:the|a) (?:closet|bathroom|basement|"
            r"bushes))"
        ),
        (
            r"(?:please )?(?:call|send) (?:the )?(?:cops|police|911|an ambulance|someone now|help now)(?: now| please|"
            r" to| for me| hes| theyre| right now)(?: [^| ]+){0,2}"
        ),
        (
            r"(?:im|i am|i think im|we are|i feel like im|my life is) in (?:\w+ )?danger|(?:im|i am|i) (?:dont feel|"
            r"not|feel un|dont feel that) ?safe (?:right now|tonight|here|at home|at all|with (?:him|her|them|my \w+))"
        ),
        r"(?:he|they) (?:found|caught) me(?= \|| $| help| and| what| im| please| hes| at)(?! a)",
        (
            r"(?:hes|theyre) going to (?:find|catch) me<gap>|if (?:he|they) (?:finds?|catch(?:es)?|"
            r"sees?) me<gap> (?:dead|kill|hurt|beat)(?: me)?"
        ),
    ),
    before=(
        r"(?:dont|didnt|never|not)(?: please)?|(?:should i|do i|if i|did you|i had to|i already|you|they|ill|he|she|"
        r"going to|to|who)(?: please)?"
    ),
    after=(
        r"(?:on (?:ig|insta|instagram|twitter|snap|snapchat|tiktok|fb|facebook|x|spotify)|back|home|later|soon|"
        r"in (?:his|the|their) car to|lol|around like|to (?:lunch|dinner|the (?:store|mall|party)))"
    ),
    anywhere=r"lol|(?:hide and seek|movie|show|game|gta|fortnite|dog is following|puppy|cat keeps|dream|nightmare)",
    examples=(
        "some guy is trying to climb through my window",
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

RULES = (HELD, AT_THE_DOOR)
