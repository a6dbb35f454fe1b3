export default {
  "update.refused.title": "Vous avez la version précédente de ces pages",
  "update.refused.text":
    "Une version plus récente est proposée ici, et elle n’a pas pu être vérifiée dans le registre public. Elle n’a donc pas été prise, et vous voyez la version que vous aviez déjà. Souvent, cela se règle en une journée. Sinon, vous pouvez prévenir la personne qui vous a donné cette adresse.",
};
