/** La página que comprueba recibos y pruebas. */
export default {
  "tab.check": "Notas: comprobar",

  "check.title": "Comprobar un recibo o una prueba",
  "check.lead": "Lo que elijas aquí se queda en este dispositivo. Funciona sin conexión.",
  "check.files": "Archivos",
  "check.files.hint":
    "Un recibo o una prueba que escribió Chorus y, a su lado, el archivo del que trata, si lo tienes. Puedes elegir varios a la vez.",
  "check.fingerprint": "La huella del depósito",
  "check.fingerprint.hint": "Si la conoces por otro lado, por ejemplo por una de las organizaciones que lo custodian.",
  "check.fingerprint.error": "Una huella son 64 cifras y letras de la a a la f. Mira si faltan algunas.",
  "check.failed":
    "Ahora no se ha podido comprobar: puede que un archivo ya no esté en su sitio o que no haya llegado una parte de esta página. Elige los archivos otra vez, o vuelve a cargar la página.",
  "check.said":
    "{all, plural, one {Se comprobó un archivo: {holding} es válido.} other {Se comprobaron # archivos: {holding} son válidos.}}",

  "check.holds": "{name} es válido",
  "check.refused": "{name} no es válido",
  "check.refused.text":
    "Está dañado, fue alterado o es de otro depósito que el indicado. Pide el archivo original a quien te lo dio.",
  "check.refused.rule": "Lo que no se cumple: {rule}",
  "check.covered": "{name} es el mismo",
  "check.covered.item": "Este mismo archivo existía cuando se hizo la nota. Mira {by}.",
  "check.covered.part": "Este mismo archivo es una parte sellada del registro. Mira {by}.",
  "check.locked": "{name} está cerrado",
  "check.locked.text": "Escribe arriba lo que lo abre y se leerá aquí, en este dispositivo.",
  "check.locked.wrong": "Lo que escribiste no lo abre. Revísalo e inténtalo de nuevo.",
  "check.key": "Lo que abre la copia cerrada",
  "check.key.hint": "Su contraseña, o la clave secreta para la que se hizo. Se queda en este dispositivo.",
  "check.key.do": "Abrir y comprobar",
  "check.covered.form": "Es la misma declaración, palabra por palabra, en otra forma. Mira {by}.",
  "check.unrelated": "Nada queda probado de {name}",
  "check.unrelated.text":
    "No es una prueba que escribiera Chorus, y ninguna de las pruebas elegidas trata de este mismo archivo. Una sola letra cambiada lo convierte en otro archivo.",

  "check.is.record": "Esto muestra que un registro sellado existía el {date}. No muestra qué contiene.",
  "check.is.withdrawal": "Esto muestra que el {date} su autora o autor ya había pedido de vuelta un registro.",
  "check.is.note": "Esto muestra que aquello sobre lo que se hizo una nota fechada existía el {date}.",
  "check.is.opening": "Esto muestra que el {date} un caso ya se había abierto.",
  "check.is.statement": "Esto muestra que el {date} una declaración ya se había publicado.",
  "check.is.other": "Esto muestra que una anotación estaba en el diario del depósito el {date}.",
  "check.note.choose": "Elige también aquello sobre lo que se hizo, para ver si es exactamente lo mismo.",
  "check.note.closed": "No se muestra sobre qué se hizo.",

  "check.seen": "Lo vieron allí",
  "check.seen.by": "{name}, {date}",
  "check.stamp": "Sellado de tiempo de una autoridad externa",
  "check.stamp.certificate": "Certificado {certificate}",
  "check.place": "Lugar",
  "check.place.text": "Diario de «{escrow}», anotación {position}",
  "check.record": "Registro",
  "check.pinned": "Es el depósito que indicaste.",

  "check.independence.all":
    "{count, plural, one {El único registro se selló antes de que se abriera nada.} other {Los # registros se sellaron antes de que se abriera ninguno de ellos.}}",
  "check.independence.some":
    "{before} de {all} registros se sellaron antes de que se abriera ninguno de ellos. Los demás llegaron después, y pudo escribirlos alguien que sabía de los otros.",
  "check.independence.apart":
    "{days, plural, =0 {Entre el primero y el último hay menos de un día.} one {Entre el primero y el último hay un día.} other {Entre el primero y el último hay # días.}}",
  "check.independence.record": "Registro {number}",
  "check.independence.before": "Sellado el {date}, antes de que se abriera ninguno",
  "check.independence.after": "Sellado el {date}, después de que se abriera el primero",
  "check.independence.opened": "Apertura anotada",
  "check.independence.testified": "Quién da fe de cuándo se abrió cada uno",

  "check.not": "Lo que esto no muestra",
  "check.not.content": "Lo que dice, ni que lo que dice sea verdad.",
  "check.not.earlier": "Que no existiera antes.",
  "check.not.who": "Quién lo escribió, ni qué ha sido del registro desde entonces.",
  "check.not.escrow":
    "De quién es este depósito. Cualquiera puede fundar uno con cualquier nombre: compara la huella con la que publican quienes lo custodian.",
  "check.not.authority": "Que se pueda creer a la autoridad que puso el sello de tiempo.",
  "check.not.outside": "Que quienes escribieron no supieran unos de otros fuera de este depósito.",
  "check.not.people": "Quiénes escribieron, ni que dos claves sean dos personas.",

  "check.receipt.shows": "Un recibo muestra que existía el {date}, no qué contiene.",
  "check.receipt.takenBack": "Un recibo muestra que lo pediste de vuelta el {date}.",
  "check.receipt.waiting": "El recibo llega cuando lo hayan visto suficientes de quienes guardan las claves.",
  "check.receipt.save": "Guardar el recibo",
  "check.receipt.question": "¿Guardar el recibo en este dispositivo?",
  "check.receipt.trace":
    "De todos modos está en tu cuaderno. Un archivo guardado queda en las descargas de este dispositivo, donde otra persona puede encontrarlo. No dice qué sellaste ni a quién nombraste, pero dice que sellaste algo, y cuándo.",
  "check.receipt.dont": "Dejarlo en el cuaderno",
  "check.receipt.how":
    "Cualquiera puede comprobarlo en la página «Comprobar un recibo o una declaración», también dentro de años, sin preguntar a nadie de aquí.",
  "tab.dated": "Notas: fechas",
  "check.dated.title": "Una fecha para lo que has escrito",
  "check.dated.lead":
    "Para que un día puedas mostrar que estas páginas existían hoy, palabra por palabra. Para eso no hace falta sellarlas.",
  "check.dated.what":
    "A un diario público va solo un código corto. No dice nada de lo que escribiste, ni de su extensión, ni de quién eres. Que llegó un código, y a qué hora, lo puede ver cualquiera.",
  "check.dated.none": "Aún no hay nada escrito a lo que dar fecha.",
  "check.dated.now": "Fechar las páginas como están ahora",
  "check.dated.daily": "Una vez al día",
  "check.dated.daily.on":
    "Fecharlas por sí solo, como mucho una vez al día, cuando abra el cuaderno y algo haya cambiado",
  "check.dated.list": "Fechas hasta ahora",
  "check.dated.shows": "Estas páginas existían el {date}",
  "check.dated.waiting": "Hecha el {date}; aún no la han visto suficientes de quienes guardan las claves",
  "check.dated.save": "Guardarla con las páginas",
  "check.dated.question": "¿Guardarla en este dispositivo?",
  "check.dated.trace":
    "El archivo contiene tus páginas como estaban, legibles para quien lo abra, y el recibo que les da fecha. Queda en las descargas de este dispositivo. En tu cuaderno ambas cosas están cifradas.",
  "check.dated.unreachable": "La conexión no funcionó. Lo fechado está en tu cuaderno y se envía cuando vuelvas aquí.",
  "check.dated.back": "Volver a tu cuaderno",

  "check.statement.holds":
    "En «{title}» no ha cambiado ni una coma desde que firmaron todas sus voces, y cada una había sellado antes un registro.",
  "check.statement.part": "Parte {number}: {name}",
  "check.statement.unnamed": "sin nombre",
  "check.statement.sealed": "Su voz tenía un registro sellado el {date}",
  "check.statement.first":
    "{first, plural, =0 {Si estos relatos se sellaron antes de que se abriera alguno no se muestra aquí.} other {{first} de {all} se sellaron antes de que se hubiera abierto nada que nombre a la misma persona, como han firmado bastantes fideicomisarios.}}",
  "check.not.true": "Que lo que dice sea verdad.",
  "check.not.inside": "Que los registros sellados dijeran lo mismo. Nadie puede mirar en ellos.",
  "check.not.since": "Si se corrigió o se retiró desde entonces. Lo muestra el lugar donde se publicó.",
};
