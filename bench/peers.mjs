// Cloze beside Harper, on the same sentences in one run. Harper is no dependency of ours; install it for the run:
//   npm install --no-save harper.js@2.10.0 && npm run build
//   npm run bench:peers -- --corrections FILE.jsonl --clean FILE.jsonl   # lines with source and target
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadHarper } from "./loadHarper.mjs";
import { checkAll, loadSource } from "./product.mjs";
import { tokenEdits } from "./tokenEdits.mjs";
import { table } from "./table.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const { values: given } = parseArgs({
  options: {
    corrections: { type: "string", multiple: true, default: [] },
    clean: { type: "string", multiple: true, default: [] },
  },
});

/** As the enumeration of the same name in `harper.js`. */
const SUGGESTION = { replace: 0, remove: 1, insertAfter: 2 };

/** @returns {Promise<(sentences: string[]) => Promise<string[]>>} corrects by the first suggestion of each lint */
async function createHarper() {
  const { LocalLinter, binary } = await loadHarper();
  const linter = new LocalLinter({ binary });
  await linter.setup();
  return async (sentences) => {
    const fixed = [];
    for (const text of sentences) fixed.push(applied(text, await linter.lint(text, { language: "markdown" })));
    return fixed;
  };
}

/** Suggestions from the left, those left out that overlap an earlier one; spans count code points. */
function applied(text, lints) {
  const characters = Array.from(text);
  const suggested = lints.flatMap((lint) => {
    const [first] = lint.suggestions();
    if (!first) return [];
    const { start, end } = lint.span();
    return [{ start, end, kind: first.kind(), text: first.get_replacement_text() }];
  });
  suggested.sort((a, b) => a.start - b.start);
  let last = 0;
  let fixed = "";
  for (const { start, end, kind, text: replacement } of suggested) {
    if (start < last) continue;
    const kept = kind === SUGGESTION.insertAfter ? characters.slice(start, end).join("") : "";
    fixed += characters.slice(last, start).join("") + kept + (kind === SUGGESTION.remove ? "" : replacement);
    last = end;
  }
  return fixed + characters.slice(last).join("");
}

const { figuresOf } = await loadSource(root, "training/compare/metrics.ts");
const tools = {
  "Cloze, balanced, as published": async (sentences) =>
    (await checkAll(root, resolve(root, "model"), sentences)).map(({ fixed }) => fixed),
  Harper: await createHarper(),
};
const shown = ({ value, low, high }, digits) => `${value.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`; // prettier-ignore
const rows = [["set", "tool", "F0.5", "P / R", "false alarms a 1,000 words"]];
for (const file of [...given.corrections, ...given.clean]) {
  const pairs = (await readFile(file, "utf8")).trim().split("\n").map((line) => JSON.parse(line)); // prettier-ignore
  for (const [name, correct] of Object.entries(tools)) {
    const fixed = await correct(pairs.map(({ source }) => source));
    const figures = figuresOf(
      pairs.map(({ source, target }, at) => ({ source, target, fixed: fixed[at] })),
      tokenEdits,
    );
    const accuracy = given.clean.includes(file)
      ? ["", ""]
      : [shown(figures.f05, 3), `${figures.precision.toFixed(2)} / ${figures.recall.toFixed(2)}`];
    rows.push([file, name, ...accuracy, figures.cleanSentences > 0 ? shown(figures.alarmsPer1000, 2) : ""]);
  }
}
console.log(table(rows));
