import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createTurns, runTogether } from "../../tools/together.mjs";

const node = (script: string): string[] => [process.execPath, "-e", script];
let printed: string;
beforeEach(() => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => void vi.restoreAllMocks());

it("shows at once what the first prints, and what others print when their turn has come", () => {
  let shown = "";
  const turns = createTurns(["a", "b", "c"], (text) => (shown += String(text)));
  turns.write("c", "c1 ");
  turns.write("a", "a1 ");
  turns.write("b", "b1 ");
  expect(shown).toBe("a1 ");
  turns.end("b");
  turns.write("a", "a2 ");
  turns.end("a");
  expect(shown).toBe("a1 a2 b1 c1 ");
  turns.write("c", "c2");
  expect(shown).toBe("a1 a2 b1 c1 c2");
});

it("runs lanes beside each other, each in its order, and tells what failed and how it ended", async () => {
  const waitsFor = (name: string): string =>
    `const { existsSync } = require("fs"); const look = () => existsSync("${name}") ? process.exit(0) : setTimeout(look, 5); look()`;
  const folder = mkdtempSync(join(tmpdir(), "cloze-together-"));
  // Neither lane comes to its end without the other.
  const lanes = [
    [
      { name: "one", command: node(waitsFor("made by three")) },
      { name: "two", command: node(`console.error("two fails"); process.exit(3)`) },
    ],
    [
      {
        name: "three",
        command: node(`require("fs").writeFileSync("made by three", process.env.OWN)`),
        env: { OWN: "" },
      },
      { name: "four", command: ["no-such-program-of-ours"] },
    ],
  ];
  const broken = await runTogether(lanes, folder);
  rmSync(folder, { recursive: true });
  expect(broken.map(({ name }) => name).sort()).toEqual(["four", "two"]);
  expect(broken.find(({ name }) => name === "two")?.end).toMatch(/^\n== two\ntwo fails\n“.*” ended with 3\n/u);
  expect(printed.match(/^== \w+$/gmu)).toEqual(["== one", "== two", "== three", "== four"]);
  expect(printed).toMatch(/two fails\n“.*” ended with 3\n== two: \d+ s\n/u);
  expect(printed).toContain("“no-such-program-of-ours” did not start: ");
});
