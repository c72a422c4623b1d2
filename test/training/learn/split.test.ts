import { beforeAll, expect, it } from "vitest";
import type { LoadedModel } from "../../../src/inference/node/loadModel.js";
import type { Correction } from "../../../src/training/types.js";
import { createRandom } from "../../../src/training/learn/random.js";
import { splitData } from "../../../src/training/learn/split.js";
import { textOf } from "../../../src/training/learn/wordEdits.js";
import { sentencesOf, shippedModel } from "../../inference/shippedModel.js";

let model: LoadedModel;
beforeAll(async () => {
  model = await shippedModel();
});

const correction = (source: string, target: string): Correction => ({ source, target, origin: "byHand" });
const split = (corrections: readonly Correction[], prose: readonly string[] = []) =>
  splitData({ prose, corrections, ignored: [], words: [] }, (text) => sentencesOf(text, model), createRandom(1));

const WRONG = ["bild", "pagge", "fille", "repport", "tabel", "listt", "errror", "projekt", "foldre", "screne", "modul", "widnow", "buton", "linke", "imige", "scriptt", "sevrer", "clinet", "loopp", "valeu"]; // prettier-ignore
const RIGHT = ["build", "page", "file", "report", "table", "list", "error", "project", "folder", "screen", "module", "window", "button", "link", "image", "script", "server", "client", "loop", "value"]; // prettier-ignore
const single = WRONG.map((wrong, index) => correction(`We need the ${wrong} today.`, `We need the ${RIGHT[index]!} today.`)); // prettier-ignore

it("holds a fifth of the corrections out, and what they should be is nowhere to learn from", () => {
  const { corrections, heldCorrections, prose, heldProse } = split(
    single,
    single.map(({ target }) => target),
  );
  expect(heldCorrections).toHaveLength(4);
  expect(corrections).toHaveLength(16);
  const sources = new Set(corrections.map(({ words }) => textOf(words)));
  expect(heldCorrections.filter(({ source }) => sources.has(source))).toEqual([]);
  const targets = new Set(heldCorrections.map(({ target }) => target));
  expect([...prose, ...heldProse].map(({ words }) => textOf(words)).filter((text) => targets.has(text))).toEqual([]);
  expect(prose.length + heldProse.length).toBe(16);
});

it("learns from all where there are few", () => {
  expect(split(single.slice(1)).corrections).toHaveLength(19);
});

it("asks for more than a few sentences", () => {
  const few = ["One sentence is not enough."];
  expect(() => split([], few)).toThrow("too little to learn from");
  expect(split(single.slice(0, 1), few).corrections).toHaveLength(1);
});
