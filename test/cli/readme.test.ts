import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cloze, PATIENCE, root } from "./runCloze.js";

/** The table under “What it finds”: what one writes, and what Cloze makes of it. */
function examples(): (readonly [before: string, after: string])[] {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const section = /^## What it finds$(.*?)^(?!\||$)/msu.exec(readme)![1]!;
  const cells = section
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.replaceAll("**", "").split("|").slice(1, 3).map((cell) => cell.trim())); // prettier-ignore
  return cells.slice(2) as unknown as (readonly [string, string])[];
}

it("fixes the README's examples as the README says", { timeout: PATIENCE }, () => {
  const rows = examples();
  expect(rows.length).toBeGreaterThanOrEqual(5);
  const input = rows.map(([text], id) => JSON.stringify({ id, text })).join("\n");
  const { out, error } = cloze(["--jsonl", "--context", "draft"], { input });
  expect(error).toBe("");
  const fixed = out.trim().split("\n").map((line) => (JSON.parse(line) as { fixed: string }).fixed); // prettier-ignore
  expect(fixed).toEqual(rows.map(([, after]) => after));
});
