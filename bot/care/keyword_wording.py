"""The wordings behind STOP, START, HELP and "do not write back", as folded words: whole texts, then patterns.

A pattern is matched from the beginning of a clause, after words that open one without changing its meaning.
"""

from __future__ import annotations

import re

CARRIER_STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"})
CARRIER_START = frozenset({"start", "yes", "unstop"})
CARRIER_HELP = frozenset({"help", "info"})

ALONE_STOP_EN = (
    "stop all", "stop now", "please stop", "pls stop", "plz stop", "stop please", "stop pls", "stop plz", "just stop",
    "stop stop", "stop stop stop", "opt out", "opt me out", "unsub", "unsubscribe me", "remove", "remove me", "go away",
    "leave me alone", "leave me tf alone", "lose my number", "stop the service",
)  # fmt: skip
ALONE_STOP_ES = (
    "alto", "parar", "pare", "paren", "detener", "detente", "cancelar", "cancela", "baja", "dar de baja", "no mas",
    "darme de baja", "dame de baja", "denme de baja", "desuscribir", "desuscribirme", "fin", "ya no mas", "ya stop",
    "dejame en paz", "dejenme en paz", "ya dejame en paz", "stop por favor", "stop porfa", "alto por favor",
)  # fmt: skip
ALONE_START_EN = ("unpause", "resubscribe", "subscribe", "opt in", "optin", "start again")
ALONE_START_ES = ("iniciar", "empezar", "comenzar", "reanudar", "activar", "alta")
ALONE_HELP_EN = ("sos", "help help", "help help help")
ALONE_HELP_ES = ("ayuda", "informacion", "auxilio", "ayuda ayuda", "socorro")

# How a wish to resume is put. Read only while texts are paused: at other times the words mean something else.
PAUSED_START_EN = (
    "yeah", "yep", "yes please", "resume", "continue", "text me", "text me again", "text me pls", "you can text me",
    "u can text me", "u can text me again", "you can text me again", "start texting me again", "im back",
)  # fmt: skip
PAUSED_START_ES = (
    "si", "si por favor", "si porfa", "continuar", "seguir", "escribeme", "escribanme", "puedes escribirme", "ya volvi",
    "ya puedes escribirme", "puedes escribirme otra vez", "escribeme otra vez", "mandame mensajes",
)  # fmt: skip

_TEXTING = r"(?:text|txt|messag|msg|contact|writ|bother|spam|email|hit)(?:e|t|g)?(?:ing|in)?(?: up)?"
_TEXTS = (
    r"(?:(?:any|more|these|those|your|ur|the|all|of|this|a|no|get|getting|receive|to) )*"
    r"(?:text|txt|message|msg|sms|reminder)s?"
)
_NOW = (
    r"(?:right now|rn|now|atm|yet|for now|at the moment|here|till|until|while|unless|tonight|today|"
    r"for a (?:bit|while|min|minute))"
)
_OPENING = (
    r"(?:(?:please|pls|plz|ok|okay|hey|yo|just|no|nah|ugh|omg|bro|thanks|thank you|thx|but|sorry|so|and|can|could|will|"
    r"would|you|u|i said|i want you to|i need you to|i want u to|i need u to|i told you to|fr|dude|lol|hi|hello|"
    r"never ?mind|nvm) )*"
)
_APERTURA = (
    r"(?:(?:por favor|porfavor|porfa|plis|oye|oigan|mira|ya|que|quiero que|les pido que|te pido que|no gracias|gracias|"
    r"pero|bueno|ok|hola|perdon|disculpa|mejor|te dije que|puedes|pueden|podrias) )*"
)
_AHORA = r"(?:ahorita|ahora|por ahora|todavia|hasta|mientras|aqui|hoy|orita|por el momento)"
_MENSAJES = (
    r"(?:(?:mas|los|estos|sus|tus|esos|recibir|que me mandes|ningun) )*"
    r"(?:mensaje|mensajito|texto|msj|mensage|sms)s?"
)
_NOT_OURS = r"(?! from (?:him|her|them|my|that))"
_ESCRIBAS = r"(?:(?:escrib|contest)(?:as|an|a)|(?:texte|mand|envi|molest|contact|mensaje)(?:es|en|e))"
# "dont answer" begins a wish, "i dont answer" does not.
_BEFORE_WISH = r"(?:^|\b(?:here|home|awake|coming|so|pls|please|but|and|just|ok|hes|shes|back|me) )"

