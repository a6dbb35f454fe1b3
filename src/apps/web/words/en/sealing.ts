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
  "sealing.eligible.email": "Your e-mail address where you belong",
  "sealing.eligible.emailHint":
    "The people who admit send a code there, once, so that nobody can count as many people. They keep no address, and cannot tell which record is yours. Whoever can read that mailbox can see that a code came.",
  "sealing.eligible.send": "Send me a code",
  "sealing.eligible.again": "Send another code",
  "sealing.eligible.sent": "A code is on its way. It can take a few minutes.",
  "sealing.eligible.code": "The code",
  "sealing.eligible.codeHint": "Eight digits, good for half an hour.",
  "sealing.eligible.codeMissing": "Type the code that came by e-mail.",
  "sealing.eligible.codeWrong":
    "This is not the code that was sent, or it is too old. Nothing was sealed. Have another one sent.",
  "sealing.eligible.domain": "People are admitted here by addresses of other places. Nothing was sent.",
  "sealing.eligible.address": "This is not an e-mail address.",
  "sealing.eligible.codes": "Enough codes were sent to this address today. Try again tomorrow.",
  "sealing.eligible.served":
    "There is one credential for each person, and yours was given out before. If it is in another notebook of yours, seal from there. It cannot be given a second time, because then one person could count as two.",
  "sealing.eligible.signIn": "Sign in",
  "sealing.eligible.signIn.title": "Show that you belong",
  "sealing.eligible.signIn.text":
    "You sign in once at your organisation’s own page and come back here. It learns that you came, as it does for any site; the people who admit keep no name, and cannot tell which record is yours. Your notebook locks meanwhile.",
  "sealing.eligible.signIn.missing": "Sign in first, then seal.",
  "sealing.eligible.signIn.old":
    "This sign-in is too old, or began in another tab. Nothing was sealed. Begin again from the last page before sealing.",
  "sealing.eligible.signIn.refused": "The sign-in was not confirmed. Nothing was sealed.",
  "sealing.eligible.back.title": "You are back",
  "sealing.eligible.back.text": "Your sign-in is being checked. It does not say what you wrote.",
  "sealing.eligible.back.onward": "On to sealing",
} as const;
