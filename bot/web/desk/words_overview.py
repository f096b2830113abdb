"""The words of the supervisors' overview."""

from __future__ import annotations

EN = {
    "overview.title": "Overview",
    "overview.note": "Every conversation that is kept, without its words. To read one that is not yours, "
    "open it and give a reason; the reason stays with it.",
    "overview.filter": "Show",
    "overview.all": "All",
    "overview.state": "State",
    "overview.state.waiting": "Waiting",
    "overview.state.claimed": "With an advocate",
    "overview.state.stopped": "Texts stopped",
    "overview.state.program": "With the program",
    "overview.who": "Who",
    "overview.since": "For",
    "overview.heard": "Last text",
    "overview.ago": "{wait} ago",
    "overview.conversation": "Conversation",
    "overview.kind": "Language",
    "overview.why": "Why",
    "overview.nobody_yet": "nobody yet",
    "overview.passed_to": "to be taken over by {name}",
    "overview.none": "No conversation is in this state.",
    "overview.more": "{n} more are not shown.",
}

ES = {
    "overview.title": "Panorama",
    "overview.note": "Todas las conversaciones que se guardan, sin sus palabras. Para leer una que no es tuya, "
    "ábrela y da un motivo; el motivo queda con ella.",
    "overview.filter": "Mostrar",
    "overview.all": "Todas",
    "overview.state": "Estado",
    "overview.state.waiting": "En espera",
    "overview.state.claimed": "Con alguien del equipo",
    "overview.state.stopped": "Sin textos, lo pidió",
    "overview.state.program": "Con el programa",
    "overview.who": "Quién",
    "overview.since": "Desde hace",
    "overview.heard": "Último texto",
    "overview.ago": "hace {wait}",
    "overview.conversation": "Conversación",
    "overview.kind": "Idioma",
    "overview.why": "Motivo",
    "overview.nobody_yet": "nadie todavía",
    "overview.passed_to": "la va a tomar {name}",
    "overview.none": "Ninguna conversación está en este estado.",
    "overview.more": "Hay {n} más que no se muestran.",
}
