import { describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// A server that goes down again and again, as a native fault, a full memory or an impatient person would have it.

const SERVER = /dist[/\\]server\.js/;
/** `src/extension/crashes.ts` starts the server again after four crashes, and leaves the fifth to a person. */
const ROUNDS = 2;
const RESTARTED = 4;
/** Long enough for a cold model on two busy cores, in milliseconds; looking more often would keep one of them busy. */
const PATIENCE = { timeout: 45_000, interval: 200 };

const [AGREEMENT, SPELLING] = [mistake("agreement"), mistake("spelling")];
const TEXT = `# Release notes

${AGREEMENT.source}

${SPELLING.source}`;
const UNDERLINED = [AGREEMENT.original, SPELLING.original];

describe("A server that is killed ten times", () => {
  let workbench: Workbench;

  withWorkbench({ "notes.md": TEXT }, (started) => (workbench = started));

  it("comes back by itself four times, then on command, again and again", { timeout: 300_000 }, async () => {
    await workbench.openFile("notes.md");
    await expectSquiggles(UNDERLINED);
    for (let round = 1; round <= ROUNDS; round++) {
      for (let crash = 1; crash <= RESTARTED; crash++) {
        await killServer();
        await expectSquiggles(UNDERLINED);
        expect(await problems(), `crash ${crash} of round ${round}`).toEqual([]);
      }
      await killServer();
      await expect.poll(problems, PATIENCE).toEqual([expect.stringContaining("Cloze: not working")]);
      expect(workbench.processes(SERVER)).toEqual([]);
      await workbench.runCommand("Cloze: Restart Server");
      await expectSquiggles(UNDERLINED);
      expect(await problems()).toEqual([]);
    }
    expect(workbench.processes(SERVER)).toHaveLength(1);
    expect(await workbench.text()).toBe(TEXT);
    expect(await workbench.page.locator(".tabs-container .tab.dirty").count()).toBe(0);
    expect(await workbench.readSaved("notes.md")).toBe(TEXT);
    expect(await workbench.notifications()).toEqual([]);
  });

  /** There is one server, and what it underlined goes with it. */
  async function killServer(): Promise<void> {
    const servers = workbench.processes(SERVER);
    expect(servers).toHaveLength(1);
    process.kill(servers[0]!, "SIGKILL");
    await expectSquiggles([]);
  }

  async function expectSquiggles(words: readonly string[]): Promise<void> {
    const underlined = async () => (await workbench.squiggles()).map(({ text }) => text);
    await expect.poll(underlined, PATIENCE).toEqual(words);
  }

  /** What the status bar says of Cloze where it stands out, as for a pause or a problem. */
  function problems(): Promise<string[]> {
    const isProblem = ":is(.error-kind, .warning-kind)";
    return workbench.page.locator(`.statusbar-item${isProblem}[id$="cloze.status"]:visible`).allInnerTexts();
  }
});
