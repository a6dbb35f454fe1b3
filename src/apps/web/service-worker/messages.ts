/** What page and service worker say to each other. */

/** The page asks whether there is a newer version; the answer comes through the port that it sends along. */
export type Question = { readonly ask: "look" };

/**
 * `current`: what the site offers is what we have · `taken`: a newer version was checked and will be shown from the next
 * visit on · `refused`: the site offers something that `rule` speaks against · `unreachable`: no answer, as when offline
 */
export type Answer = {
  readonly verdict: "current" | "taken" | "refused" | "unreachable";
  readonly rule?: string;
};
