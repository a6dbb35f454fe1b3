/** How counsel may have the desk: told by mail that something came, opened by a passkey; and each of it ended again. */
import { afterAll, expect, test } from "vitest";
import { withAuthenticator } from "./authenticator.ts";
import * as author from "./author.ts";
import * as counsel from "./counsel.ts";
import { town } from "./escrow.ts";
import { faults } from "./faults.ts";

const patience = 240_000;
const PUSH_SERVICE = "https://push.example.org";
const SETTINGS = {
  CHORUS_BOARD_MAIL_FROM: "desk@board.example",
  CHORUS_SMTP_URL: "smtp://127.0.0.1:9",
  CHORUS_BOARD_PUSH_CONTACT: "mailto:operator@board.example",
  CHORUS_BOARD_PUSH_SERVICES: PUSH_SERVICE,
};

/** The board is told of servers as an operator would; nothing is sent here (test/board/knock.test.ts has a real one). */
const { url, person } = town(async () => void Object.assign(process.env, SETTINGS));
afterAll(() => {
  for (const name of Object.keys(SETTINGS)) delete process.env[name];
});

test(
  "being told by mail is asked for at the desk, with a real address, and can be ended",
  async () => {
    const { page, refused, strangers, close } = await person();
    await counsel.openDesk(page, url(), "Bay Law Clinic");
    await page.getByText("Be told when something comes", { exact: true }).click();
    const address = page.getByLabel("Your e-mail address");
    await address.fill("no address");
    await page.getByRole("button", { name: "Tell me there" }).click();
    await page.getByText("This does not look like an e-mail address.").waitFor();
    expect(await faults(page)).toEqual([]);
    await address.fill("clinic@example.org");
    await page.keyboard.press("Enter");
    await page.getByText("You are told at clinic@example.org.").waitFor();
    await page.reload();
    await counsel.unlock(page);
    await page.getByText("Be told when something comes", { exact: true }).click();
    await address.waitFor();
    expect(await address.inputValue()).toBe("clinic@example.org");
    await page.getByRole("button", { name: "Do not tell me any more" }).click();
    await page.getByText("You are not told any more.").waitFor();
    expect(refused).toEqual([]);
    expect(strangers).toEqual([]);
    await close();
  },
  patience,
);

test(
  "this browser shows that something has come, in one sentence, and can be told to stop",
  async () => {
    const { page, refused, close } = await person();
    await page.context().grantPermissions(["notifications"]);
    // A browser without windows has no push service of its maker's; what it would answer stands here.
    await page.addInitScript((endpoint) => {
      let asked = sessionStorage.getItem("asked") === "yes";
      const subscription = { endpoint, unsubscribe: async () => (asked = false) };
      PushManager.prototype.subscribe = async (options) => {
        if ((options?.applicationServerKey as Uint8Array).length !== 65) throw new TypeError("no key of the board's");
        asked = true;
        sessionStorage.setItem("asked", "yes");
        return subscription as unknown as PushSubscription;
      };
      PushManager.prototype.getSubscription = async () =>
        asked ? (subscription as unknown as PushSubscription) : null;
    }, `${PUSH_SERVICE}/this-browser`);
    await counsel.openDesk(page, url(), "Delta Legal");
    await page.getByText("Be told when something comes", { exact: true }).click();
    await page.getByRole("button", { name: "Show it in this browser" }).click();
    await page.getByText("This browser shows it from now on.").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.reload();
    await counsel.unlock(page);
    await page.getByText("Be told when something comes", { exact: true }).click();
    const end = page.getByRole("button", { name: "Do not show it in this browser" });
    await end.waitFor();

    const session = await page.context().newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId);
      });
    });
    await session.send("ServiceWorker.enable");
    const message = { origin: new URL(url()).origin, registrationId: await registered, data: "" };
    await session.send("ServiceWorker.deliverPushMessage", message);
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title, body }) => [title, body]);
      });
    await expect.poll(shown).toEqual([["There is something at your desk", ""]]);

    await end.click();
    await page.getByText("You are not told any more.").waitFor();
    expect(refused).toEqual([]);
    await close();
  },
  patience,
);

test(
  "a passkey opens the desk beside the passphrase, holds nothing readable, and can be taken away again",
  async () => {
    const { page, refused, close } = await person();
    await withAuthenticator(page);
    const here = url().replace("127.0.0.1", "localhost"); // an address alone has no passkeys
    await counsel.openDesk(page, here, "Harbour Advocates");
    await page.goto(`${here}/desk/key`);
    await counsel.unlock(page);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("This passkey opens the desk on this device from now on.").waitFor();
    expect(await faults(page)).toEqual([]);
    const kept = await author.stored(page);
    for (const secret of ["AGE-SECRET-KEY", "Harbour Advocates", counsel.passphrase])
      expect(kept).not.toContain(secret);

    await page.reload();
    const open = page.getByRole("button", { name: "Open with a passkey" });
    await open.waitFor();
    expect(await faults(page)).toEqual([]);
    await open.click();
    await page.getByRole("heading", { name: "Opening it with a passkey" }).waitFor();
    await page.getByRole("button", { name: /^Remove: A passkey/ }).click();
    await page.getByText("It opens the desk no more.", { exact: false }).waitFor();
    await page.reload();
    await page.getByText("Your passphrase opens it.").waitFor();
    expect(await open.count()).toBe(0);
    await counsel.unlock(page);
    await page.getByRole("heading", { name: "Opening it with a passkey" }).waitFor();
    expect(refused).toEqual([]);
    await close();
  },
  patience,
);
