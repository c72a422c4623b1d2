import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTrainingData } from "../../src/cli/trainingDataFile.js";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-data-"));
  path = join(folder, "data.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const right = {
  prose: ["All is well."],
  corrections: [{ source: "It are.", target: "It is.", origin: "git" }],
  ignored: [{ text: "It is.", start: 0, end: 2 }],
  words: ["Zorblat"],
};

test("data that are right are read as they are", async () => {
  writeFileSync(path, JSON.stringify(right));
  expect(await readTrainingData(path)).toEqual(right);
});

test.each<[object | null, string]>([
  [null, "“prose” must be a list"],
  [{ ...right, words: "Zorblat" }, "“words” must be a list"],
  [{ ...right, prose: ["a", 1] }, "“prose[1]” cannot be used"],
  [
    { ...right, corrections: [right.corrections[0], { source: "a", target: 2, origin: "git" }] },
    "“corrections[1].target” cannot be used",
  ],
  [
    { ...right, corrections: [{ source: "a", target: "b", origin: "elsewhere" }] },
    "“corrections[0].origin” cannot be used",
  ],
  [{ ...right, ignored: [{ text: "a", start: -1, end: 1 }] }, "“ignored[0].start” cannot be used"],
  [{ ...right, ignored: ["a"] }, "“ignored[0]” cannot be used"],
])("of others the field is named: %j", async (lessons, message) => {
  writeFileSync(path, JSON.stringify(lessons));
  await expect(readTrainingData(path)).rejects.toThrow(`${path}: this is no training data: ${message}.`);
});
