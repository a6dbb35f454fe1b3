/** Taking the notebook along, and bringing a copy in. */
export default {
  "tab.take": "Notes: copy",
  "take.link": "Take it with you, or bring a copy in",
  "take.title": "Take it with you",
  "take.lead": "Everything in your notebook is yours to keep. You can take it along, and bring it into another Chorus.",
  "take.leaveIt": "Leave it",
  "take.given": "{name} was given to your browser, which puts it among your downloads.",
  "take.failed": "It did not work here. Nothing was changed, and nothing is lost; try again, or use another browser.",
  "take.trace.title": "Before it leaves a trace",
  "take.trace.device":
    "If someone else uses this device, they may find it there. The browser also keeps a list of downloads.",
  "take.paper.kept": "Files",
  "take.paper.file": "{name}, {size}, added on {date}",
  "take.paper.files": "Photos and other files are named in it, but they are not in it.",
  "take.locked.receipts": "Receipts and the pages that you have dated go along with the copy.",
  "take.paper.title": "To read",
  "take.paper.text":
    "All pages with their dates, answers and earlier words, those you put away too, and how you described the person.",
  "take.paper.do": "Make a PDF",
  "take.paper.trace":
    "A file called {name} is saved on this device. It is not locked: whoever opens it can read all of it.",
  "take.paper.signs":
    "You used letters or signs that our PDF cannot show. Print instead, and choose to save as a PDF there; your device knows them.",
  "take.paper.made": "Everything in it, as of {date}",
  "take.print.do": "Print everything",
  "take.print.trace":
    "It is printed readable, not locked. Printers and the programs that serve them may keep a list of what was printed, or the pages themselves.",
  "take.locked.title": "To keep, locked",
  "take.locked.text":
    "One file with everything, encrypted. Another Chorus can take it in, and any program that knows age can open it.",
  "take.locked.how": "What is to open it?",
  "take.locked.passphrase": "A passphrase",
  "take.locked.passphraseHint": "It may be another than your notebook’s.",
  "take.locked.recipient": "An age key of mine",
  "take.locked.recipientHint": "If you use the age program already.",
  "take.locked.passphraseField": "Passphrase for this copy",
  "take.locked.recipientField": "Your age recipient, which begins with age1",
  "take.locked.short": "This is short enough to be guessed. Use at least 12 characters; a few words do well.",
  "take.locked.noRecipient": "This is not an age recipient. One begins with age1.",
  "take.locked.along": "What else goes in?",
  "take.locked.files": "{count, plural, one {The file that you keep} other {The # files that you keep}}, {size}",
  "take.locked.unfinished":
    "{count, plural, one {# more is not wholly kept yet, and stays out.} other {# more are not wholly kept yet, and stay out.}}",
  "take.locked.packing": "Putting in file {number} of {all} …",
  "take.locked.do": "Make the locked copy",
  "take.locked.trace":
    "A file called {name} is saved on this device. Without its key nobody can read it, and neither can you: nobody can get it back for you.",
  "take.in.title": "Bring a copy in",
  "take.in.text":
    "What is in the copy joins what you have here. Nothing is lost or overwritten; what you erased here for good stays erased.",
  "take.in.file": "The locked copy",
  "take.in.key": "Its passphrase, or the secret key it was made for",
  "take.in.do": "Bring it in",
  "take.in.noFile": "Choose the file first. It is called notes.age unless you renamed it.",
  "take.in.noKey": "Type what opens the copy.",
  "take.in.wrong": "This does not open the copy. Check it and try again.",
  "take.in.unreadable": "This file is no copy of a notebook, or it was damaged. Your notebook is as it was.",
  "take.in.done":
    "{pages, plural, =0 {The copy is in. It brought no page that you did not have.} one {The copy is in, with # page that was not here.} other {The copy is in, with # pages that were not here.}}",
  "take.in.files":
    "{count, plural, one {# file came with it, and is being sealed again for this notebook.} other {# files came with it, and are being sealed again for this notebook.}} Leave the notebook open until then.",
  "take.in.see": "See how far they are",
  "take.install.title": "Among your apps",
  "take.install.text":
    "Your notebook can have a place among the apps of this device, and open without the browser around it.",
  "take.install.do": "Put it among the apps",
  "take.install.trace":
    "An app called Notes then stands there, where everyone who uses this device can see it. You can remove it like any other.",
} as const;
