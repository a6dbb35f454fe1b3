export default {
  "tab.files": "Notes: files",

  "files.title": "Keep what there is",
  "files.lead":
    "Photos, screenshots, recordings, documents: whatever may matter one day. You need not know yet whether it does.",
  "files.back": "Back to your notebook",
  "files.choose": "Choose files",
  "files.hint": "Any kind, up to 2 GB each. You can also drop them here.",
  "files.added": "{n, plural, one {One file was added.} other {# files were added.}}",
  "files.tooLarge": "Larger than 2 GB, and not added: {names}.",
  "files.notTaken": "This did not work, and nothing was added. The file itself is untouched. Please try again.",
  "files.kept": "Kept in your notebook",

  "files.how.title": "How files are kept",
  "files.how.sealed":
    "Each file is encrypted on this device, in small pieces, before anything leaves it. Neither its name nor what it is can be read by whoever keeps the pieces; roughly how large it is, they can see.",
  "files.how.original":
    "The file is kept exactly as it is, to the last bit, because as evidence an untouched original counts most.",
  "files.how.open":
    "Files travel while your notebook is open. If it closes, they go on from there when you open it again.",

  "files.sizeAndState": "{size}. {state}",
  "files.progress": "Encrypted and kept",
  "files.state.sending": "It is on its way.",
  "files.state.waiting": "There is no connection just now. It goes on by itself.",
  "files.state.paused": "Paused. It goes on when you say so.",
  "files.state.needsFile":
    "Part of it is safe. Choose the same file again to go on, or open your notebook on the device where you began.",
  "files.state.anotherFile": "That was another file, or the file has changed since. Choose the same one to go on.",
  "files.state.noRoom": "This device has no room left. Make some, then go on; nothing is lost.",
  "files.state.vaultFull": "Your notebook holds as much as this service allows. Remove something, then go on.",
  "files.state.refused": "It was not taken. You can try again.",
  "files.state.whole": "Wholly kept, and checked. Added on {date}.",
  "files.pause": "Pause",
  "files.goOn": "Go on",
  "files.chooseAgain": "Choose it again",
  "files.remove": "Remove",
  "files.remove.title": "Remove this file?",
  "files.remove.text":
    "“{name}” will be erased from your notebook for good. If you have it somewhere else, it stays there.",
  "files.remove.keep": "Keep it",
  "files.remove.do": "Erase it",

  "files.look": "Look at it",
  "files.look.cannot": "This cannot be shown here. You can save a copy and open it with another program.",
  "files.look.failed": "It cannot be fetched just now. It is still kept; try again when there is a connection.",
  "files.save": "Save a copy",
  "files.save.title": "This leaves a trace",
  "files.save.text":
    "The copy will lie on this device under its own name, open to whoever uses the device. The one in your notebook stays as it is.",
  "files.save.do": "Save it",
  "files.save.fetching": "Fetching and opening it.",
  "files.save.done": "It is handed to your browser, which saves it.",

  "files.reveals.title": "What it would tell",
  "files.reveals.lead": "Whoever is given this file can read out of it:",
  "files.reveals.place": "Where it was taken, often to within a few steps.",
  "files.reveals.numbers": "Latitude {latitude}, longitude {longitude}.",
  "files.reveals.town": "{name}, {country}",
  "files.reveals.near": "Near {city}, about {kilometres} km away.",
  "files.reveals.in": "In or close to {city}.",
  "files.reveals.taken": "When, by the camera’s clock: {when}.",
  "files.reveals.device": "With what: {device}.",
  "files.reveals.words": "These words: {words}",
  "files.reveals.nothing": "No place, time or device was found in it. What can be seen in it speaks all the same.",
  "files.reveals.unread":
    "A file of this kind may carry hidden details, such as a place, a time or a name, and they cannot be looked for here. Share it only with someone who may know them.",
  "files.reveals.cleanable": "A copy without these details can be made from it. Your original keeps them.",
  "files.reveals.uncleanable": "This browser cannot make a copy without them.",

  "files.share.title": "If you seal something later",
  "files.share.question": "Does this file go along?",
  "files.share.hint": "Only what you choose here is sealed with your account. You can change it until then.",
  "files.share.stays": "No, it stays here",
  "files.share.staysHint": "Nobody but you can ever open it.",
  "files.share.clean": "Yes, without its hidden details",
  "files.share.cleanHint": "A copy is drawn anew, showing what can be seen and nothing else.",
  "files.share.original": "Yes, exactly as it is",
  "files.share.originalHint": "With everything that it carries. It counts most as evidence.",
  "files.share.uncleanable": "Hidden details cannot be taken out of files of this kind here.",

  "files.voice.begin": "Record your voice",
  "files.voice.end": "Stop and keep it ({time})",
  "files.voice.name": "Voice, {date}.{ending}",
  "files.voice.noMicrophone":
    "The microphone cannot be used. Your browser’s settings for this site say whether it may.",

  "files.door": "Photos, recordings, documents: kept beside your words, encrypted.",
  "files.along.clean": "“{name}” ({size}), without its hidden details",
  "files.along.original": "“{name}” ({size}), exactly as it is",
  "files.along.notYet": "“{name}”: chosen to go along, but not wholly kept yet",
  "files.along.change": "Change which files go along",
  "files.refused.quota":
    "The files that go along are together larger than this service allows. Let some of them stay here; everything you keep is safe.",
  "files.refused.uncleanable":
    "One of the pictures cannot be drawn anew in this browser. It was not sent. Let it stay here, or let it go along exactly as it is.",
} as const;
