import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { categoryOf } from "../../../src/grammar/categories.js";
import { explain } from "../../../src/grammar/kinds/explanation.js";
import { type Kind, KIND_NAMES, KINDS } from "../../../src/grammar/kinds/kinds.js";
import type { Operation } from "../../../src/grammar/scorer.js";
import { splitWords } from "../../../src/grammar/words.js";
import { WordList } from "../../../src/inference/lexicon.js";
import { rules } from "../rules.js";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, "docs/kinds");
const lexicon = WordList.parse(readFileSync(join(root, "model/lexicon.txt"), "utf8"));

/** The kind of the one correction that makes the second sentence of the first. */
function kindOf(wrong: string, right: string): Kind {
  const [a, b] = [wrong, right].map((text) => splitWords(text, rules.words).map((word) => word.text)) as [string[], string[]]; // prettier-ignore
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [typed, wanted] = [a, b].map((words) => words.slice(start, words.length - end).join(" ")) as [string, string];
  const operation = operationOf(typed, wanted, a.length - b.length);
  const category = categoryOf(operation, typed, wanted, lexicon);
  return explain({ operation, category, typed, wanted, before: a[start - 1], after: a[a.length - end] }, lexicon).kind;
}

function operationOf(typed: string, wanted: string, fewer: number): Operation {
  if (typed === "") return "insert";
  if (wanted === "") return "delete";
  if (fewer !== 0) return fewer > 0 ? "merge" : "split";
  return typed.toLowerCase() === wanted.toLowerCase() ? "case" : "replace";
}

it("each kind has a page, and each page a kind", () => {
  expect(readdirSync(folder).sort()).toEqual(KIND_NAMES.map((kind) => `${kind}.md`).sort());
});

it.each(["package.json", "media/cloze.schema.json"])("each kind can be switched off in %s", (file) => {
  const text = readFileSync(join(root, file), "utf8");
  const { contributes, properties } = JSON.parse(text) as Partial<Record<string, Record<string, never>>>;
  const kinds =
    file === "package.json" ? contributes?.["configuration"]?.["properties"]?.["cloze.kinds"] : properties?.["kinds"];
  expect(Object.keys((kinds as unknown as { properties: object }).properties).sort()).toEqual([...KIND_NAMES].sort());
});

describe.each(KIND_NAMES)("%s", (kind) => {
  const page = readFileSync(join(folder, `${kind}.md`), "utf8");

  it("is called what it is called elsewhere", () => {
    const summary = KINDS[kind];
    expect(page).toContain(`\n# ${summary.charAt(0).toUpperCase()}${summary.slice(1)}\n`);
  });

  it("has three examples, which are of this kind", () => {
    const rows = [...page.matchAll(/^\| (.*?) +\| (.*?) +\|$/gmu)].slice(1).filter(([row]) => !row.startsWith("| -"));
    expect(rows).toHaveLength(3);
    for (const [, wrong, right] of rows) expect(kindOf(wrong!, right!), wrong).toBe(kind);
  });

  it("says how to silence it", () => {
    expect(page).toContain(`"cloze.kinds": { "${kind}": false }`);
    expect(page).toContain(`"kinds": { "${kind}": false }`);
  });
});
