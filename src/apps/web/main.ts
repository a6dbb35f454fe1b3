import "./look/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { startLanguage } from "./words/words.svelte.ts";

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no place for the app");

await startLanguage();
place.replaceChildren();
mount(App, { target: place });
