/** Empezar un cuaderno, maneras de abrirlo y cuándo se cierra. */
export default {
  "tab.settings": "Notas: ajustes",

  "vault.begin.title": "Empezar un cuaderno",
  "vault.begin.lead": "No se te pregunta quién eres. Lo que escribes se cifra en este dispositivo antes de guardarse.",
  "vault.begin.have": "Ya tengo un cuaderno",
  "vault.begin.passkey.title": "Con una llave de acceso",
  "vault.begin.passkey.text":
    "Un solo toque, con la huella, la cara o el código que desbloquea este dispositivo. Quien pueda desbloquearlo podrá abrir también el cuaderno.",
  "vault.begin.passkey.do": "Empezar con una llave de acceso",
  "vault.begin.passphrase.title": "Con una frase de paso",
  "vault.begin.make": "Empezar",
  "vault.begin.making": "Preparando",
  "vault.begin.warning.title": "Nadie puede recuperarlo por ti",
  "vault.begin.warning.text":
    "Si pierdes todas las maneras de abrir el cuaderno, lo que escribiste se pierde; quienes llevan este sitio no pueden abrirlo. Cuando esté abierto puedes añadir otras maneras o preparar una hoja de recuperación.",

  "vault.new.title": "Tu cuaderno se llama {name}",
  "vault.new.text":
    "Estas palabras se han sacado al azar. Anótalas: junto con la frase de paso abren el cuaderno en otro dispositivo. También puedes preparar una hoja de recuperación, por si se pierde la frase.",
  "vault.new.titlePasskey": "Tu cuaderno está listo",
  "vault.new.textPasskey":
    "Por ahora lo abre una llave de acceso. Puedes añadir una frase de paso o preparar una hoja de recuperación, por si la llave se pierde con el dispositivo.",

  "vault.traces.legend": "¿Este dispositivo es solo tuyo?",
  "vault.traces.yes": "Sí, o no me preocupa",
  "vault.traces.yesHint": "Aquí queda una copia cifrada, para que puedas escribir sin conexión.",
  "vault.traces.no": "No, que no quede nada aquí",
  "vault.traces.noHint":
    "El cuaderno se guarda entonces solo en este sitio, cifrado, y hace falta conexión. No se borra la lista de páginas visitadas del navegador. Una ventana privada deja menos rastro; otro dispositivo es mejor.",

  "vault.name.label": "El nombre del cuaderno",
  "vault.name.hint":
    "Sacado al azar. Lo necesitas, con la frase de paso, para abrir el cuaderno en otro dispositivo. También está en Llaves y ajustes.",

  "vault.passphrase.label": "Elige una frase de paso",
  "vault.passphrase.hint":
    "Cuatro palabras o más que no tengan que ver entre sí son fáciles de recordar y difíciles de adivinar.",
  "vault.passphrase.again": "La misma frase otra vez",
  "vault.passphrase.show": "Mostrar lo que escribo",
  "vault.passphrase.offer": "Proponme palabras",
  "vault.passphrase.offerOther": "Sacar otras:",
  "vault.passphrase.offered": "Estas palabras se han sacado al azar: {words}",
  "vault.passphrase.notOffered": "Ahora no se han podido sacar palabras. Prueba otra vez, o elige algunas tú.",
  "vault.passphrase.countOption": "{count, plural, one {# palabra} other {# palabras}}",
  "vault.passphrase.missing": "Elige una frase de paso, o deja que se te propongan palabras.",
  "vault.passphrase.tooShort":
    "Es tan corta que se puede adivinar. Usa al menos 12 caracteres; unas cuantas palabras bastan.",
  "vault.passphrase.tooWeak": "Alguien podría dar con ella probando. Añade una o dos palabras que nadie esperaría.",
  "vault.passphrase.different": "No son iguales. Escribe la misma frase en los dos campos.",
  "vault.strength.weak": "Un ordenador que tenga una copia de tu cuaderno podría dar con ella en días.",
  "vault.strength.fair": "Nadie da con ella probando a mano. Un ordenador que tenga una copia necesitaría meses o más.",
  "vault.strength.strong": "Un ordenador que tenga una copia necesitaría muchos años.",
  "vault.strength.veryStrong": "Un ordenador que tenga una copia necesitaría mucho más que una vida.",

  "vault.passkey.cancelled":
    "No ha llegado ninguna llave de acceso. Puedes intentarlo otra vez o usar una frase de paso.",
  "vault.passkey.unable":
    "Esta llave de acceso no puede cifrar, así que no puede abrir un cuaderno. Quizá pueda otro navegador o dispositivo; una frase de paso siempre funciona.",

  "vault.signIn.title": "Abrir tu cuaderno en este dispositivo",
  "vault.signIn.lead": "Se trae de este sitio, todavía cifrado, y se abre aquí.",
  "vault.signIn.new": "Todavía no tengo un cuaderno",
  "vault.signIn.how": "¿Cómo quieres abrirlo?",
  "vault.signIn.byPasskey": "Con una llave de acceso",
  "vault.signIn.byPassphrase": "Con su nombre y la frase de paso",
  "vault.signIn.byKit": "Con las palabras de una hoja de recuperación",
  "vault.signIn.nameMissing": "Escribe el nombre del cuaderno: cuatro palabras.",
  "vault.signIn.wrong":
    "Esto no abre ningún cuaderno. Revisa el nombre y la frase; en la frase cuentan las mayúsculas. Para protegerte, a nadie se le dice cuál de los dos falla.",
  "vault.signIn.wrongPasskey": "Esta llave de acceso no abre ningún cuaderno aquí. Puede que se haya quitado.",
  "vault.signIn.wrongKit": "Estas palabras no abren ningún cuaderno aquí. Puede que la hoja se haya anulado.",
  "vault.signIn.limited":
    "Ha habido demasiados intentos. Espera una hora y vuelve a probar; mientras tanto sirve una llave de acceso o una hoja de recuperación.",
  "vault.signIn.unreachable":
    "Ahora no se puede llegar al sitio. No se ha cambiado nada; inténtalo otra vez cuando tengas conexión.",
  "vault.signIn.open": "Abrir",
  "vault.signIn.opening": "Abriendo",

  "vault.kit.words": "Las 24 palabras de la hoja",
  "vault.kit.wordsHint": "En su orden, con espacios entre ellas. Las mayúsculas no importan.",
  "vault.kit.wordsWrong":
    "No son las palabras de una hoja. Comprueba que son 24 y que cada una está escrita como en el papel.",

  "vault.unlock.title": "Tu cuaderno está cerrado",
  "vault.unlock.lead": "Nada de lo que escribiste se ha perdido.",
  "vault.unlock.passkey": "Abrir con una llave de acceso",
  "vault.unlock.passphrase": "Frase de paso",
  "vault.unlock.missing": "Escribe tu frase de paso para abrir el cuaderno.",
  "vault.unlock.open": "Abrir",
  "vault.unlock.opening": "Abriendo",
  "vault.unlock.wrong": "Esta frase no abre el cuaderno. Revisa las mayúsculas e inténtalo otra vez.",
  "vault.unlock.wrongPasskey": "Esta llave de acceso no abre el cuaderno de este dispositivo.",
  "vault.unlock.kit": "Tengo una hoja de recuperación",
  "vault.unlock.wrongKit": "Estas palabras no abren el cuaderno de este dispositivo.",
  "vault.unlock.forgotten": "He perdido todas las maneras de abrirlo",
  "vault.unlock.forgottenText":
    "Nadie puede abrir este cuaderno por ti; eso es lo que lo protege. Si es seguro que ya nada lo abre, puedes borrarlo de este dispositivo y empezar otro. Lo que sellaste sigue sellado, y ya no se podrá retirar desde aquí.",

  "vault.notice.older":
    "El sitio había perdido una parte de lo que guarda para ti, o mostraba un estado anterior. En este dispositivo no se ha perdido nada y el sitio lo ha recibido otra vez. Si ocurre a menudo, avisa a quienes lo llevan.",
  "vault.notice.gone":
    "Este cuaderno se ha borrado en el sitio, quizá lo hiciste desde otro dispositivo. Lo que ves es la copia de este dispositivo; ya no se envía.",
  "vault.notice.refused":
    "El sitio no acepta ahora lo que escribes. Queda guardado en este dispositivo. Los demás dispositivos todavía no lo ven.",
  "vault.notice.noTraces": "Nada de este cuaderno se guarda en este dispositivo. Ciérralo antes de irte.",

  "vault.settings.link": "Llaves y ajustes",
  "vault.settings.title": "Llaves y ajustes",
  "vault.settings.lead": "Cómo se abre tu cuaderno, cuándo se cierra y cómo se borra.",
  "vault.settings.back": "Volver al cuaderno",
  "vault.ways.title": "Qué lo abre",
  "vault.ways.text": "Cada una de estas maneras abre por sí sola todo el cuaderno. Dos son mejor que una.",
  "vault.ways.passphrase": "Una frase de paso",
  "vault.ways.passphraseName": "Con el nombre del cuaderno: {name}",
  "vault.ways.passkey": "Una llave de acceso",
  "vault.ways.kit": "Una hoja de recuperación",
  "vault.ways.added": "Desde el {date}",
  "vault.ways.change": "Cambiar la frase de paso",
  "vault.ways.addPassphrase": "Añadir una frase de paso",
  "vault.ways.addPasskey": "Añadir una llave de acceso",
  "vault.ways.addKit": "Preparar una hoja de recuperación",
  "vault.ways.remove": "Quitar",
  "vault.ways.removeTitle": "¿Quitar esta manera de abrirlo?",
  "vault.ways.removeText":
    "Después ya no abre el cuaderno, ni aquí ni en ningún sitio. Los demás dispositivos lo sabrán la próxima vez que lleguen a este sitio. Una llave de acceso sigue en la lista de tu dispositivo hasta que la borres allí.",
  "vault.ways.removeDo": "Quitarla",
  "vault.ways.keep": "Conservarla",
  "vault.ways.last": "Es la única manera de abrirlo y no se puede quitar. Añade antes otra.",
  "vault.ways.removed": "Se ha quitado.",
  "vault.ways.later":
    "Vale en este dispositivo. No se ha podido llegar al sitio; valdrá allí en cuanto tengas conexión y el cuaderno esté abierto.",
  "vault.ways.done": "Desde ahora abre el cuaderno.",
  "vault.ways.changed": "Desde ahora abre el cuaderno la frase nueva, y la anterior ya no.",
  "vault.ways.changeTitle": "Elige una frase de paso nueva",
  "vault.ways.changeDo": "Usar esta frase",

  "vault.makeKit.title": "Una hoja de recuperación",
  "vault.makeKit.text":
    "Estas 24 palabras abren tu cuaderno por sí solas, en cualquier dispositivo. Anótalas o guarda la hoja donde solo tú la encuentres. Se muestran esta única vez y no se guardan en ningún sitio.",
  "vault.makeKit.code": "Las mismas palabras como código para una cámara",
  "vault.makeKit.say": "Decir en la hoja para qué sirve",
  "vault.makeKit.sayHint": "Si no, la hoja solo lleva palabras numeradas y el código.",
  "vault.makeKit.file": "Guardar la hoja como PDF",
  "vault.makeKit.notMade":
    "El archivo no se ha podido hacer ahora. Las palabras de arriba ya son la hoja: prueba otra vez, o escríbelas a mano.",
  "vault.makeKit.fileNote":
    "El archivo queda entre tus descargas, donde puede encontrarlo quien use este dispositivo. Imprímelo y bórralo después; escribir las palabras a mano no deja nada.",
  "vault.makeKit.done": "Ya las tengo",
  "vault.makeKit.sheetTitle": "Notas",
  "vault.makeKit.sheetPurpose":
    "Hoja de recuperación de un cuaderno guardado en {site}. Quien tenga estas palabras puede abrirlo. Para usarla: abre {site} en cualquier dispositivo, elige «Ya tengo un cuaderno» y después «Con las palabras de una hoja de recuperación».",

  "vault.lock.title": "Cuándo se cierra",
  "vault.lock.legend": "Cerrar el cuaderno si no se toca nada durante",
  "vault.lock.minutes": "{minutes, plural, one {# minuto} other {# minutos}}",
  "vault.lock.text": "También se cierra cuando sales rápido. Al abrirlo otra vez estás donde estabas.",

  "vault.erase.title": "Borrarlo todo",
  "vault.erase.text":
    "Todo el cuaderno desaparece al momento, en este dispositivo y en este sitio, con todas las maneras de abrirlo. Lo que sellaste sigue sellado, y ya no se podrá retirar.",
  "vault.erase.ask": "Borrar el cuaderno",
  "vault.erase.sure": "¿Borrar el cuaderno para siempre?",
  "vault.erase.sureText":
    "Todo lo que escribiste se borra al momento, aquí y en este sitio, y nadie puede recuperarlo. Otro dispositivo en el que lo abriste conserva su copia cifrada hasta que la borres allí.",
  "vault.erase.sureHere":
    "Todo lo que escribiste aquí se borra de este dispositivo y no se puede recuperar. La copia de este sitio sigue allí, cifrada.",
  "vault.erase.do": "Borrarlo para siempre",
  "vault.erase.keep": "Conservarlo",
  "vault.erase.unreachable":
    "No se puede llegar al sitio, así que todavía no se ha borrado nada. Puedes intentarlo otra vez con conexión, o borrar solo lo que hay en este dispositivo; la copia cifrada del sitio sigue entonces allí.",
  "vault.erase.here": "Borrar solo de este dispositivo",
} as const;