_NEVER = "(?:dont|do not|dnt)"

DO_NOT_REPLY_EN = (
    rf"{_BEFORE_WISH}{_NEVER} (?:you )?(?:text|txt|message|msg|write|call|hit) (?:me |us )?(?:back|{_NOW})\b",
    rf"{_BEFORE_WISH}{_NEVER} (?:you )?(?:reply|respond|answer)\b(?! (?:that|this|to (?:him|her|them)|the door))",
    r"^(?:\w+ )?(?:no reply|no replies|no need to reply)\b",
)
DO_NOT_REPLY_ES = (
    r"\bno (?:me |nos )?(?:contest(?:es|en)|respond(?:as|an)|regreses (?:el )?mensaje)\b",
    rf"\bno me (?:escrib(?:as|an)|textees|mandes (?:nada|mensajes?)) (?:de vuelta|{_AHORA})\b",
)
STOP_EN = (
    rf"^{_OPENING}(?:stop|quit|cease) {_TEXTING}(?: (?:me|us|this number|my phone|here|pls|please))?"
    r"(?: (?!him|her|them)|$)",
    rf"^{_OPENING}(?:stop|quit|cut out|cancel|end) (?:sending |with )?(?:me )?{_TEXTS}\b",
    rf"^{_OPENING}(?:{_NEVER}|never) (?:you )?(?:ever )?(?:text|txt|message|msg|write|contact|bother|send)(?: to)?"
    rf" (?:me|us|this number|here)\b(?! (?:back|{_NOW})\b)",
    rf"^{_OPENING}i (?:dont|do not|no longer) (?:want|need|wanna) (?:you (?:to )?(?:texting|text|message|messaging) me|"
    rf"{_TEXTS}\b{_NOT_OURS})",
    rf"^{_OPENING}no more {_TEXTS}\b{_NOT_OURS}",
    rf"^{_OPENING}(?:remove|take|get|delete|drop|erase) (?:me|my number|this number|my phone)(?: number)? "
    r"(?:off|from|out)\b.{0,20}\b(?:list|texts?|messages?|system|service|this)\b",
    rf"^{_OPENING}(?:(?:unsubscribe|opt) me\b|(?:i want to|i wanna|id like to|let me|how do i) "
    r"(?:unsubscribe|opt out)\b)",
)
STOP_ES = (
    rf"^{_APERTURA}(?:para|paren|dejen|deja|dejame|dejenme|basta) (?:ya )?(?:de|con) "
    r"(?:escribir|mandar|textear|enviar|molestar|contactar|mensajear|los mensajes|sus mensajes|tus mensajes)\w*",
    rf"^{_APERTURA}no me (?:vuelv(?:as|an) a )?(?:{_ESCRIBAS}|escribir|mandar|textear|contactar)\b"
    rf"(?! (?:(?:mensajes? |nada )?(?:{_AHORA}|de vuelta)|fotos?|dinero|la|el|a (?:otr|mi|la|el|un)\w*)\b)",
    rf"^{_APERTURA}(?:ya )?no (?:quiero|deseo|necesito) (?:que me {_ESCRIBAS}\b|{_MENSAJES}\b)"
    r"(?!(?: \w+)? (?:de el|de ella|del?|suyos)\b)",
    rf"^{_APERTURA}(?:quita|quiten|borra|borren|saca|saquen|quitame|borrame|sacame|saquenme)(?: (?:de|mi))? "
    r"(?:la lista|su lista|tu lista|numero|telefono)\b",
)

# What somebody else says, or a song, is no wish of the writer.
SPEECH = re.compile(r"\b(?:says?|said|told|tells?|tell|dice|dijo|decia|dile|diles|lyrics?|song|cancion)\b")
OWN_SPEECH = re.compile(r"\bi (?:said|told)\b|\bte dije\b|\bya dije\b")
