/** A newer version of the pages that was not taken. */
export default {
  "update.refused.title": "You have the earlier version of these pages",
  "update.refused.text":
    "A newer version is offered here, and it could not be checked against the public record. So it was not taken, and what you see is the version you had before. Often this passes within a day. If it does not, you can tell whoever gave you this address.",
};
