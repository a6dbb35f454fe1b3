import check from "./es/check.ts";
import desk from "./es/desk.ts";
import device from "./es/device.ts";
import files from "./es/files.ts";
import letters from "./es/letters.ts";
import pages from "./es/pages.ts";
import sealing from "./es/sealing.ts";
import take from "./es/take.ts";
import update from "./es/update.ts";
import vault from "./es/vault.ts";
import writing from "./es/writing.ts";
import type { Translation } from "./translation.ts";

/** Español. De tú, en frases que no suponen el género de quien lee. */
export default {
  ...writing,
  ...pages,
  ...sealing,
  ...take,
  ...desk,
  ...letters,
  ...check,
  ...files,
  ...update,
  ...vault,
  ...device,

  "tab.home": "Notas",
  "tab.help": "Notas: números",
  "tab.device": "Notas: dispositivo",
  "tab.missing": "Notas: página vacía",
  "tab.samples": "Notas: muestras",

  "shell.skip": "Ir al texto",
  "shell.start": "Primera página",
  "shell.language": "Idioma",
  "shell.more": "Otras páginas",
  "shell.check": "Comprobar un recibo o una declaración",
  "shell.counsel": "Para profesionales",
  "shell.oneMoment": "Un momento",
  "shell.failed.title": "Esta página no ha llegado",
  "shell.failed.text":
    "Puede que se haya cortado la conexión o que haya una versión más nueva. Lo que guardaste sigue ahí. Inténtalo otra vez o vuelve a cargarlo todo.",
  "shell.failed.again": "Intentar otra vez",
  "shell.failed.reload": "Volver a cargar",
  "shell.missing.title": "No hay nada en esta dirección",
  "shell.missing.text":
    "Puede que la dirección tenga un error o que la página haya cambiado de sitio. Lo que guardaste sigue ahí.",
  "shell.noScript":
    "Este cuaderno necesita JavaScript, porque cifra lo que escribes en tu propio dispositivo antes de guardar nada.",

  "leave.button": "Salir rápido",
  "leave.shift":
    "{left, plural, one {Mayúsculas. Pulsa una vez más para salir.} other {Mayúsculas. Pulsa # veces más para salir.}}",
  "leave.timedOut": "Ha pasado demasiado tiempo. Sigues en esta página.",
  "leave.leaving": "Cargando.",
  "leave.returned.title": "Notas",
  "leave.returned.continue": "Continuar",

  "landing.title": "Pasó algo. Puedes empezar aquí.",
  "landing.lead": "Puedes mirar sin dar ningún dato y parar en cualquier momento.",
  "landing.doors": "Tres caminos desde aquí",
  "landing.write.title": "Escríbelo para ti",
  "landing.write.text":
    "Una página privada, para hoy o para años. Se cifra en tu dispositivo antes de guardarse, y solo tú puedes abrirla.",
  "landing.seal.title": "Séllalo, para que se abra solo si otras personas nombran a la misma persona",
  "landing.seal.text":
    "Tú dices cuántas personas deben nombrar a la misma persona, contándote a ti. Hasta entonces queda sellado. Después se abre únicamente ante quien elegiste para leerlo: de la abogacía, de una organización de apoyo o de la prensa.",
  "landing.help.title": "Busca ayuda ahora",
  "landing.help.text": "Números a los que llamar y qué hacer si estás en peligro. No hace falta que escribas nada.",
  "landing.before": "Conviene saber",
  "landing.counts.title": "No sé si lo mío cuenta",
  "landing.counts.text":
    "No hace falta tener certeza. Mucha gente no la tiene, ni siquiera años después. Puedes escribir sin decidir cómo llamarlo, y nunca tienes que enseñárselo a nadie.",
  "landing.readers.title": "¿Quién puede leer lo que escribo?",
  "landing.readers.own":
    "Lo que escribes para ti se cifra en tu dispositivo. Quienes llevan este sitio guardan una copia cerrada y no pueden leerla. Si pierdes todas las maneras de abrirla, tampoco podrán abrírtela.",
  "landing.readers.sealed":
    "Lo que sellas solo puede leerse cuando el número de personas que elegiste haya nombrado a la misma persona, y entonces solo lo lee quien tú elegiste. Las llaves están repartidas entre organizaciones independientes, y ninguna puede abrirlo por sí sola. Puedes cambiarlo o retirarlo hasta que se abra.",
  "landing.leave.title": "¿Qué hace «Salir rápido»?",
  "landing.leave.does":
    "El botón de arriba, o la tecla de mayúsculas pulsada tres veces, tapa la página al instante, cierra tus notas y va a un sitio web cualquiera.",
  "landing.leave.doesNot":
    "No borra la lista de páginas visitadas que guarda tu navegador. Si otra persona puede mirar este dispositivo, una ventana privada deja menos rastro; otro dispositivo es mejor.",
  "landing.limits.title": "Lo que esto no puede hacer",
  "landing.limits.nobody":
    "Aquí nadie lee mientras escribes. Si escribes que estás en peligro, nadie lo verá; con los números de «Busca ayuda ahora» sí llegas a alguien.",
  "landing.limits.match":
    "No puede decirte si otras personas han escrito. Y cuando varios relatos nombran a la misma persona, es un motivo para leerlos, no una conclusión.",

  "help.title": "Busca ayuda ahora",
  "help.lead": "Si estás en peligro, llama al número de emergencias del lugar donde estás.",
  "help.traces.title": "Lo que deja una llamada",
  "help.traces.text":
    "La llamada puede quedar en la lista de llamadas del teléfono y en la factura. Si otra persona las mira, usa otro teléfono si puedes, o borra después la llamada de la lista.",
  "help.call": "Llamar al {number}",
  "help.text": "Enviar un mensaje al {number}",
  "help.website": "Sitio web",
  "help.hours": "Horario: {hours}",
  "help.checked": "Quienes llevan este sitio revisaron esta lista por última vez el {date}.",
  "help.waiting": "Buscando la lista de números",
  "help.failed.title": "No se ha podido traer la lista",
  "help.failed.text":
    "Estos números funcionan sin ella: 112 en Europa y en muchos teléfonos móviles de otros lugares; 911 en Estados Unidos, Canadá y México.",

  "part.optional": "si quieres",
  "part.close": "Cerrar",
  "part.copy": "Copiar",
  "part.copied": "Copiado",
  "part.copyFailed": "Aquí no se ha podido copiar. El texto está seleccionado para que lo copies tú.",
  "part.errorBefore": "Por corregir:",
  "part.step": "Parte {part, number} de {of, number}",
  "part.saving": "Guardando",
  "part.saved": "Guardado",
  "part.savedAgo": "Guardado {ago}",
  "part.savedHere": "Guardado en este dispositivo. Seguirá por sí solo cuando vuelva la conexión.",
  "part.notSaved": "Todavía sin guardar. Lo que escribiste sigue en esta página; déjala abierta.",
  "part.full":
    "No queda espacio en este dispositivo y esto todavía no se ha guardado aquí. Lo que escribiste sigue en esta página; déjala abierta y libera espacio, por ejemplo borrando vídeos.",
  "part.progress": "{done} de {total}",
  "time.momentAgo": "hace un momento",
} as const satisfies Translation;
