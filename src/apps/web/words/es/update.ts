export default {
  "update.refused.title": "Tienes la versión anterior de estas páginas",
  "update.refused.text":
    "Aquí se ofrece una versión más nueva que no se ha podido comprobar en el registro público. Por eso no se ha tomado, y lo que ves es la versión que ya tenías. A menudo se arregla solo en un día. Si no es así, puedes avisar a quien te dio esta dirección.",
};
