"""The words of the audit's page."""

from __future__ import annotations

EN = {
    "audit.title": "Audit",
    "audit.note": "Who did what, newest first. No entry holds a name, a number or a word of anybody who texts.",
    "audit.filter": "Show",
    "audit.all": "Everything",
    "audit.show": "Show",
    "audit.at": "When",
    "audit.event": "What",
    "audit.actor": "Who",
    "audit.subject": "About",
    "audit.none": "No entries yet.",
    "audit.more": "The newest {n} are shown.",
    "audit.chain": "The chain",
    "audit.chain_note": "Each entry is bound to all before it. Verifying shows whether one was changed, moved or taken out. "
    "Whether the newest were cut off shows only against a head that was kept elsewhere: take one regularly.",
    "audit.verify": "Verify now",
    "audit.head": "Take the head as a file",
    "audit.head_note": "Later: puente audit verify --head FILE",
    "audit.holds": "The chain holds. Entries looked at: {entries}.",
    "audit.broken": "The chain does not hold. {why}",
    "audit.broken_at": "First broken at entry {place}.",
    "audit.fault.mark": "Entries at its beginning were dropped by somebody else than this service.",
    "audit.fault.missing": "An entry is gone.",
    "audit.fault.changed": "An entry is not as it was written.",
    "audit.fault.reordered": "An entry is not where it was written.",
    "audit.fault.unchained": "An entry was put in from outside.",
    "audit.fault.cut": "The newest entries are gone.",
    "audit.fault.another": "Another entry stands where the head was taken.",
}

ES = {
    "audit.title": "Registro",
    "audit.note": "Quién hizo qué, lo más nuevo primero. Ninguna entrada guarda nombre, número ni palabra de quien escribe.",
    "audit.filter": "Mostrar",
    "audit.all": "Todo",
    "audit.show": "Mostrar",
    "audit.at": "Cuándo",
    "audit.event": "Qué",
    "audit.actor": "Quién",
    "audit.subject": "Sobre",
    "audit.none": "Todavía no hay entradas.",
    "audit.more": "Se muestran las {n} más nuevas.",
    "audit.chain": "La cadena",
    "audit.chain_note": "Cada entrada va unida a todas las anteriores. Al verificar se ve si alguna se cambió, "
    "se movió o se quitó. Si se cortaron las más nuevas solo se ve con una cabeza guardada en otro lugar: "
    "toma una con regularidad.",
    "audit.verify": "Verificar ahora",
    "audit.head": "Tomar la cabeza como archivo",
    "audit.head_note": "Después: puente audit verify --head ARCHIVO",
    "audit.holds": "La cadena está completa. Entradas revisadas: {entries}.",
    "audit.broken": "La cadena está rota. {why}",
    "audit.broken_at": "Se rompe primero en la entrada {place}.",
    "audit.fault.mark": "Alguien ajeno a este servicio quitó entradas del principio.",
    "audit.fault.missing": "Falta una entrada.",
    "audit.fault.changed": "Una entrada no está como se escribió.",
    "audit.fault.reordered": "Una entrada no está donde se escribió.",
    "audit.fault.unchained": "Alguien metió una entrada desde fuera.",
    "audit.fault.cut": "Faltan las entradas más nuevas.",
    "audit.fault.another": "Hay otra entrada donde se tomó la cabeza.",
}
