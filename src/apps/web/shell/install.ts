/**
 * A browser may offer to put the pages among the device's apps, where others would see them. It is kept from offering
 * that by itself; a person can ask for it, and is told first what it leaves behind.
 */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | undefined;

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = event as InstallPrompt;
});

/** Installs when called; undefined where the browser does not offer it. */
export function installable(): (() => Promise<void>) | undefined {
  const prompt = offered;
  if (prompt === undefined) return undefined;
  return async () => {
    offered = undefined;
    await prompt.prompt();
  };
}
