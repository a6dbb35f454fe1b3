import check from "./en/check.ts";
import desk from "./en/desk.ts";
import device from "./en/device.ts";
import files from "./en/files.ts";
import letters from "./en/letters.ts";
import pages from "./en/pages.ts";
import sealing from "./en/sealing.ts";
import take from "./en/take.ts";
import update from "./en/update.ts";
import vault from "./en/vault.ts";
import writing from "./en/writing.ts";

/**
 * Every word a person reads, in English; the other languages follow its keys, and `tsc` says which are missing.
 *
 * ICU MessageFormat (plural, select, number). Short, warm, exact; no exclamation mark; nothing promised that is not so.
 * Keys are `room.place.what`. Write whole sentences into the branches of a plural or select: single bare words there
 * break the typing of arguments and most languages (a test refuses them).
 */
export default {
  ...writing,
  ...pages,
  ...sealing,
  ...take,
  ...desk,
  ...letters,
  ...check,
  ...files,
  ...update,
  ...vault,
  ...device,

  // The tab. Neutral on purpose: someone else may see it.
  "tab.home": "Notes",
  "tab.help": "Notes: numbers",
  "tab.device": "Notes: device",
  "tab.missing": "Notes: empty page",
  "tab.samples": "Notes: samples",

  "shell.skip": "Skip to the text",
  "shell.start": "First page",
  "shell.language": "Language",
  "shell.more": "Other pages",
  "shell.check": "Check a receipt or a statement",
  "shell.counsel": "For counsel",
  "shell.oneMoment": "One moment",
  "shell.failed.title": "This page did not arrive",
  "shell.failed.text":
    "The connection may have dropped, or a newer version may be out. What you saved is still there. Try again, or load everything anew.",
  "shell.failed.again": "Try again",
  "shell.failed.reload": "Load anew",
  "shell.missing.title": "There is nothing at this address",
  "shell.missing.text": "The address may be mistyped, or the page may have moved. What you saved is still there.",
  "shell.noScript":
    "This notebook needs JavaScript, because it encrypts what you write on your own device before anything is kept.",

  // Leave quickly: the button, and what a screen reader says while Shift is pressed three times.
  "leave.button": "Leave quickly",
  "leave.shift":
    "{left, plural, one {Shift. Press one more time to leave.} other {Shift. Press # more times to leave.}}",
  "leave.timedOut": "Too much time has passed. You are still on this page.",
  "leave.leaving": "Loading.",
  // What someone sees who presses Back after leaving. Says nothing about what is behind it.
  "leave.returned.title": "Notes",
  "leave.returned.continue": "Continue",

  "landing.title": "Something happened. You can begin here.",
  "landing.lead": "You can look around without giving anything, and stop anywhere.",
  "landing.doors": "Three ways from here",
  "landing.write.title": "Write it down for yourself",
  "landing.write.text":
    "A private page, for today or for years. It is encrypted on your device before it is kept, and only you can open it.",
  "landing.seal.title": "Seal it, so that it opens only if others name the same person",
  "landing.seal.text":
    "You say how many people must name the same person, you included. Until then it stays sealed. After that it opens to the one reader you chose: a lawyer, an advocate or a reporter.",
  "landing.help.title": "Get help now",
  "landing.help.text": "Numbers to call, and what to do if you are in danger. You need not write anything.",
  "landing.before": "Good to know",
  "landing.counts.title": "I am not sure that it counts",
  "landing.counts.text":
    "You do not have to be sure. Many people are not, even years later. You can write without deciding what to call it, and you never have to show it to anyone.",
  "landing.readers.title": "Who can read what I write?",
  "landing.readers.own":
    "What you write for yourself is encrypted on your device. The people who run this site keep a locked copy and cannot read it. If you lose every way of unlocking it, they cannot open it for you either.",
  "landing.readers.sealed":
    "What you seal can be read only once the number of people you chose have named the same person, and then only by the reader you chose. The keys are split among independent organisations, and no single one of them can open it. You can change it or take it back until it opens.",
  "landing.leave.title": "What does Leave quickly do?",
  "landing.leave.does":
    "The button at the top, or the Shift key pressed three times, covers the page at once, locks your notes and goes to an ordinary website.",
  "landing.leave.doesNot":
    "It does not erase the list of visited pages that your browser keeps. If someone else may look at this device, a private window leaves less behind; another device is better.",
  "landing.limits.title": "What this cannot do",
  "landing.limits.nobody":
    "Nobody reads along here. If you write that you are in danger, nobody will see it; the numbers under Get help now will reach someone.",
  "landing.limits.match":
    "It cannot tell you whether others have written. And when accounts do name the same person, that is a reason to read them, not a finding.",

  "help.title": "Get help now",
  "help.lead": "If you are in danger, call the emergency number where you are.",
  "help.traces.title": "What a call leaves behind",
  "help.traces.text":
    "A call may stay in the phone’s list of calls and on the bill. If someone else looks at these, use another phone if you can, or delete the call from the list afterwards.",
  "help.call": "Call {number}",
  "help.text": "Text {number}",
  "help.website": "Website",
  "help.hours": "Open: {hours}",
  "help.checked": "The people who run this site last checked this list on {date}.",
  "help.waiting": "Fetching the list of numbers",
  "help.failed.title": "The list could not be fetched",
  "help.failed.text":
    "These numbers work without it: 112 in Europe and on many mobile phones elsewhere; 911 in the United States, Canada and Mexico.",

  // Parts that speak for themselves.
  "part.optional": "if you like",
  "part.close": "Close",
  "part.copy": "Copy",
  "part.copied": "Copied",
  "part.copyFailed": "Copying did not work here. The text is selected, so that you can copy it yourself.",
  "part.errorBefore": "To put right:",
  "part.step": "Part {part, number} of {of, number}",
  "part.saving": "Saving",
  "part.saved": "Saved",
  "part.savedAgo": "Saved {ago}",
  "part.savedHere": "Saved on this device. It goes on by itself when the connection is back.",
  "part.notSaved": "Not saved yet. What you wrote is still on this page; leave it open.",
  "part.full":
    "There is no room left on this device, so this is not saved here yet. What you wrote is still on this page; leave it open and make room, for instance by deleting videos.",
  "part.progress": "{done} of {total}",
  "time.momentAgo": "a moment ago",
} as const;
