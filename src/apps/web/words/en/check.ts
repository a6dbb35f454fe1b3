/** The page that checks receipts and proofs. */
export default {
  "tab.check": "Notes: check",

  "check.title": "Check a receipt or a proof",
  "check.lead": "What you choose here stays on this device. It works without a connection.",
  "check.files": "Files",
  "check.files.hint":
    "A receipt or a proof that Chorus wrote and, beside it, the file that it is about, if you have that. You can choose several at once.",
  "check.fingerprint": "The escrow’s fingerprint",
  "check.fingerprint.hint": "If you know it from elsewhere, such as from one of its trustees.",
  "check.fingerprint.error": "A fingerprint is 64 digits and letters from a to f. Look whether some are missing.",
  "check.failed":
    "This could not be checked just now: a file may have been moved, or a part of this page did not arrive. Choose the files again, or load the page anew.",
  "check.said":
    "{all, plural, one {One file was checked, {holding} holds.} other {# files were checked, {holding} hold.}}",

  "check.holds": "{name} holds",
  "check.refused": "{name} does not hold",
  "check.refused.text":
    "It is damaged, was altered, or is of another escrow than the one named. Ask whoever gave it to you for the original file.",
  "check.refused.rule": "What does not hold: {rule}",
  "check.covered": "{name} is the one",
  "check.covered.item": "This very file existed when the note was made. See {by}.",
  "check.covered.part": "This very file is a sealed part of the record. See {by}.",
  "check.locked": "{name} is locked",
  "check.locked.text": "Type what opens it above, and it is read here, on this device.",
  "check.locked.wrong": "What you typed does not open it. Check it and try again.",
  "check.key": "What opens the locked copy",
  "check.key.hint": "Its passphrase, or the secret key it was made for. It stays on this device.",
  "check.key.do": "Open and check it",
  "check.covered.form": "This is the same statement, word for word, in another form. See {by}.",
  "check.unrelated": "Nothing is proven of {name}",
  "check.unrelated.text":
    "It is no proof that Chorus wrote, and no proof chosen here is about this very file. A single changed letter makes it another file.",

  "check.is.record": "This shows that a sealed record existed by {date}. It does not show what is in it.",
  "check.is.withdrawal": "This shows that its author had asked for a record back by {date}.",
  "check.is.note": "This shows that what a dated note was made on existed by {date}.",
  "check.is.opening": "This shows that a case had opened by {date}.",
  "check.is.statement": "This shows that a statement had been published by {date}.",
  "check.is.other": "This shows that an entry stood in the escrow’s log by {date}.",
  "check.note.choose": "Choose what it was made on as well, to see whether it is the very same.",
  "check.note.closed": "What it was made on is not shown.",

  "check.seen": "Seen there by",
  "check.seen.by": "{name}, {date}",
  "check.stamp": "Stamped by an outside authority",
  "check.stamp.certificate": "Certificate {certificate}",
  "check.place": "Place",
  "check.place.text": "Log of “{escrow}”, entry {position}",
  "check.record": "Record",
  "check.pinned": "It is the escrow that you named.",

  "check.independence.all":
    "{count, plural, one {The one record was sealed before anything was opened.} other {All # records were sealed before any of them was opened.}}",
  "check.independence.some":
    "{before} of {all} records were sealed before any of them was opened. The others came after, and may have been written by someone who knew of them.",
  "check.independence.apart":
    "{days, plural, =0 {Less than a day lies between the first and the last.} one {One day lies between the first and the last.} other {# days lie between the first and the last.}}",
  "check.independence.record": "Record {number}",
  "check.independence.before": "Sealed {date}, before any was opened",
  "check.independence.after": "Sealed {date}, after the first was opened",
  "check.independence.opened": "Opening logged",
  "check.independence.testified": "Who testifies when each was opened",

  "check.not": "What this does not show",
  "check.not.content": "What it says, or that what it says is true.",
  "check.not.earlier": "That it did not exist earlier.",
  "check.not.who": "Who the author is, or what has become of the record since.",
  "check.not.escrow":
    "Whose escrow this is. Anyone can found one under any name, so compare the fingerprint with the one that its trustees publish.",
  "check.not.authority": "That the authority behind the stamp is to be believed.",
  "check.not.outside": "That the authors did not know of each other outside this escrow.",
  "check.not.people": "Who the authors are, or that two keys are two people.",

  "check.receipt.shows": "A receipt shows that it existed on {date}, not what is in it.",
  "check.receipt.takenBack": "A receipt shows that you asked for it back on {date}.",
  "check.receipt.waiting": "The receipt comes once enough keepers of the keys have seen it.",
  "check.receipt.save": "Save the receipt",
  "check.receipt.question": "Save the receipt on this device?",
  "check.receipt.trace":
    "It is kept in your notebook anyway. A saved file stays in this device’s downloads, where someone else may find it. It does not say what you sealed or whom you named, but it says that you sealed something, and when.",
  "check.receipt.dont": "Leave it in the notebook",
  "check.receipt.how":
    "Anyone can check it on the page “Check a receipt or a statement”, also years from now, without asking anybody here.",
  "tab.dated": "Notes: dates",
  "check.dated.title": "A date for what you have written",
  "check.dated.lead":
    "So that you can show one day that these pages existed today, word for word. You need not seal them for that.",
  "check.dated.what":
    "Only a short code goes into a public log. It tells nothing of what you wrote, how long it is, or who you are. That a code came, and in which hour, anyone can see.",
  "check.dated.none": "There is nothing written yet to give a date to.",
  "check.dated.now": "Date the pages as they are now",
  "check.dated.daily": "Once a day",
  "check.dated.daily.on": "Date them by itself, at most once a day, when I open the notebook and something has changed",
  "check.dated.list": "Dates so far",
  "check.dated.shows": "These pages existed on {date}",
  "check.dated.waiting": "Made on {date}, not seen by enough keepers of the keys yet",
  "check.dated.save": "Save it with the pages",
  "check.dated.question": "Save it on this device?",
  "check.dated.trace":
    "The file holds your pages as they were, for anyone who opens it to read, and the receipt that dates them. It stays in this device’s downloads. In your notebook both are kept encrypted.",
  "check.dated.unreachable":
    "The connection did not work. What was dated is kept in your notebook and is sent when you come back here.",
  "check.dated.back": "Back to your notebook",

  "check.statement.holds":
    "Of “{title}”, not a comma has changed since each of its authors signed it, and each of them had sealed a record before.",
  "check.statement.part": "Part {number}: {name}",
  "check.statement.unnamed": "without a name",
  "check.statement.sealed": "Its author had a record sealed by {date}",
  "check.statement.first":
    "{first, plural, =0 {Whether these records were sealed before any of them was opened is not shown here.} other {{first} of {all} were sealed before anything that names the same person had been opened, as enough of the escrow’s trustees have signed.}}",
  "check.not.true": "That what it says is true.",
  "check.not.inside": "That the sealed records said the same. Nobody can look into them.",
  "check.not.since": "Whether it was corrected or taken back since. The place where it was published shows that.",
} as const;
