/** La mesa de quien lee por encargo. */
export default {
  "tab.desk": "Notas: mesa",
  "tab.deskKey": "Notas: llave",
  "tab.deskCase": "Notas: hoja",

  "desk.back": "Volver a la mesa",
  "desk.lock": "Cerrar la mesa",
  "desk.refused":
    "El depósito no lo ha aceptado ({rule}). No se ha perdido nada. Dile a quienes llevan este sitio la palabra entre paréntesis.",
  "desk.failed.title": "No se ha podido abrir la mesa",
  "desk.failed.text":
    "Este navegador no permite guardar nada, o ahora no se puede leer lo que guarda. No se ha cambiado nada. A veces lo impide una ventana privada; puede que otro navegador funcione.",

  "desk.begin.title": "Una mesa para profesionales",
  "desk.begin.lead":
    "Para la abogacía, las organizaciones de apoyo y la prensa. La gente te elige para leer lo que sella, y se abre solo ante ti.",
  "desk.begin.name": "Tu nombre, o el de tu despacho",
  "desk.begin.nameHint": "La gente lo lee cuando elige quién puede leer su relato.",
  "desk.begin.nameMissing": "Escribe el nombre que leerá la gente.",
  "desk.begin.profession": "A qué te dedicas",
  "desk.begin.professionMissing": "Elige a qué te dedicas.",
  "desk.begin.about": "Lo que quieres que sepan de ti",
  "desk.begin.aboutHint": "Idiomas, qué puedes hacer por ellas y si cuesta algo.",
  "desk.begin.key.title": "Tu llave se hace en este dispositivo y se queda aquí",
  "desk.begin.key.text":
    "Lo que la gente sella para ti solo se abre con ella. Nadie guarda una copia: ni quienes llevan este sitio, ni las organizaciones que tienen las otras llaves. Se te pedirá que guardes una.",
  "desk.begin.make": "Hacer mi llave y pedir la admisión",
  "desk.begin.making": "Haciendo tu llave",
  "desk.begin.unreachable": "La conexión no ha funcionado. No se ha hecho ninguna llave. Inténtalo cuando quieras.",

  "desk.restore.title": "Ya tengo una llave",
  "desk.restore.text":
    "Trae el archivo counsel.key que guardaste, aquí o en la línea de órdenes con una frase de paso. No contiene las notas sobre casos hechas en otro dispositivo.",
  "desk.restore.file": "Tu archivo de llave",
  "desk.restore.passphrase": "La frase de paso de ese archivo",
  "desk.restore.do": "Traerla a este dispositivo",
  "desk.restore.missing": "Elige antes el archivo.",
  "desk.restore.notAKey": "No es el archivo de llave de una mesa, o está dañado. El archivo queda como estaba.",

  "desk.unlock.title": "Tu mesa está cerrada",
  "desk.unlock.lead": "Se abre con tu frase de paso.",
  "desk.unlock.missing": "Escribe tu frase de paso para abrir la mesa.",
  "desk.unlock.wrong": "Esta frase no abre la llave. Revisa las mayúsculas e inténtalo otra vez.",
  "desk.unlock.forgotten":
    "Nadie puede abrir la llave sin ella. Si tienes una copia con otra frase, quita la mesa de este dispositivo y trae la copia. Sin ninguna llave, nadie podrá leer nunca lo que se selló para ti.",
  "desk.erase.ask": "Quitar la mesa de este dispositivo",
  "desk.erase.title": "¿Quitar la mesa de este dispositivo?",
  "desk.erase.text":
    "La llave y tus notas sobre los casos se borran aquí al instante. Si no hay otra copia de la llave, se pierde todo lo que la gente ha sellado para ti.",
  "desk.erase.do": "Quitarla para siempre",
  "desk.erase.keep": "Conservarla",

  "desk.fresh.title": "Guarda ahora una copia de tu llave",
  "desk.fresh.text":
    "Por ahora está solo en este dispositivo. Si se estropea o se borran los datos del navegador, se perdería todo lo que la gente selle para ti.",
  "desk.fresh.go": "Guardar una copia",

  "desk.key.link": "Tu llave",
  "desk.key.title": "Tu llave",
  "desk.key.lead": "Guarda una copia donde solo tú llegues, lejos de este dispositivo.",
  "desk.key.warning.title": "Quien tenga el archivo y su frase lee lo que tú puedes leer",
  "desk.key.warning.text": "No envíes nunca ninguno de los dos, y guárdalos por separado.",
  "desk.key.file":
    "El archivo está protegido por tu frase de paso. Abre esta mesa en otro dispositivo, y también lo lee la línea de órdenes.",
  "desk.key.save": "Guardar el archivo de llave",
  "desk.key.saved": "El archivo counsel.key ha pasado a tu navegador. Comprueba que está donde lo quieres.",
  "desk.key.identity.title": "La llave que abre lo que te llevas",
  "desk.key.identity.text":
    "Los casos que te llevas son archivos age. Con esta línea cualquiera los abre con la herramienta age, sin Chorus: age -d -i export.key ARCHIVO. No abre nada que siga sellado.",
  "desk.key.identity.label": "Identidad de age",
  "desk.key.identity.save": "Guardarla como export.key",

  "desk.cases.title": "Tu mesa",
  "desk.cases.lead": "Lo que la gente te eligió para leer, una vez abierto. Aquí eres {name}.",
  "desk.cases.looking": "Mirando en tu buzón",
  "desk.cases.unreachable": "La conexión no ha funcionado. No se ha perdido nada; inténtalo cuando quieras.",
  "desk.cases.faulty":
    "Una de las organizaciones que guardan las llaves envió algo que no se sostiene. Se ha apartado, y no afecta a lo que lees aquí.",
  "desk.cases.waiting.title": "Has pedido la admisión",
  "desk.cases.waiting.text":
    "Las organizaciones que guardan las llaves deciden si la gente puede elegirte. Hasta que bastantes digan que sí, no se puede sellar nada para ti. Vuelve a mirar más tarde.",
  "desk.cases.none":
    "No se ha abierto nada. Algo llega aquí solo cuando bastantes personas nombran a la misma persona.",
  "desk.cases.look": "Mirar otra vez",
  "desk.cases.accounts": "{accounts, plural, one {# relato.} other {# relatos.}}",
  "desk.cases.unasked": "Sin leer todavía.",
  "desk.cases.declared": "Has declarado un conflicto.",
  "desk.cases.asks": "Espera tu palabra sobre si es la misma persona.",
  "desk.cases.open": "Lo estás leyendo.",

  "desk.conflict.title": "Antes de leer",
  "desk.conflict.lead":
    "Esta es la persona de quien se trata, como la describen quienes escribieron. Todavía no se ha abierto nada más.",
  "desk.conflict.question": "¿Puedes leer esto?",
  "desk.conflict.text":
    "Si tú o tu despacho representáis a esta persona, tenéis cercanía con ella o no podríais actuar con libertad, decláralo ahora.",
  "desk.conflict.none": "No hay conflicto: seguir",
  "desk.conflict.declare": "Hay un conflicto",
  "desk.declared.title": "Esto queda sin leer",
  "desk.declared.text":
    "Has declarado un conflicto. En esta mesa no se abre ningún relato de este caso. No pasa por sí solo a nadie más.",

  "desk.described.waiting":
    "La descripción aún no ha llegado entera. Falta una más de las organizaciones que guardan las llaves.",

  "desk.compare.title": "¿Es la misma persona?",
  "desk.compare.text":
    "Coinciden por un nombre, y hay nombres que comparten muchas personas. Lee cómo describe cada cual a la persona. Solo tras tu palabra dejan abrir los relatos quienes guardan las llaves; si no es la misma, quedan sellados y no se te vuelve a preguntar por ellos.",
  "desk.compare.description": "Descripción {place, number}",
  "desk.compare.elsewhere": "Una descripción que tiene otra persona lectora",
  "desk.compare.elsewhereHint": "Habla con ella antes de juzgarla.",
  "desk.compare.others":
    "{others, plural, one {Se selló # descripción más para otra persona lectora. No puedes verla; habla con ella antes de juzgarla.} other {Se sellaron # descripciones más para otras personas lectoras. No puedes verlas; habla con ellas antes de juzgarlas.}}",
  "desk.compare.which": "¿Cuáles describen a una misma persona?",
  "desk.compare.tooFew": "Elige dos o más, y entre ellas una tuya.",
  "desk.compare.same": "Es la misma persona",
  "desk.compare.different": "No es la misma persona",
  "desk.compare.failed":
    "La conexión no ha funcionado, y puede que no haya llegado toda tu respuesta. Lo que no llegó se pregunta otra vez.",

  "desk.case.notYet": "Primero, las descripciones",
  "desk.case.title": "Lo que escribieron",
  "desk.case.lead": "Cada relato con sus propias palabras, empezando por el que se selló primero.",
  "desk.case.none": "No hay tal caso en esta mesa",
  "desk.case.notAFinding":
    "Que nombren a la misma persona es un motivo para leer, no una conclusión. No saben unas de otras.",
  "desk.account.title": "Relato {place, number}",
  "desk.account.contact": "Cómo se le puede contactar",
  "desk.account.noWays": "No dio ninguna manera. Espera a que te escriba.",
  "desk.account.never": "Lo que no se debe hacer: {never}",
  "desk.account.files": "Lo que guardó",
  "desk.account.save": "Guardar",
  "desk.account.saveFile": "Guardar {name}",
  "desk.account.saveHint": "Un archivo que guardas queda legible en este dispositivo.",
  "desk.account.described": "Cómo describe a la persona",
  "desk.account.sealed": "Este relato está sellado. Solo ves cómo describe a la persona.",
  "desk.way.text": "Mensaje de texto",
  "desk.way.call": "Llamada",
  "desk.way.email": "Correo electrónico",
  "desk.way.post": "Correo postal",
  "desk.way.other": "Otra manera",

  "desk.when.unknown": "sin saber",
  "desk.when.range": "del {from} al {to}",
  "desk.when.about": "hacia {days}",
  "desk.when.words": "{words}",
  "desk.when.both": "{words} ({days})",
  "desk.written": "Escrito el {date}",
  "desk.writtenAndChanged": "Escrito el {begun}, cambiado el {changed}",
  "desk.earlier": "Lo que ponía antes",
  "desk.about.happened": "Lo que pasó",
  "desk.about.senses": "Lo que recuerda de ello",
  "desk.about.they": "Lo que hizo y dijo la otra persona",
  "desk.about.you": "Lo que hizo y dijo quien escribe",
  "desk.about.knew": "De qué se conocían",
  "desk.about.place": "Dónde",
  "desk.about.near": "Quién estaba cerca",
  "desk.about.told": "A quién lo contó, y cuándo",
  "desk.about.kept": "Lo que guardó",
  "desk.about.since": "Cómo ha sido desde entonces",
  "desk.about.unsure": "De qué no tiene certeza",
  "desk.about.wish": "Lo que querría que saliera de esto",

  "desk.export.title": "Llevártelo",
  "desk.export.text":
    "Un archivo ZIP con archivos age cifrados: cada relato, cada archivo y los originales sellados. Se abren con la llave de tu mesa, con Chorus o sin él.",
  "desk.export.do": "Hacer el archivo",
  "desk.export.done": "{name} ha pasado a tu navegador. Está cifrado para tu llave.",
} as const;
