import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { mistake, sound } from "../mistakes/mistakes.js";
import { OUT, withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// The packaged extension in the real workbench, with keys, menus and eyes only. `npm run test:e2e` packages it first.

const SERVER = /dist[/\\]server\.js/;
/** Long enough for a cold model on two busy cores, in milliseconds. */
const FINDINGS = { timeout: 45_000, interval: 100 };

const AGREEMENT = mistake("agreement");
const SPELLING = mistake("spelling");
const TWICE = mistake("extraWord");
/** Stands in code only: what is a name there is no mistake elsewhere. */
const IN_CODE = mistake("spelling", 1);
const { original, fix } = AGREEMENT;

const MISTAKES = `# Release notes

${AGREEMENT.source}

${SPELLING.source} ${sound(0)}

${TWICE.source}

\`\`\`
${AGREEMENT.source} ${IN_CODE.source}
\`\`\`

See \`${IN_CODE.original}()\` in [the guide](https://example.com/${IN_CODE.original}/teh) for the details.
`;

/** Some 16,000 words, so that the model is at work for seconds. */
const LONG = Array.from(
  { length: 1_000 },
  (_, at) => `Paragraph number ${at} describes how the server reads its settings and starts again.\n`,
).join("\n");

const EXAMPLE = readFileSync(resolve(import.meta.dirname, "../../media/example.md"), "utf8");

const FILES = {
  "example.md": EXAMPLE,
  "mistakes.md": MISTAKES,
  "fix.md": `${AGREEMENT.source}\n\n${sound(0)}\n`,
  "typing.md": `${AGREEMENT.source}\n\n`,
  "long.md": LONG,
  "dictionary.md": `${SPELLING.source}\n\n${AGREEMENT.source}\n`,
  "restart.md": "# Notes\n\n",
  "killed.md": "# Notes\n\n",
};

describe("Cloze in the workbench", () => {
  let workbench: Workbench;

  withWorkbench(FILES, (started) => (workbench = started));

  /** The underlined words, without the space that belongs to a word too many. */
  const underlined = async () => (await workbench.squiggles()).map((squiggle) => squiggle.text.trim());

  it("underlines the mistakes of a Markdown file and nothing else", async () => {
    await workbench.openFile("mistakes.md");
    await expect.poll(underlined, FINDINGS).toEqual([original, SPELLING.original, TWICE.original]);
    const squiggles = await workbench.squiggles();
    expect(squiggles.map((squiggle) => squiggle.line)).toEqual([3, 5, 7]);
    expect(new Set(squiggles.map((squiggle) => squiggle.severity))).toEqual(new Set(["info"]));
    await workbench.screenshot(join(OUT, "squiggles.png"));
  });

  it("underlines mistakes all over the example document, and nothing in its last section", async () => {
    await workbench.openFile("example.md");
    const clean = EXAMPLE.split("\n").indexOf("## What stays as it is");
    await expect.poll(async () => (await underlined()).length, FINDINGS).toBeGreaterThanOrEqual(11);
    await workbench.placeCaretBefore("recieve");
    await workbench.openQuickFixes();
    await workbench.screenshot(join(OUT, "example.png"));
    await workbench.press("Escape");
    await workbench.press("Control+End");
    await expect.poll(() => workbench.text()).toContain("Dieser Absatz");
    const lines = (await workbench.squiggles()).map((squiggle) => squiggle.line);
    expect(lines.filter((line) => line > clean)).toEqual([]);
  });

  it("corrects the text through the code-action menu", async () => {
    await workbench.openFile("fix.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.placeCaretBefore(original);
    const titles = await workbench.openQuickFixes();
    expect(titles[0]).toContain(`→ “${fix}”`);
    await workbench.screenshot(join(OUT, "quickFixes.png"));
    await workbench.chooseQuickFix(new RegExp(`→ “${fix}”`, "u"));
    await expect.poll(() => workbench.text()).toContain(AGREEMENT.target);
    await expect.poll(underlined, FINDINGS).toEqual([]);
  });

  it("underlines a mistake as it is typed, and keeps the others meanwhile", async () => {
    await workbench.openFile("typing.md");
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    await workbench.press("Control+End");
    const watch = await workbench.watchSquiggles();
    await workbench.type(`${SPELLING.source} ${sound(3)}`);
    await expect.poll(underlined, FINDINGS).toEqual([original, SPELLING.original]);
    const { lowest, counts } = await watch.stop();
    expect(counts).toBeGreaterThan(1);
    expect(lowest, "squiggles on the screen at the worst moment").toBe(1);
  });

  it("saves though the server stands still in the middle of a long file, and checks it afterwards", async () => {
    await workbench.openFile("long.md");
    const [server] = await serverIds();
    process.kill(server!, "SIGSTOP");
    try {
      await workbench.type(`${AGREEMENT.source} `);
      await workbench.save();
      expect(await workbench.readSaved("long.md")).toBe(`${AGREEMENT.source} ${LONG}`);
    } finally {
      process.kill(server!, "SIGCONT");
    }
    await expect.poll(underlined, FINDINGS).toEqual([original]);
  });

  it("is silent about a word that was added to the dictionary", async () => {
    await workbench.openFile("dictionary.md");
    await expect.poll(underlined, FINDINGS).toEqual([SPELLING.original, original]);
    await workbench.placeCaretBefore(SPELLING.original);
    await workbench.openQuickFixes();
    await workbench.chooseQuickFix(new RegExp(`^Add “${SPELLING.original}” to my dictionary`, "u"));
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    expect(await workbench.text()).toContain(SPELLING.source);
  });

  it("starts another server on command", async () => {
    await workbench.openFile("restart.md");
    const [before] = await serverIds();
    await workbench.runCommand("Cloze: Restart Server");
    await expect.poll(serverIds, FINDINGS).not.toContain(before);
    await workbench.press("Control+End");
    await workbench.type(`${AGREEMENT.source} ${sound(3)}`);
    await expect.poll(underlined, FINDINGS).toEqual([original]);
  });

  it("survives a killed server", async () => {
    await workbench.openFile("killed.md");
    const [before] = await serverIds();
    process.kill(before!, "SIGKILL");
    await expect.poll(serverIds, FINDINGS).not.toContain(before);
    await workbench.press("Control+End");
    await workbench.type(`${AGREEMENT.source} ${sound(3)}`);
    await expect.poll(underlined, FINDINGS).toEqual([original]);
    expect(await workbench.text()).toContain(`# Notes\n\n${AGREEMENT.source} ${sound(3)}`);
    expect(await workbench.notifications()).toEqual([]);
  });

  /** Ids of the running servers, once there is one. */
  async function serverIds(): Promise<number[]> {
    await expect.poll(() => workbench.processes(SERVER), FINDINGS).toHaveLength(1);
    return workbench.processes(SERVER);
  }
});
