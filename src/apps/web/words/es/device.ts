/** What a device may show to somebody else, and what helps. */
export default {
  "device.link": "¿Es seguro escribir en este dispositivo?",
  "device.title": "¿Este dispositivo es solo tuyo?",
  "device.lead":
    "Lo que escribes se cifra. Pero un dispositivo puede mostrar otras cosas: que estuviste aquí, o las palabras mientras las lees. Toma lo que te sirva; no hace falta hacerlo todo.",
  "device.seen.title": "Si alguien puede mirar este dispositivo",
  "device.seen.text":
    "Elige «No, que no quede nada aquí» al empezar. Usa una ventana privada y ciérrala al irte. Mejor aún es un dispositivo que esa persona nunca toque: de una amistad, de una biblioteca, de un centro de salud.",
  "device.unlock.title": "Si alguien puede desbloquearlo",
  "device.unlock.text":
    "Quien abra tu pantalla con un código, una cara o un dedo puede usar las llaves de acceso guardadas en él. Entonces es más segura una frase de paso que solo tú conozcas. No dejes que el navegador la guarde.",
  "device.account.title": "Si alguien conoce tus cuentas",
  "device.account.text":
    "El historial, las páginas abiertas, las contraseñas y las fotos pueden llegar a otro teléfono u ordenador con la misma cuenta, también en un plan familiar. Una ventana privada no se envía. Mira en los ajustes de la cuenta qué dispositivos tienen la sesión abierta; quitar uno puede notarse.",
  "device.work.title": "Si es del trabajo, de la escuela o de otra persona",
  "device.work.text":
    "Su dueño puede ver qué sitios se visitan, y a veces la pantalla. Esta página no puede saberlo. No escribas en él si eso pudiera hacerte daño.",
  "device.watched.title": "Si crees que te vigilan",
  "device.watched.text":
    "Un dispositivo vigilado en secreto lo muestra todo, haga lo que haga cualquier sitio. Las señales son débiles: alguien sabe lo que no podía saber, o tuvo el dispositivo en sus manos. No lo busques en ese dispositivo. Borrar un programa puede notarse, y puede quitarte pruebas. Las personas de «Busca ayuda ahora» saben cómo proceder.",
  "device.traces.title": "Lo que queda",
  "device.traces.text":
    "La lista de páginas visitadas muestra que este sitio estuvo abierto, no lo que escribiste. Puedes quitar de ella entradas sueltas; una lista vacía puede llamar más la atención que una larga. Los archivos que guardes quedan entre las descargas. Las capturas de pantalla pueden ir a una nube. También puede notarse una pausa en los mensajes o en los lugares de siempre.",
  "device.leave.title": "Para salir enseguida",
  "device.leave.text":
    "Pulsa «Salir rápido», o Mayús tres veces. El cuaderno se cierra y aparece el tiempo. Pruébalo ahora, para que tus manos lo sepan.",
  "device.proof.title": "Lo que nadie puede ver",
  "device.proof.text":
    "Ni quienes llevan este sitio, ni la red, ni quien se lleve el dispositivo con el cuaderno cerrado: sin tu frase de paso, tu llave de acceso o tu hoja de recuperación no hay nada que leer.",
} as const;
