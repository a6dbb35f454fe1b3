import "./look/base.css";
import "./shell/install.ts";
import { mount } from "svelte";
import App from "./App.svelte";
import { routeFor } from "./shell/routes.ts";
import { startLanguage } from "./words/words.svelte.ts";

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no place for the app");

// The page is fetched beside its words, not after them; if it does not come, the outlet says so.
routeFor(location.pathname)
  .route.load()
  .catch(() => undefined);
await startLanguage().catch((error: unknown) => {
  dispatchEvent(new Event("missing"));
  throw error;
});
place.replaceChildren();
mount(App, { target: place });
