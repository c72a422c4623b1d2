import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const named = process.env["CLOZE_CHROMIUM"];
/** `undefined` where there is none. */
export const chromiumPath = [...(named ? [named] : []), ...USUAL_PLACES].find((path) => existsSync(path));

/**
 * Starts a headless Chromium of the system; Playwright's own browsers are a download that we do without.
 * @throws with the way out where there is none
 */
export async function launchBrowser(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error("No Chromium found: install Debian's `chromium`, or name one in CLOZE_CHROMIUM.");
  }
  // Chromium's sandbox needs rights that root in a container does not have.
  return chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
}
