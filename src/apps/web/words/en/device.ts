/** What a device may show to somebody else, and what helps. */
export default {
  "device.link": "Is this device safe to write on?",
  "device.title": "Is this device yours alone?",
  "device.lead":
    "What you write is encrypted. But a device can show other things: that you were here, or the words while you read them. Take what fits you; you need not do all of it.",
  "device.seen.title": "If somebody may look at this device",
  "device.seen.text":
    "Choose “No, leave nothing here” when you begin. Use a private window, and close it when you go. Better still is a device that they never touch: of a friend, a library, a clinic.",
  "device.unlock.title": "If somebody can unlock it",
  "device.unlock.text":
    "Whoever opens your screen with a code, a face or a finger can use passkeys that are kept on it. A passphrase that only you know is then safer. Do not let the browser save it.",
  "device.account.title": "If somebody knows your accounts",
  "device.account.text":
    "History, open pages, passwords and photos can travel to another phone or computer under the same account, also in a family plan. A private window is not sent along. Look in the account’s settings which devices are signed in; removing one may be noticed.",
  "device.work.title": "If it belongs to work, school or another person",
  "device.work.text":
    "Its owner may see which sites are visited, and sometimes the screen. This page cannot tell. Do not write on it if that could harm you.",
  "device.watched.title": "If you think you are being watched",
  "device.watched.text":
    "A device that is secretly watched shows everything, whatever any site does. Signs are weak: somebody knows what they could not know, or had the device in their hands. Do not search it on that device. Deleting a program can be noticed, and can take away proof. The people under “Get help now” know how to go about it.",
  "device.traces.title": "What stays behind",
  "device.traces.text":
    "The list of visited pages shows that this site was open, not what you wrote. You can take single entries out of it; an empty list can be more striking than a long one. Files that you save stay among the downloads. Pictures of the screen may go to a cloud. A pause in the usual messages or places can be noticed too.",
  "device.leave.title": "To leave at once",
  "device.leave.text":
    "Press “Leave quickly”, or Shift three times. The notebook is locked, and the weather comes up. Try it now, so that your hands know it.",
  "device.proof.title": "What nobody can see",
  "device.proof.text":
    "Not the people who run this site, not the network, and not somebody who takes the device while the notebook is locked: without your passphrase, passkey or kit there is nothing to read.",
} as const;
