// Before the pages stand, something that they are made of may not come, as when a phone goes from one network to another.
// It is loaded anew once without being asked; if that fails too, the page says so in its own few words.
addEventListener(
  "error",
  ({ target }) => {
    const stands = document.getElementById("missing") === null;
    if (stands || !(target instanceof Element) || !target.matches("script, link[rel=stylesheet]")) return;
    const [visit] = performance.getEntriesByType("navigation");
    if (visit?.type === "reload") dispatchEvent(new Event("missing"));
    else setTimeout(() => location.reload(), 1000);
  },
  true,
);

// In the reader's language if the page has it, and in each that it has if not.
addEventListener("missing", () => {
  const said = document.getElementById("missing");
  const [own] = [...said.children].filter(({ lang }) => navigator.language.startsWith(lang));
  if (own) said.replaceChildren(own);
  said.hidden = false;
});
