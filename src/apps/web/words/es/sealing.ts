/** Sealing: what goes into it, and who will see what, and when. */
export default {
  "sealing.pages.title": "¿Qué contiene?",
  "sealing.pages.lead": "Lo que dejes fuera queda en tu cuaderno, y solo tú puedes leerlo.",
  "sealing.pages.legend": "Páginas que se sellan",
  "sealing.pages.missing": "Elige al menos una página para sellar.",
  "sealing.pages.note":
    "Más adelante puedes volver a sellar con más páginas o menos. Lo nuevo ocupa entonces el lugar de lo anterior.",
  "sealing.earlier.legend": "Palabras que había antes de que las cambiaras",
  "sealing.earlier.without": "Dejarlas en mi cuaderno",
  "sealing.earlier.with": "Sellarlas también",
  "sealing.earlier.withHint": "Quien te lea podrá ver qué cambió, y cuándo.",
  "sealing.contact.none":
    "Sin una forma de llegar a ti, quien te lea puede actuar según tu relato, pero no preguntarte antes. Puedes cambiarlo hasta que se abra.",
  "sealing.weak": "Débil por sí solo",
  "sealing.weak.text": "{text}: quien te lea compara antes las descripciones",
  "sealing.account": "Lo que se sella",
  "sealing.account.page": "{name} ({words, plural, one {# palabra} many {# de palabras} other {# palabras}})",
  "sealing.account.answers": "Con tus respuestas a las preguntas, las fechas que diste y cómo describiste a la persona",
  "sealing.account.earlier": "Con las palabras que había antes de que las cambiaras",
  "sealing.stays": "Queda solo en tu cuaderno",
  "sealing.stays.earlier": "Palabras que había antes de que las cambiaras",
  "sealing.stays.rest": "Todo lo que escribas a partir de ahora",
  "sealing.when.title": "Quién verá qué, y cuándo",
  "sealing.when.now": "Desde ahora",
  "sealing.when.now.text":
    "Quienes llevan este sitio, y las {trustees, number} organizaciones que guardan las llaves, ven que algo se selló, su tamaño y cuándo. Nadie ve lo que dice ni a quién nombra; {threshold, number} de las {trustees, number} tendrían que romper juntas las reglas para abrirlo.",
  "sealing.when.match": "Cuando suficientes personas hayan nombrado a esa persona",
  "sealing.when.match.text":
    "{reader} recibe lo que sellaste y cómo llegar a ti, y los relatos de las demás personas que eligieron lo mismo.",
  "sealing.when.weak":
    "Si la coincidencia es débil por sí sola, {reader} compara antes las descripciones que cada cual dio de la persona. Solo si es la misma se abre tu relato.",
  "sealing.when.others": "Las demás personas que la nombraron",
  "sealing.when.others.text":
    "Desde aquí no reciben nada tuyo. A quien te lea se le pide que ponga en contacto solo a quienes digan que sí.",
  "sealing.when.named": "La persona que nombraste",
  "sealing.when.named.text": "Desde aquí no se le dice nada, ni ahora ni después.",
  "sealing.undone": "Lo que nunca se puede deshacer",
  "sealing.undone.text":
    "Una vez abierto, quien elegiste lo ha leído, y nadie puede hacer que no sea así. Lo que haga entonces depende de esa persona y de las reglas de su profesión; este sitio no puede obligarla. Hasta que se abra, puedes cambiarlo o retirarlo en cualquier momento.",
  "sealing.again.title": "Sellar de nuevo",
  "sealing.again.text":
    "Esto ocupa el lugar de lo que sellaste el {date}. Si aquello se ha abierto entretanto, ya se ha leído, y esto queda sellado a su lado.",
  "sealing.sealed.pages": "Páginas selladas",
  "sealing.sealed.change": "Cambiarlo o añadir algo",
  "sealing.sealed.changeHint": "Para añadir algo, escríbelo primero en tu cuaderno y vuelve a sellar desde aquí.",
  "sealing.sealed.replaced": "Lo sellaste de nuevo el {date}; lo nuevo ocupa su lugar.",
  "sealing.sealed.receipt": "No se te pide nada más. Puedes cerrar esta página.",
  "sealing.eligible.email": "Tu dirección de correo del lugar al que perteneces",
  "sealing.eligible.emailHint":
    "Quienes admiten envían allí un código, una sola vez, para que nadie pueda contar como varias personas. No guardan ninguna dirección ni pueden saber qué registro es tuyo. Quien pueda leer ese buzón verá que llegó un código.",
  "sealing.eligible.send": "Enviarme un código",
  "sealing.eligible.again": "Enviar otro código",
  "sealing.eligible.sent": "El código va en camino. Puede tardar unos minutos.",
  "sealing.eligible.code": "El código",
  "sealing.eligible.codeHint": "Ocho cifras; vale durante media hora.",
  "sealing.eligible.codeMissing": "Escribe el código que llegó por correo.",
  "sealing.eligible.codeWrong":
    "Este no es el código que se envió, o es demasiado antiguo. No se selló nada. Pide que te envíen otro.",
  "sealing.eligible.domain": "Aquí se admite con direcciones de otros lugares. No se envió nada.",
  "sealing.eligible.address": "Esto no es una dirección de correo.",
  "sealing.eligible.codes": "Hoy ya se enviaron bastantes códigos a esta dirección. Inténtalo mañana.",
  "sealing.eligible.served":
    "Hay una credencial por persona, y la tuya ya se entregó. Si está en otro cuaderno tuyo, sella desde allí. No puede entregarse otra vez, porque entonces una persona podría contar como dos.",
  "sealing.eligible.signIn": "Iniciar sesión",
  "sealing.eligible.signIn.title": "Muestra que perteneces",
  "sealing.eligible.signIn.text":
    "Inicias sesión una vez en la página de tu organización y vuelves aquí. Esta sabe que viniste, como con cualquier sitio; quienes admiten no guardan ningún nombre ni pueden saber qué registro es tuyo. Mientras tanto, tu cuaderno se cierra.",
  "sealing.eligible.signIn.missing": "Primero inicia sesión, después sella.",
  "sealing.eligible.signIn.old":
    "Este inicio de sesión es demasiado antiguo o empezó en otra pestaña. No se selló nada. Empieza de nuevo desde la última página antes de sellar.",
  "sealing.eligible.signIn.refused": "El inicio de sesión no se confirmó. No se selló nada.",
  "sealing.eligible.back.title": "Estás de vuelta",
  "sealing.eligible.back.text": "Se comprueba tu inicio de sesión. No dice nada de lo que escribiste.",
  "sealing.eligible.back.onward": "Seguir y sellar",
} as const;
