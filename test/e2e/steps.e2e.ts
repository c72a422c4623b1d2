import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fillFolder } from "../../tools/steps.mjs";

let base: string;
let folder: string;
let done: string[];
let broken: string | undefined;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "cloze-steps-"));
  folder = join(base, "filled");
  done = [];
  broken = undefined;
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function step(title: string): { title: string; run: () => Promise<void> } {
  return {
    title,
    run: async () => {
      done.push(title);
      if (broken === title) throw new Error(`${title} broke`);
      writeFileSync(join(folder, title), "");
      return Promise.resolve();
    },
  };
}

const fill = (recipe = "one"): Promise<void> => fillFolder(folder, recipe, ["a", "b", "c"].map(step));

it("takes each step once", async () => {
  await fill();
  await fill();
  expect(done).toEqual(["a", "b", "c"]);
});

it("goes on with the step that broke", async () => {
  broken = "b";
  await expect(fill()).rejects.toThrow("b broke");
  broken = undefined;
  await fill();
  expect(done).toEqual(["a", "b", "b", "c"]);
});

it("begins anew where another recipe was followed, or nobody knows which", async () => {
  await fill();
  writeFileSync(join(folder, "old"), "");
  await fill("two");
  expect(existsSync(join(folder, "old"))).toBe(false);
  writeFileSync(join(folder, "finished.json"), "{");
  await fill("two");
  expect(done).toEqual(["a", "b", "c", "a", "b", "c", "a", "b", "c"]);
});
