/** Sealing: what goes into it, and who will see what, and when. */
export default {
  "sealing.pages.title": "What goes into it?",
  "sealing.pages.lead": "What you leave out stays in your notebook, and only you can read it.",
  "sealing.pages.legend": "Pages that are sealed",
  "sealing.pages.missing": "Choose at least one page to be sealed.",
  "sealing.pages.note":
    "You can seal again later with more pages or fewer. The new one then takes the place of the old one.",
  "sealing.earlier.legend": "Words that stood there before you changed them",
  "sealing.earlier.without": "Leave them in my notebook",
  "sealing.earlier.with": "Seal them too",
  "sealing.earlier.withHint": "Your reader can then see what was changed, and when.",
  "sealing.contact.none":
    "Without a way to reach you, your reader can act on your account but cannot ask you first. You can change this until it opens.",
  "sealing.weak": "Weak alone",
  "sealing.weak.text": "{text}: your reader compares descriptions first",
  "sealing.account": "What is sealed",
  "sealing.account.page": "{name} ({words, plural, one {# word} other {# words}})",
  "sealing.account.answers": "With your answers to the questions, the dates you gave, and how you described the person",
  "sealing.account.earlier": "With the words that stood there before you changed them",
  "sealing.stays": "Stays in your notebook alone",
  "sealing.stays.earlier": "Words that stood there before you changed them",
  "sealing.stays.rest": "Everything you write from now on",
  "sealing.when.title": "Who will see what, and when",
  "sealing.when.now": "From now on",
  "sealing.when.now.text":
    "Those who run this site, and the {trustees, number} organisations that keep the keys, see that something was sealed, its size, and when. None of them sees what it says or who is named; {threshold, number} of the {trustees, number} would have to break the rules together to open it.",
  "sealing.when.match": "When enough people have named the person",
  "sealing.when.match.text":
    "{reader} receives what you sealed and how to reach you, and the accounts of the others who chose the same reader.",
  "sealing.when.weak":
    "If you match on something weak alone, {reader} first compares how each of you described the person. Only if it is one and the same does your account open.",
  "sealing.when.others": "The others who named the person",
  "sealing.when.others.text":
    "They receive nothing of yours from here. Your reader is asked to connect people only if each of them says yes.",
  "sealing.when.named": "The person you named",
  "sealing.when.named.text": "Is told nothing from here, now or later.",
  "sealing.undone": "What can never be undone",
  "sealing.undone.text":
    "Once it has opened, your reader has read it, and no one can make that not so. What they do then is up to them and to the rules of their profession; this site cannot hold them to it. Until it opens you can change it or take it back at any time.",
  "sealing.again.title": "Sealing anew",
  "sealing.again.text":
    "This takes the place of what you sealed on {date}. If that one has opened in the meantime, it has been read, and this one is sealed beside it.",
  "sealing.sealed.pages": "Sealed pages",
  "sealing.sealed.change": "Change it or add to it",
  "sealing.sealed.changeHint": "To add something, write it in your notebook first, then seal anew from here.",
  "sealing.sealed.replaced": "You sealed it anew on {date}; the newer one takes its place.",
  "sealing.sealed.receipt": "Nothing more is asked of you. You can close this page.",
} as const;
