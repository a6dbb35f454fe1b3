/** Counsel's desk. */
export default {
  "tab.desk": "Notes: desk",
  "tab.deskKey": "Notes: key",
  "tab.deskCase": "Notes: sheet",

  "desk.back": "Back to the desk",
  "desk.lock": "Lock the desk",
  "desk.refused":
    "The escrow did not take it ({rule}). Nothing is lost. Please tell the people who run this site the word in brackets.",
  "desk.failed.title": "The desk could not be opened",
  "desk.failed.text":
    "This browser does not let pages keep anything, or its store cannot be read now. Nothing was changed. A private window sometimes forbids it; another browser may work.",

  "desk.begin.title": "A desk for counsel",
  "desk.begin.lead":
    "For lawyers, advocates and reporters. People choose you as the one reader of what they seal, and it opens to you alone.",
  "desk.begin.name": "Your name, or your practice’s",
  "desk.begin.nameHint": "People read it when they choose who may read their account.",
  "desk.begin.nameMissing": "Give the name that people will read.",
  "desk.begin.profession": "What you are",
  "desk.begin.professionMissing": "Choose what you are.",
  "desk.begin.about": "What you would like people to know about you",
  "desk.begin.aboutHint": "Languages, what you can do for them, whether it costs anything.",
  "desk.begin.key.title": "Your key is made on this device and stays here",
  "desk.begin.key.text":
    "What people seal to you can be opened only with it. Nobody keeps a copy: not the people who run this site, not the organisations that hold the other keys. You will be asked to save one.",
  "desk.begin.make": "Make my key and ask to be admitted",
  "desk.begin.making": "Making your key",
  "desk.begin.unreachable": "The connection did not work. No key was made. Try again when you like.",

  "desk.restore.title": "I have a key already",
  "desk.restore.text":
    "Bring the file counsel.key that you saved, here or at the command line with a passphrase. Notes about cases that were made on another device are not in it.",
  "desk.restore.file": "Your key file",
  "desk.restore.passphrase": "The passphrase of that file",
  "desk.restore.do": "Bring it to this device",
  "desk.restore.missing": "Choose the file first.",
  "desk.restore.notAKey": "This is not a key file of a desk, or it is damaged. The file was left as it is.",

  "desk.unlock.title": "Your desk is locked",
  "desk.unlock.lead": "Your passphrase opens it.",
  "desk.unlock.missing": "Type your passphrase to open the desk.",
  "desk.unlock.wrong": "This passphrase does not open the key. Check capital letters and try again.",
  "desk.unlock.forgotten":
    "Nobody can open the key without it. If you have a copy under another passphrase, remove the desk from this device and bring the copy. Without any key, what was sealed to you cannot be read by anyone, ever.",
  "desk.erase.ask": "Remove the desk from this device",
  "desk.erase.title": "Remove the desk from this device?",
  "desk.erase.text":
    "The key and your notes about cases are erased here at once. If there is no other copy of the key, everything that people have sealed to you is lost.",
  "desk.erase.do": "Remove it for good",
  "desk.erase.keep": "Keep it",

  "desk.fresh.title": "Save a copy of your key now",
  "desk.fresh.text":
    "So far it is on this device only. If the device breaks or the browser’s data is cleared, everything that people seal to you would be lost.",
  "desk.fresh.go": "Save a copy",

  "desk.key.link": "Your key",
  "desk.key.title": "Your key",
  "desk.key.lead": "Keep one copy where only you can reach it, away from this device.",
  "desk.key.warning.title": "Whoever has the file and its passphrase reads what you can read",
  "desk.key.warning.text": "Never send either of them, and keep them apart.",
  "desk.key.file":
    "The file is protected by your passphrase. It opens this desk on another device, and the command line reads it too.",
  "desk.key.save": "Save the key file",
  "desk.key.saved": "The file counsel.key was handed to your browser. Look whether it is where you want it.",
  "desk.key.identity.title": "The key that opens what you take along",
  "desk.key.identity.text":
    "Cases that you take along are age files. Anybody with this line opens them with the age tool, without Chorus: age -d -i export.key FILE. It opens nothing that is still sealed.",
  "desk.key.identity.label": "Age identity",
  "desk.key.identity.save": "Save it as export.key",

  "desk.cases.title": "Your desk",
  "desk.cases.lead": "What people have chosen you to read, once it has opened. You are here as {name}.",
  "desk.cases.looking": "Looking into your mailbox",
  "desk.cases.unreachable": "The connection did not work. Nothing is lost; try again when you like.",
  "desk.cases.faulty":
    "One of the organisations that hold the keys sent something that does not hold. It was set aside, and what you read here is not touched by it.",
  "desk.cases.waiting.title": "You have asked to be admitted",
  "desk.cases.waiting.text":
    "The organisations that hold the keys decide whether people can choose you. Until enough of them have said yes, nothing can be sealed to you. Look again later.",
  "desk.cases.none": "Nothing has opened. Something is here only when enough people have named the same person.",
  "desk.cases.look": "Look again",
  "desk.cases.accounts": "{accounts, plural, one {# account.} other {# accounts.}}",
  "desk.cases.unasked": "Not read yet.",
  "desk.cases.declared": "You have declared a conflict.",
  "desk.cases.asks": "Waits for your word on whether it is one person.",
  "desk.cases.open": "You are reading it.",

  "desk.conflict.title": "Before you read",
  "desk.conflict.lead":
    "This is whom it is about, as the people who wrote have described them. Nothing else is open yet.",
  "desk.conflict.question": "May you read this?",
  "desk.conflict.text":
    "If you or your practice act for this person, are close to them, or could not be free in this, declare it now.",
  "desk.conflict.none": "No conflict: go on",
  "desk.conflict.declare": "There is a conflict",
  "desk.declared.title": "This stays unread",
  "desk.declared.text":
    "You have declared a conflict. No account of this case is opened at this desk. It is not passed on to anybody else by itself.",

  "desk.described.waiting": "The description has not arrived whole yet. It needs one more of the keepers of the keys.",

  "desk.compare.title": "Is it one person?",
  "desk.compare.text":
    "These matched on a name, and people share names. Read how each describes the person. Only after your word do the keepers of the keys let the accounts open; if it is not the same person, they stay sealed, and you are not asked about them again.",
  "desk.compare.description": "Description {place, number}",
  "desk.compare.elsewhere": "A description with another reader",
  "desk.compare.elsewhereHint": "Speak with them before you judge it.",
  "desk.compare.others":
    "{others, plural, one {# more description was sealed to another reader. You cannot see it; speak with them before you judge it.} other {# more descriptions were sealed to other readers. You cannot see them; speak with them before you judge them.}}",
  "desk.compare.which": "Which of them describe one and the same person?",
  "desk.compare.tooFew": "Choose two or more, one of your own among them.",
  "desk.compare.same": "It is the same person",
  "desk.compare.different": "It is not the same person",
  "desk.compare.failed":
    "The connection did not work, and not all of your word may have arrived. What did not is asked again.",

  "desk.case.notYet": "Descriptions first",
  "desk.case.title": "What they wrote",
  "desk.case.lead": "Each in their own words, the one that was sealed first at the beginning.",
  "desk.case.none": "There is no such case at this desk",
  "desk.case.notAFinding":
    "That they name the same person is a reason to read, not a finding. They do not know of each other.",
  "desk.account.title": "Account {place, number}",
  "desk.account.contact": "How they may be reached",
  "desk.account.noWays": "No way was given. Wait until they write to you.",
  "desk.account.never": "What must not be done: {never}",
  "desk.account.files": "What they kept",
  "desk.account.save": "Save",
  "desk.account.saveFile": "Save {name}",
  "desk.account.saveHint": "A file that you save lies readable on this device.",
  "desk.account.described": "How they describe the person",
  "desk.account.sealed": "This account is sealed. You see only how the person is described.",
  "desk.way.text": "Text message",
  "desk.way.call": "Phone call",
  "desk.way.email": "E-mail",
  "desk.way.post": "Post",
  "desk.way.other": "Another way",

  "desk.when.unknown": "not known",
  "desk.when.range": "{from} to {to}",
  "desk.when.about": "around {days}",
  "desk.when.words": "{words}",
  "desk.when.both": "{words} ({days})",
  "desk.written": "Written {date}",
  "desk.writtenAndChanged": "Written {begun}, changed {changed}",
  "desk.earlier": "What stood here before",
  "desk.about.happened": "What happened",
  "desk.about.senses": "What they remember of it",
  "desk.about.they": "What the other person did and said",
  "desk.about.you": "What they themselves did and said",
  "desk.about.knew": "How they knew each other",
  "desk.about.place": "Where",
  "desk.about.near": "Who was near",
  "desk.about.told": "Whom they told, and when",
  "desk.about.kept": "What they kept",
  "desk.about.since": "How it has been since",
  "desk.about.unsure": "What they are not sure of",
  "desk.about.wish": "What they would wish to come of it",

  "desk.export.title": "Take it along",
  "desk.export.text":
    "One ZIP file of encrypted age files: every account, every file, and the sealed originals. They open with the key of your desk, with or without Chorus.",
  "desk.export.do": "Make the file",
  "desk.export.done": "{name} was handed to your browser. It is encrypted to your key.",
} as const;
