export default {
  "tab.files": "Notas: archivos",

  "files.title": "Guardar lo que hay",
  "files.lead":
    "Fotos, capturas, grabaciones, documentos: lo que algún día pueda importar. No hace falta saber todavía si importa.",
  "files.back": "Volver a tu cuaderno",
  "files.choose": "Elegir archivos",
  "files.hint": "De cualquier tipo, hasta 2 GB cada uno. También puedes soltarlos aquí.",
  "files.added": "{n, plural, one {Se añadió un archivo.} other {Se añadieron # archivos.}}",
  "files.tooLarge": "Pasan de 2 GB y no se añadieron: {names}.",
  "files.notTaken": "No ha funcionado y no se añadió nada. El archivo sigue intacto. Inténtalo otra vez, por favor.",
  "files.kept": "Guardado en tu cuaderno",

  "files.how.title": "Cómo se guardan los archivos",
  "files.how.sealed":
    "Cada archivo se cifra en este dispositivo, en trozos pequeños, antes de que nada salga de él. Quien guarda los trozos no puede leer ni su nombre ni qué es; sí puede ver más o menos cuánto ocupa.",
  "files.how.original":
    "El archivo se guarda exactamente como es, hasta el último bit, porque como prueba lo que más vale es un original intacto.",
  "files.how.open":
    "Los archivos viajan mientras tu cuaderno está abierto. Si se cierra, siguen desde ahí cuando vuelvas a abrirlo.",

  "files.sizeAndState": "{size}. {state}",
  "files.progress": "Cifrado y guardado",
  "files.state.sending": "Está en camino.",
  "files.state.waiting": "Ahora no hay conexión. Sigue por sí solo.",
  "files.state.paused": "En pausa. Sigue cuando tú digas.",
  "files.state.needsFile":
    "Una parte está a salvo. Elige otra vez el mismo archivo para seguir, o abre tu cuaderno en el dispositivo en el que empezaste.",
  "files.state.anotherFile": "Ese era otro archivo, o ha cambiado desde entonces. Elige el mismo para seguir.",
  "files.state.noRoom": "En este dispositivo no queda sitio. Haz sitio y sigue; no se pierde nada.",
  "files.state.vaultFull": "Tu cuaderno contiene todo lo que permite este servicio. Quita algo y sigue.",
  "files.state.refused": "No fue aceptado. Puedes intentarlo otra vez.",
  "files.state.whole": "Guardado entero y comprobado. Añadido el {date}.",
  "files.pause": "Pausar",
  "files.goOn": "Seguir",
  "files.chooseAgain": "Elegirlo otra vez",
  "files.remove": "Quitar",
  "files.remove.title": "¿Quitar este archivo?",
  "files.remove.text": "«{name}» se borrará de tu cuaderno para siempre. Si lo tienes en otro lugar, allí se queda.",
  "files.remove.keep": "Conservarlo",
  "files.remove.do": "Borrarlo",

  "files.look": "Mirarlo",
  "files.look.cannot": "Esto no se puede mostrar aquí. Puedes guardar una copia y abrirla con otro programa.",
  "files.look.failed": "Ahora no se puede traer. Sigue guardado; inténtalo cuando haya conexión.",
  "files.save": "Guardar una copia",
  "files.save.title": "Esto deja un rastro",
  "files.save.text":
    "La copia quedará en este dispositivo con su propio nombre, abierta para quien lo use. La de tu cuaderno sigue como está.",
  "files.save.do": "Guardarla",
  "files.save.fetching": "Se está trayendo y abriendo.",
  "files.save.done": "Está en manos de tu navegador, que la guarda.",

  "files.reveals.title": "Lo que contaría",
  "files.reveals.lead": "Quien reciba este archivo puede leer en él:",
  "files.reveals.place": "Dónde se tomó, a menudo con pocos pasos de error.",
  "files.reveals.numbers": "Latitud {latitude}, longitud {longitude}.",
  "files.reveals.town": "{name} ({country})",
  "files.reveals.near": "Cerca de {city}, a unos {kilometres} km.",
  "files.reveals.in": "En {city} o muy cerca.",
  "files.reveals.taken": "Cuándo, según el reloj de la cámara: {when}.",
  "files.reveals.device": "Con qué: {device}.",
  "files.reveals.words": "Estas palabras: {words}",
  "files.reveals.nothing":
    "No se encontró en él ni lugar, ni hora, ni dispositivo. Lo que se ve en él habla de todos modos.",
  "files.reveals.unread":
    "Un archivo de este tipo puede llevar detalles ocultos, como un lugar, una hora o un nombre, y aquí no se pueden buscar. Compártelo solo con quien pueda conocerlos.",
  "files.reveals.cleanable": "Se puede hacer una copia sin esos detalles. Tu original los conserva.",
  "files.reveals.uncleanable": "Este navegador no puede hacer una copia sin ellos.",

  "files.share.title": "Si más adelante sellas algo",
  "files.share.question": "¿Va con ello este archivo?",
  "files.share.hint": "Solo lo que elijas aquí se sella con tu relato. Puedes cambiarlo hasta entonces.",
  "files.share.stays": "No, se queda aquí",
  "files.share.staysHint": "Nadie más que tú podrá abrirlo nunca.",
  "files.share.clean": "Sí, sin sus detalles ocultos",
  "files.share.cleanHint": "Se dibuja una copia nueva, con lo que se ve y nada más.",
  "files.share.original": "Sí, exactamente como es",
  "files.share.originalHint": "Con todo lo que lleva. Es lo que más vale como prueba.",
  "files.share.uncleanable": "A los archivos de este tipo no se les pueden quitar aquí los detalles ocultos.",

  "files.voice.begin": "Grabar tu voz",
  "files.voice.end": "Parar y guardar ({time})",
  "files.voice.name": "Voz, {date}.{ending}",
  "files.voice.noMicrophone":
    "No se puede usar el micrófono. Los ajustes de tu navegador para este sitio dicen si está permitido.",

  "files.door": "Fotos, grabaciones, documentos: guardados junto a tus palabras, cifrados.",
  "files.along.clean": "«{name}» ({size}), sin sus detalles ocultos",
  "files.along.original": "«{name}» ({size}), exactamente como es",
  "files.along.notYet": "«{name}»: elegido para ir con ello, pero aún no guardado entero",
  "files.along.change": "Cambiar qué archivos van con ello",
  "files.refused.quota":
    "Los archivos que van con ello ocupan juntos más de lo que permite este servicio. Deja algunos aquí; nada de lo guardado se pierde.",
  "files.refused.uncleanable":
    "Una de las imágenes no se puede dibujar de nuevo en este navegador. No se envió. Déjala aquí, o déjala ir exactamente como es.",
} as const;
