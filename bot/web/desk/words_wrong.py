"""Why a deed was not possible, in words: one line for each `WrongInput` of the desk's use cases, keyed by its own detail."""

from __future__ import annotations

EN = {
    "wrong.somebody else was faster": "A colleague was faster.",
    "wrong.this conversation is not yours": "This conversation is not with you, or not any more.",
    "wrong.they do not know that you are here; write to them first": (
        "They do not know that you are here. Write to them first."
    ),
    "wrong.this conversation has ended": "This conversation has ended.",
    "wrong.this conversation is not kept any more": "This conversation is not kept any more.",
    "wrong.this colleague cannot take conversations": "This colleague cannot take conversations.",
    "wrong.this colleague has the conversation already": "This colleague has the conversation already.",
    "wrong.choose how it ended": "Choose how it ended.",
    "wrong.a note has 1 to 4000 characters": "A note has 1 to 4000 characters.",
    "wrong.this check-in was seen to already": "Somebody has seen to this already.",
    "wrong.no time of this is still to come": "Every time of this is over. Choose a later one.",
    "wrong.they want no texts now; you can ask once they write again": (
        "They want no texts now. You can ask once they write again."
    ),
    "wrong.this check-in is not kept any more": "This check-in is not kept any more.",
    "wrong.this alert was seen to already": "Somebody has seen to this already.",
    "wrong.this may be opened by a supervisor, or where there is a risk": (
        "This may be opened by a supervisor, or where somebody may be in danger."
    ),
    "wrong.a reason is needed": "A reason is needed.",
    "wrong.no number is kept": "No number is kept.",
    "wrong.this reply has another sender": "This reply was not sent. Load the page again.",
    "wrong.they want no texts now; you can answer once they write again": (
        "They want no texts now. You can answer once they write again."
    ),
    "wrong.the reply has no id of its own; load the page again": "This reply was not sent. Load the page again.",
    "wrong.the reply is empty": "There is nothing to send yet.",
    "wrong.the reply is longer than 6 text messages; split it": "The reply is longer than 6 texts. Shorten it.",
}

ES = {
    "wrong.somebody else was faster": "Alguien del equipo llegó antes.",
    "wrong.this conversation is not yours": "Esta conversación no está contigo, o ya no.",
    "wrong.they do not know that you are here; write to them first": "No sabe que estás aquí. Escríbele primero.",
    "wrong.this conversation has ended": "Esta conversación ya terminó.",
    "wrong.this conversation is not kept any more": "Esta conversación ya no se guarda.",
    "wrong.this colleague cannot take conversations": "Esta persona no puede tomar conversaciones.",
    "wrong.this colleague has the conversation already": "Esta persona ya tiene la conversación.",
    "wrong.choose how it ended": "Elige cómo terminó.",
    "wrong.a note has 1 to 4000 characters": "Una nota tiene de 1 a 4000 caracteres.",
    "wrong.this check-in was seen to already": "Alguien ya lo revisó.",
    "wrong.no time of this is still to come": "Todas estas horas ya pasaron. Elige una más tarde.",
    "wrong.they want no texts now; you can ask once they write again": (
        "Ahora no quiere textos. Puedes preguntar cuando vuelva a escribir."
    ),
    "wrong.this check-in is not kept any more": "Este seguimiento ya no se guarda.",
    "wrong.this alert was seen to already": "Alguien ya lo revisó.",
    "wrong.this may be opened by a supervisor, or where there is a risk": (
        "Esto lo abre supervisión, o se abre cuando alguien puede estar en peligro."
    ),
    "wrong.a reason is needed": "Hace falta un motivo.",
    "wrong.no number is kept": "No se guarda ningún número.",
    "wrong.this reply has another sender": "Esta respuesta no salió. Carga la página otra vez.",
    "wrong.they want no texts now; you can answer once they write again": (
        "Ahora no quiere textos. Puedes contestar cuando vuelva a escribir."
    ),
    "wrong.the reply has no id of its own; load the page again": "Esta respuesta no salió. Carga la página otra vez.",
    "wrong.the reply is empty": "Aún no hay nada que enviar.",
    "wrong.the reply is longer than 6 text messages; split it": "La respuesta pasa de 6 textos. Acórtala.",
}
