"""The words of one's own shift."""

from __future__ import annotations

EN = {
    "shift.title": "My shift",
    "shift.on": "You are on shift until {until}, for {left} more.",
    "shift.off_until": "You are off shift. Your next shift begins {at}.",
    "shift.off": "You are off shift, and none of yours begins in the next two weeks.",
    "shift.away_on": "You stepped away. Nobody is sent to you until you are back; what you have in hand stays yours.",
    "shift.away_off": "You are marked as away. Come back before your next shift, or nobody is sent to you.",
    "shift.away_alone": "Nobody else is on shift now. While you are away, young people hear that nobody is here.",
    "shift.leave": "Step away",
    "shift.return": "I'm back",
    "shift.others": "Who else is on shift",
    "shift.others_none": "Nobody else is on shift now.",
    "shift.until": "until {until}",
    "shift.is_away": "stepped away",
    "shift.coming": "My next two weeks",
    "shift.coming_none": "No shift of yours begins in the next two weeks.",
    "shift.when": "Day",
    "shift.hours": "Hours",
    "shift.length": "Length",
    "shift.clocks": "The clocks change in this shift.",
    "shift.pages": "Pages",
    "shift.pages_to": "When somebody waits, a text goes to your phone that ends in {digits}. Reply 1 to it if you take it.",
    "shift.pages_stopped": "You texted STOP from your phone that ends in {digits}: no pages reach you. "
    "Text START to the program's number to turn them on again.",
    "shift.pages_none": "No phone of yours is known, so no pages reach you away from the desk. An admin can add it.",
}

ES = {
    "shift.title": "Mi turno",
    "shift.on": "Estás de turno hasta: {until}. Faltan {left}.",
    "shift.off_until": "No estás de turno. Tu próximo turno empieza: {at}.",
    "shift.off": "No estás de turno, y ninguno tuyo empieza en las próximas dos semanas.",
    "shift.away_on": "Estás en pausa. No se te manda a nadie hasta que vuelvas; lo que tienes en curso sigue contigo.",
    "shift.away_off": "Quedaste en pausa. Vuelve antes de tu próximo turno, o no se te mandará a nadie.",
    "shift.away_alone": "Ahora no hay nadie más de turno. Mientras estés en pausa, se les dice que no hay nadie.",
    "shift.leave": "Hacer una pausa",
    "shift.return": "Ya volví",
    "shift.others": "Quién más está de turno",
    "shift.others_none": "Ahora no hay nadie más de turno.",
    "shift.until": "hasta: {until}",
    "shift.is_away": "en pausa",
    "shift.coming": "Mis próximas dos semanas",
    "shift.coming_none": "Ningún turno tuyo empieza en las próximas dos semanas.",
    "shift.when": "Día",
    "shift.hours": "Horas",
    "shift.length": "Duración",
    "shift.clocks": "En este turno cambian los relojes.",
    "shift.pages": "Avisos",
    "shift.pages_to": "Cuando alguien espera, llega un texto a tu teléfono que termina en {digits}. Contesta 1 si atiendes.",
    "shift.pages_stopped": "Mandaste STOP desde tu teléfono que termina en {digits}: no te llegan los avisos. "
    "Manda START al número del programa para que vuelvan.",
    "shift.pages_none": "No se conoce tu teléfono, así que no te llegan avisos lejos de la mesa. "
    "Administración puede agregarlo.",
}
