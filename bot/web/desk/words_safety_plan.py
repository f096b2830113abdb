"""The words around a safety plan that a youth shares."""

from __future__ import annotations

EN = {
    "safety.title": "Their safety plan",
    "safety.hint": "They wrote it for themselves and let you read it. They can take that back. That you open it is noted.",
    "safety.show": "Show the plan",
    "safety.warning_signs": "Warning signs",
    "safety.things_i_can_do": "What they can do",
    "safety.people": "Their people",
    "safety.safe_places": "Where to go",
    "safety.what_to_take": "What to take",
    "safety.who_to_call": "Who to call",
    "safety.code_word": "Code word among friends",
    "wrong.this plan is not shared with you": "They do not let you read their plan, or not any more.",
}

ES = {
    "safety.title": "Su plan de seguridad",
    "safety.hint": "Lo escribió para sí y te deja leerlo. Puede cambiar de idea. Queda registro de que lo abres.",
    "safety.show": "Mostrar el plan",
    "safety.warning_signs": "Señales de aviso",
    "safety.things_i_can_do": "Lo que puede hacer",
    "safety.people": "Su gente",
    "safety.safe_places": "A dónde ir",
    "safety.what_to_take": "Qué llevar",
    "safety.who_to_call": "A quién llamar",
    "safety.code_word": "Palabra clave con su gente",
    "wrong.this plan is not shared with you": "No te deja leer su plan, o ya no.",
}
