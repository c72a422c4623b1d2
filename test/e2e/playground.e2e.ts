import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPlayground } from "../../tools/playground.mjs";
import { launchBrowser } from "./browser.js";
import { serveStatic, type StaticServer } from "../../tools/staticServer.mjs";
import { OUT } from "./withWorkbench.js";

/** A cold WebAssembly of 14 MB on two busy cores, in milliseconds. */
const FINDINGS = { timeout: 60_000, interval: 100 };
const TEXT = "This should throws an error. You will recieve it.";

describe("the page to try it", () => {
  const folder = mkdtempSync(join(tmpdir(), "cloze-page-"));
  const foreign: string[] = [];
  let server: StaticServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await buildPlayground(folder);
    server = await serveStatic({ page: folder });
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.context().on("request", (request) => {
      if (!request.url().startsWith(`${server.origin}/page/`)) foreign.push(request.url());
    });
    await page.goto(`${server.origin}/page/index.html`);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  const text = () => page.getByRole("textbox", { name: "Your text" });
  const found = () => page.getByRole("listitem").getByRole("button", { name: /^“/ }).allInnerTexts();
  const underlined = () => page.locator("#underlines mark:not(.hint)").allInnerTexts();

  it("finds the mistakes of its example", async () => {
    await expect.poll(underlined, FINDINGS).toEqual(expect.arrayContaining(["throws", "recieve"]));
    await expect.poll(() => page.getByRole("status").innerText()).toMatch(/^\d+ findings$/);
    await text().click({ position: { x: 200, y: 80 } });
    await page.getByRole("table").waitFor();
    await page.screenshot({ path: join(OUT, "playground.png") });
  }, 120_000);

  it("shows what the model expects under the caret, by keys alone", async () => {
    await text().fill(TEXT);
    await expect.poll(underlined, FINDINGS).toEqual(["throws", "recieve"]);
    await page.keyboard.press("Control+Home");
    for (let word = 0; word < 2; word++) await page.keyboard.press("Control+ArrowRight");
    await page.keyboard.press("ArrowRight");
    const rows = page.getByRole("table", { name: "in place of “throws”" }).getByRole("row");
    await expect.poll(async () => (await rows.count()) > 1 && (await rows.first().innerText()), FINDINGS).toMatch(/throw|cause|be|return/); // prettier-ignore
    const shares = (await rows.allInnerTexts()).map((row) => Number(/([\d.]+) %/.exec(row)![1]));
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(100.5);
  }, 60_000);

  it("goes to a finding, mends it, and takes it back", async () => {
    const first = page.getByRole("listitem").first();
    await first.getByRole("button", { name: /^“throws”/ }).press("Enter");
    expect(await page.evaluate(() => getSelection()!.toString())).toBe("throws");
    await first.getByRole("button", { name: /^Mend: / }).press("Enter");
    await expect.poll(underlined, FINDINGS).toEqual(["recieve"]);
    expect(await text().inputValue()).toBe("This should throw an error. You will recieve it.");
    await page.keyboard.press("Control+Z");
    await expect.poll(underlined, FINDINGS).toEqual(["throws", "recieve"]);
    expect(await text().inputValue()).toBe(TEXT);
  }, 60_000);

  it("mends all at once", async () => {
    await page.getByRole("button", { name: "Mend all" }).click();
    await expect.poll(() => text().inputValue()).toBe("This should throw an error. You will receive it.");
    await expect.poll(() => page.getByRole("status").innerText(), FINDINGS).toBe("Nothing found.");
    expect(await found()).toEqual([]);
  }, 60_000);

  it("shows less where it is to be surer", async () => {
    const counted = async (sensitivity: string, context: string): Promise<number> => {
      await page.getByLabel("Sensitivity").selectOption(sensitivity);
      await page.getByLabel("Read as").selectOption(context);
      const said = () => page.getByRole("status").innerText();
      await expect.poll(said, FINDINGS).toMatch(/finding|Nothing/);
      return Number.parseInt(await said()) || 0;
    };
    await text().fill("He bought two book at the store and she have read it. Their are many reason for this.\n\nI has went home yesterday.");
    await expect.poll(underlined, FINDINGS).not.toEqual([]);
    const [most, least] = [await counted("strict", "draft"), await counted("relaxed", "published")];
    expect(most).toBeGreaterThan(least);
  }, 90_000); // prettier-ignore

  it("is dark where the reader's system is, with what can be read", async () => {
    const contrast = () =>
      page.evaluate(() => {
        const luminance = (colour: string): number => {
          const [r, g, b] = colour.match(/[\d.]+/g)!.map((part) => {
            const share = Number(part) / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const of = (selector: string) => luminance(getComputedStyle(document.querySelector(selector)!).color);
        const paper = luminance(getComputedStyle(document.body).backgroundColor);
        const ratio = (ink: number): number => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
        return { isDark: paper < 0.5, least: Math.min(...["body", "#status", "#findings button.place"].map((one) => ratio(of(one)))) };
      });
    await page.emulateMedia({ colorScheme: "light" });
    const light = await contrast();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await contrast();
    expect([light.isDark, dark.isDark]).toEqual([false, true]);
    // WCAG AA, for text of this size.
    expect(Math.min(light.least, dark.least)).toBeGreaterThanOrEqual(4.5);
  }); // prettier-ignore

  it("has asked for nothing but its own files", () => {
    expect(foreign).toEqual([]);
  });
});
