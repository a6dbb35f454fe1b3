/** Taking the notebook along, and bringing a copy in. */
export default {
  "tab.take": "Notas: copia",
  "take.link": "Llévatelo, o trae una copia",
  "take.title": "Llévatelo contigo",
  "take.lead": "Todo lo de tu cuaderno es tuyo. Puedes llevártelo, y traerlo a otro Chorus.",
  "take.leaveIt": "Dejarlo",
  "take.given": "{name} se entregó a tu navegador, que lo pone entre tus descargas.",
  "take.failed": "Aquí no funcionó. No ha cambiado nada ni se ha perdido nada; prueba otra vez, o con otro navegador.",
  "take.trace.title": "Antes de que deje huella",
  "take.trace.device":
    "Si otra persona usa este dispositivo, puede encontrarlo ahí. El navegador también guarda una lista de descargas.",
  "take.paper.kept": "Archivos",
  "take.paper.file": "{name}, {size}, añadido el {date}",
  "take.paper.files": "Las fotos y otros archivos se nombran en él, pero no están en él.",
  "take.locked.receipts": "Los recibos y las páginas que fechaste van con la copia.",
  "take.paper.title": "Para leer",
  "take.paper.text":
    "Todas las páginas con sus fechas, respuestas y palabras anteriores, también las que apartaste, y cómo describiste a la persona.",
  "take.paper.do": "Hacer un PDF",
  "take.paper.trace":
    "Un archivo llamado {name} se guarda en este dispositivo. No está cerrado: quien lo abra puede leerlo entero.",
  "take.paper.signs":
    "Usaste letras o signos que nuestro PDF no puede mostrar. Imprime en su lugar, y elige ahí guardar como PDF; tu dispositivo los conoce.",
  "take.paper.made": "Todo lo que contiene, a {date}",
  "take.print.do": "Imprimir todo",
  "take.print.trace":
    "Se imprime legible, sin cerrar. Las impresoras y los programas que las atienden pueden guardar una lista de lo impreso, o las propias páginas.",
  "take.locked.title": "Para guardar, cerrado",
  "take.locked.text":
    "Un solo archivo con todo, cifrado. Otro Chorus puede recibirlo, y cualquier programa que conozca age puede abrirlo.",
  "take.locked.how": "¿Qué debe abrirlo?",
  "take.locked.passphrase": "Una frase de paso",
  "take.locked.passphraseHint": "Puede ser otra que la de tu cuaderno.",
  "take.locked.recipient": "Una clave age mía",
  "take.locked.recipientHint": "Si ya usas el programa age.",
  "take.locked.passphraseField": "Frase de paso para esta copia",
  "take.locked.recipientField": "Tu destinatario age, que empieza por age1",
  "take.locked.short": "Es tan corta que se puede adivinar. Usa al menos 12 caracteres; unas pocas palabras van bien.",
  "take.locked.noRecipient": "Esto no es un destinatario age. Uno empieza por age1.",
  "take.locked.along": "¿Qué más va dentro?",
  "take.locked.files": "{count, plural, one {El archivo que guardas} other {Los # archivos que guardas}}, {size}",
  "take.locked.unfinished":
    "{count, plural, one {# más aún no está guardado del todo y queda fuera.} other {# más aún no están guardados del todo y quedan fuera.}}",
  "take.locked.packing": "Poniendo el archivo {number} de {all} …",
  "take.locked.do": "Hacer la copia cerrada",
  "take.locked.trace":
    "Un archivo llamado {name} se guarda en este dispositivo. Sin su clave nadie puede leerlo, y tampoco tú: nadie puede recuperarlo por ti.",
  "take.in.title": "Traer una copia",
  "take.in.text":
    "Lo que hay en la copia se une a lo que tienes aquí. Nada se pierde ni se sobrescribe; lo que borraste aquí para siempre sigue borrado.",
  "take.in.file": "La copia cerrada",
  "take.in.key": "Su frase de paso, o la clave secreta para la que se hizo",
  "take.in.do": "Traerla",
  "take.in.noFile": "Elige primero el archivo. Se llama notes.age si no le cambiaste el nombre.",
  "take.in.noKey": "Escribe lo que abre la copia.",
  "take.in.wrong": "Esto no abre la copia. Compruébalo y prueba otra vez.",
  "take.in.unreadable": "Este archivo no es copia de un cuaderno, o está dañado. Tu cuaderno está como estaba.",
  "take.in.done":
    "{pages, plural, =0 {La copia está dentro. No trajo ninguna página que no tuvieras.} one {La copia está dentro, con # página que no estaba aquí.} many {La copia está dentro, con # de páginas que no estaban aquí.} other {La copia está dentro, con # páginas que no estaban aquí.}}",
  "take.in.files":
    "{count, plural, one {Con ella vino # archivo, que se está sellando de nuevo para este cuaderno.} other {Con ella vinieron # archivos, que se están sellando de nuevo para este cuaderno.}} Deja el cuaderno abierto hasta entonces.",
  "take.in.see": "Ver cómo van",
  "take.install.title": "Entre tus aplicaciones",
  "take.install.text":
    "Tu cuaderno puede tener un lugar entre las aplicaciones de este dispositivo, y abrirse sin el navegador alrededor.",
  "take.install.do": "Ponerlo entre las aplicaciones",
  "take.install.trace":
    "Queda ahí una aplicación llamada Notes, a la vista de quienes usen este dispositivo. Puedes quitarla como cualquier otra.",
} as const;
