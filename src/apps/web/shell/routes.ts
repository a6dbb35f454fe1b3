import type { Component } from "svelte";
import type { PlainKey } from "../words/translation.ts";
import { matched, type PathParameters } from "./paths.ts";

/** A page of the site: its path (`:name` stands for one segment), its tab's neutral title, and where its code is. */
export interface Route {
  readonly path: string;
  readonly tab: PlainKey;
  // biome-ignore lint/suspicious/noExplicitAny: pages declare their own parameters; the path says which they get.
  readonly load: () => Promise<{ default: Component<any> }>;
}

/** Every page, each fetched when it is first wanted. A new page is one line here. */
export const routes: readonly Route[] = [
  { path: "/", tab: "tab.home", load: () => import("../pages/Landing.svelte") },
  { path: "/help-now", tab: "tab.help", load: () => import("../pages/HelpNow.svelte") },
  { path: "/device", tab: "tab.device", load: () => import("../pages/Device.svelte") },
  { path: "/write", tab: "tab.write", load: () => import("../write/Write.svelte") },
  { path: "/write/:incident", tab: "tab.write", load: () => import("../write/Write.svelte") },
  { path: "/write/:incident/earlier", tab: "tab.earlier", load: () => import("../write/EarlierWords.svelte") },
  { path: "/settings", tab: "tab.settings", load: () => import("../vault/Settings.svelte") },
  { path: "/take", tab: "tab.take", load: () => import("../take/Take.svelte") },
  { path: "/seal", tab: "tab.seal", load: () => import("../seal/Seal.svelte") },
  { path: "/seal/anew/:record", tab: "tab.seal", load: () => import("../seal/Seal.svelte") },
  { path: "/dated", tab: "tab.dated", load: () => import("../write/Dated.svelte") },
  { path: "/enrol", tab: "tab.seal", load: () => import("../seal/Enrol.svelte") },
  { path: "/sealed", tab: "tab.sealed", load: () => import("../seal/Sealed.svelte") },
  { path: "/letters", tab: "tab.letters", load: () => import("../letters/Letters.svelte") },
  { path: "/circle/:id", tab: "tab.circle", load: () => import("../letters/Circle.svelte") },
  { path: "/desk", tab: "tab.desk", load: () => import("../desk/Desk.svelte") },
  { path: "/desk/key", tab: "tab.deskKey", load: () => import("../desk/Key.svelte") },
  { path: "/desk/practice", tab: "tab.deskPractice", load: () => import("../desk/Practice.svelte") },
  { path: "/desk/case/:id", tab: "tab.deskCase", load: () => import("../desk/Case.svelte") },
  { path: "/files", tab: "tab.files", load: () => import("../files/FilesPage.svelte") },
  { path: "/verify", tab: "tab.check", load: () => import("../verify/Verify.svelte") },
  { path: "/design", tab: "tab.samples", load: () => import("../design/Design.svelte") },
];

const missing: Route = { path: "", tab: "tab.missing", load: () => import("../pages/Missing.svelte") };

/** The route for a path with the values of its parameters; the missing page if none fits. */
export function routeFor(path: string): { route: Route; parameters: PathParameters } {
  for (const route of routes) {
    const parameters = matched(route.path, path);
    if (parameters) return { route, parameters };
  }
  return { route: missing, parameters: {} };
}
