/** Beginning a notebook, ways into it, and locking. */
export default {
  "tab.settings": "Notes: settings",

  "vault.begin.title": "Begin a notebook",
  "vault.begin.lead": "You are not asked who you are. What you write is encrypted on this device before it is kept.",
  "vault.begin.have": "I have a notebook already",
  "vault.begin.passkey.title": "With a passkey",
  "vault.begin.passkey.text":
    "One touch, with the fingerprint, face or code that unlocks this device. Whoever can unlock the device can then open the notebook too.",
  "vault.begin.passkey.do": "Begin with a passkey",
  "vault.begin.passphrase.title": "With a passphrase",
  "vault.begin.make": "Begin",
  "vault.begin.making": "Preparing",
  "vault.begin.warning.title": "Nobody can get it back for you",
  "vault.begin.warning.text":
    "If you lose every way of opening the notebook, what you wrote is gone; the people who run this site cannot open it. Once it is open you can add other ways, or make a recovery kit.",

  "vault.new.title": "Your notebook is called {name}",
  "vault.new.text":
    "These words were drawn at random. Note them down: with the passphrase they open the notebook on another device. Under Keys and settings you can also make a recovery kit, in case the passphrase is lost.",
  "vault.new.titlePasskey": "Your notebook is ready",
  "vault.new.textPasskey":
    "So far one passkey opens it. You can add a passphrase or make a recovery kit, in case the passkey is lost with the device.",

  "vault.traces.legend": "Is this device yours alone?",
  "vault.traces.yes": "Yes, or I am not worried",
  "vault.traces.yesHint": "An encrypted copy stays here, so that you can write without a connection.",
  "vault.traces.no": "No, leave nothing here",
  "vault.traces.noHint":
    "The notebook is then kept at this site only, encrypted, and you need a connection. The browser’s list of visited pages is not erased. A private window leaves less behind; another device is better.",

  "vault.name.label": "The notebook’s name",
  "vault.name.hint":
    "Drawn at random. You need it, with the passphrase, to open the notebook on another device. It also stands under Keys and settings.",

  "vault.passphrase.label": "Choose a passphrase",
  "vault.passphrase.hint":
    "Four words or more that have nothing to do with each other are easy to keep and hard to guess.",
  "vault.passphrase.again": "The same passphrase once more",
  "vault.passphrase.show": "Show what I type",
  "vault.passphrase.offer": "Offer me words",
  "vault.passphrase.offerOther": "Draw others:",
  "vault.passphrase.offered": "These words were drawn at random: {words}",
  "vault.passphrase.notOffered": "No words could be drawn just now. Try again, or choose some of your own.",
  "vault.passphrase.countOption": "{count, plural, one {# word} other {# words}}",
  "vault.passphrase.missing": "Choose a passphrase, or let some words be offered.",
  "vault.passphrase.tooShort": "This is short enough to be guessed. Use at least 12 characters; a few words will do.",
  "vault.passphrase.tooWeak": "Somebody could find this by trying. Add a word or two that nobody would expect.",
  "vault.passphrase.different": "The two are not the same. Type the same passphrase in both fields.",
  "vault.strength.weak": "A computer that has a copy of your notebook could find this within days.",
  "vault.strength.fair": "Nobody finds this by trying by hand. A computer that has a copy would need months or more.",
  "vault.strength.strong": "A computer that has a copy would need many years.",
  "vault.strength.veryStrong": "A computer that has a copy would need far longer than a lifetime.",

  "vault.passkey.cancelled": "No passkey came back. You can try again, or use a passphrase.",
  "vault.passkey.unable":
    "This passkey cannot encrypt, so it cannot open a notebook. Another browser or device may be able to; a passphrase always works.",

  "vault.signIn.title": "Open your notebook on this device",
  "vault.signIn.lead": "It is fetched from this site, still encrypted, and opened here.",
  "vault.signIn.new": "I have no notebook yet",
  "vault.signIn.how": "How do you want to open it?",
  "vault.signIn.byPasskey": "With a passkey",
  "vault.signIn.byPassphrase": "With its name and passphrase",
  "vault.signIn.byKit": "With the words of a recovery kit",
  "vault.signIn.nameMissing": "Type the notebook’s name: four words.",
  "vault.signIn.wrong":
    "This opens no notebook. Check the name and the passphrase; capitals count in the passphrase. For your protection nobody is told which of them was wrong.",
  "vault.signIn.wrongPasskey": "This passkey opens no notebook here. It may have been removed.",
  "vault.signIn.wrongKit": "These words open no notebook here. The kit may have been removed.",
  "vault.signIn.limited":
    "There were too many attempts. Wait an hour and try again; a passkey or a recovery kit works meanwhile.",
  "vault.signIn.unreachable":
    "The site cannot be reached just now. Nothing was changed; try again when you are connected.",
  "vault.signIn.open": "Open",
  "vault.signIn.opening": "Opening",

  "vault.kit.words": "The 24 words of the kit",
  "vault.kit.wordsHint": "In their order, with spaces between. Capitals do not matter.",
  "vault.kit.wordsWrong":
    "These are not the words of a kit. Check that there are 24 and that each is spelled as on the sheet.",

  "vault.unlock.title": "Your notebook is locked",
  "vault.unlock.lead": "Nothing that you wrote is lost.",
  "vault.unlock.passkey": "Open with a passkey",
  "vault.unlock.passphrase": "Passphrase",
  "vault.unlock.missing": "Type your passphrase to open the notebook.",
  "vault.unlock.open": "Open",
  "vault.unlock.opening": "Opening",
  "vault.unlock.wrong": "This passphrase does not open the notebook. Check capitals and try again.",
  "vault.unlock.wrongPasskey": "This passkey does not open the notebook on this device.",
  "vault.unlock.kit": "I have a recovery kit",
  "vault.unlock.wrongKit": "These words do not open the notebook on this device.",
  "vault.unlock.forgotten": "I have lost every way of opening it",
  "vault.unlock.forgottenText":
    "Nobody can open this notebook for you; that is what protects it. If it is certain that nothing opens it any more, you can erase it from this device and begin another. What you sealed stays sealed, and can then not be taken back from here.",

  "vault.notice.older":
    "The site had lost a part of what it keeps for you, or showed an older state. Nothing on this device is lost, and the site has been given it again. If this happens often, tell the people who run it.",
  "vault.notice.gone":
    "This notebook has been erased at the site, perhaps by you on another device. What you see is the copy on this device; it is not sent any more.",
  "vault.notice.refused":
    "The site does not take what you write just now. It is kept on this device. Other devices do not see it yet.",
  "vault.notice.noTraces": "Nothing of this notebook is kept on this device. Lock it before you go.",

  "vault.settings.link": "Keys and settings",
  "vault.settings.title": "Keys and settings",
  "vault.settings.lead": "How your notebook opens, when it locks, and how it is erased.",
  "vault.settings.back": "Back to the notebook",
  "vault.ways.title": "What opens it",
  "vault.ways.text": "Each of these opens the whole notebook by itself. Two are better than one.",
  "vault.ways.passphrase": "A passphrase",
  "vault.ways.passphraseName": "With the notebook’s name: {name}",
  "vault.ways.passkey": "A passkey",
  "vault.ways.kit": "A recovery kit",
  "vault.ways.added": "Since {date}",
  "vault.ways.change": "Change the passphrase",
  "vault.ways.addPassphrase": "Add a passphrase",
  "vault.ways.addPasskey": "Add a passkey",
  "vault.ways.addKit": "Make a recovery kit",
  "vault.ways.remove": "Remove",
  "vault.ways.removeTitle": "Remove this way in?",
  "vault.ways.removeText":
    "It then opens the notebook no more, here or anywhere. Other devices learn of it when they next reach this site. A passkey itself stays in your device’s own list until you delete it there.",
  "vault.ways.removeDo": "Remove it",
  "vault.ways.keep": "Keep it",
  "vault.ways.last": "This is the only way in, so it cannot be removed. Add another first.",
  "vault.ways.removed": "It was removed.",
  "vault.ways.later":
    "This holds on this device. The site could not be reached; it holds there as soon as you are connected and the notebook is open.",
  "vault.ways.done": "It opens the notebook from now on.",
  "vault.ways.changed": "The new passphrase opens the notebook from now on, and the old one no more.",
  "vault.ways.changeTitle": "Choose a new passphrase",
  "vault.ways.changeDo": "Use this passphrase",

  "vault.makeKit.title": "A recovery kit",
  "vault.makeKit.text":
    "These 24 words open your notebook by themselves, on any device. Write them down or keep the sheet where only you find it. They are shown this once and kept nowhere.",
  "vault.makeKit.code": "The same words as a code for a camera",
  "vault.makeKit.say": "Say on the sheet what it is for",
  "vault.makeKit.sayHint": "Otherwise the sheet holds only numbered words and the code.",
  "vault.makeKit.file": "Save the sheet as a PDF",
  "vault.makeKit.notMade":
    "The file could not be made just now. The words above are the kit all the same: try again, or write them down by hand.",
  "vault.makeKit.fileNote":
    "The file stays among your downloads, where others who use this device can find it. Print it, then delete it; writing the words by hand leaves nothing behind.",
  "vault.makeKit.done": "I have them",
  "vault.makeKit.sheetTitle": "Notes",
  "vault.makeKit.sheetPurpose":
    "Recovery kit for a notebook kept at {site}. Whoever has these words can open it. To use it: open {site} on any device, choose “I have a notebook already”, then “With the words of a recovery kit”.",

  "vault.lock.title": "When it locks",
  "vault.lock.legend": "Lock the notebook when nothing was touched for",
  "vault.lock.minutes": "{minutes, plural, one {# minute} other {# minutes}}",
  "vault.lock.text": "It also locks when you leave quickly. When you open it again, you are where you were.",

  "vault.erase.title": "Erase everything",
  "vault.erase.text":
    "The whole notebook goes at once, on this device and at this site, with every way in. What you sealed stays sealed, and can then not be taken back.",
  "vault.erase.ask": "Erase the notebook",
  "vault.erase.sure": "Erase the notebook for good?",
  "vault.erase.sureText":
    "All that you wrote is erased at once, here and at this site, and cannot be brought back by anybody. Another device on which you opened it keeps its encrypted copy until you erase it there.",
  "vault.erase.sureHere":
    "All that you wrote here is erased from this device and cannot be brought back. The copy at this site stays encrypted there.",
  "vault.erase.do": "Erase it for good",
  "vault.erase.keep": "Keep it",
  "vault.erase.unreachable":
    "The site cannot be reached, so nothing has been erased yet. You can try again when you are connected, or erase only what is on this device; the encrypted copy at the site then stays there.",
  "vault.erase.here": "Erase from this device only",
} as const;
