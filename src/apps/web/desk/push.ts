/** This browser's own address at its maker's push service, for being told that something has come to the desk. */

/** Whether this browser has push messages at all. */
export function pushExists(): boolean {
  return "PushManager" in globalThis && "Notification" in globalThis && "serviceWorker" in navigator;
}

/** The address, if this browser has asked for one before. */
export async function ownBrowser(): Promise<string | undefined> {
  if (!pushExists()) return undefined;
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription())?.endpoint;
}

/**
 * Asks the person, and then the push service.
 *
 * @param key the board's, which alone may send messages here
 */
export async function askForPush(key: Uint8Array): Promise<string | "denied" | "failed"> {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  try {
    const { pushManager } = await navigator.serviceWorker.ready;
    const options = { userVisibleOnly: true, applicationServerKey: key as BufferSource };
    return (await pushManager.subscribe(options)).endpoint;
  } catch (error) {
    if (error instanceof DOMException) return "failed";
    throw error;
  }
}

export async function endPush(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}
