// Measures what retraining does to a project: `npm run build && npm run bench:retrain -- --data DIR [--projects NAME,…] [--minutes 5]`.
// DIR has `corpus/` and `edits/` (bench/projects.mjs); `--kinds` teaches twenty kinds of error and ignores twenty others instead.
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { changedSpan, kindsOf, newOnes, taughtBy } from "./errorKinds.mjs";
import { checkAll, cloze, loadSource } from "./product.mjs";
import { PROJECTS, readCorrections, readProject } from "./projects.mjs";
import { isMistake } from "./annotations.mjs";
import { table } from "./table.mjs";
import { tokenEdits } from "./tokenEdits.mjs";

const { values: given } = parseArgs({
  options: {
    data: { type: "string" },
    projects: { type: "string", default: Object.keys(PROJECTS).join(",") },
    minutes: { type: "string", default: "5" },
    model: { type: "string" },
    kinds: { type: "boolean", default: false },
  },
});
if (!given.data) throw new Error("Say where the data lies: --data DIR.");
const { data: dataFolder } = given;
const root = resolve(fileURLToPath(import.meta.url), "../..");
const model = resolve(given.model ?? join(root, "model"));
const metrics = await loadSource(root, "training/compare/metrics.ts");
const figuresOf = (rows) => metrics.figuresOf(rows, tokenEdits);
const { isCorrection } = await loadSource(root, "training/collect/isCorrection.ts");
const KINDS = 20;

/** Retrains by the clock of the processor, so that the figures do not depend on what else the machine does. */
async function retrain(data, folder) {
  const paths = { data: join(folder, "data.json"), out: join(folder, "adapter"), report: join(folder, "report") };
  await writeFile(paths.data, JSON.stringify(data));
  const args = ["--data", paths.data, "--out", paths.out, "--report", paths.report, "--minutes", given.minutes];
  await cloze(root, ["retrain", "--model", model, "--clock", "cpu", ...args]);
  const report = JSON.parse(await readFile(paths.report, "utf8"));
  const isThere = await stat(paths.out).then(() => true, () => false); // prettier-ignore
  return { report, adapter: isThere ? paths.out : undefined };
}

/** Each row with what is found in it and what becomes of it. */
async function checkRows(rows, adapter) {
  const checked = await checkAll(root, model, rows.map(({ source }) => source), adapter); // prettier-ignore
  return rows.map(({ source, target }, index) => ({ source, target, ...checked[index] }));
}

/** What is found in clean sentences and was not read as a mistake, each in its sentence. */
function falseAlarms(rows) {
  const inText = (text, { start, end, fixes }) => `${text.slice(0, start)}[${text.slice(start, end)} → ${fixes[0].text}]${text.slice(end)}`; // prettier-ignore
  return rows
    .filter(({ source, target }) => source === target)
    .flatMap(({ source, findings }) =>
      findings.filter((one) => !isMistake(source, one)).map((one) => inText(source, one)),
    );
}

const points = ({ f05, precision, recall }) => `${percent(f05.value)} (${percent(f05.low)}–${percent(f05.high)}; P ${percent(precision)} R ${percent(recall)})`; // prettier-ignore
const alarms = ({ alarmsPer1000: { value, low, high } }) =>
  `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
const percent = (value) => (100 * value).toFixed(1);
const change = (of, before, after) => `${of(before)} → ${of(after)}`;

const HEAD = ["project", "false alarms per 1,000 words", "that are none of the mistakes we read", "held-out corrections, F0.5", "shipped set, F0.5", "shipped set, false alarms", "kept", "steps", "adapter taken", "MB"]; // prettier-ignore

async function measureProject(name, folder) {
  const { paragraphs, learnt, held, clean } = await readProject(dataFolder, name);
  const corrections = learnt.map(({ source, target }) => ({ source, target, origin: "git" }));
  const { report, adapter } = await retrain({ prose: paragraphs, corrections, ignored: [], words: [] }, folder);
  const rows = [...clean, ...held];
  const [before, after] = [await checkRows(rows), await checkRows(rows, adapter)];
  const [known, fresh] = [falseAlarms(before), falseAlarms(after)];
  const ofHeld = (all) => figuresOf(all.slice(clean.length));
  const { regressionBefore, regressionAfter, steps, isAdapted, peakMegabytes, kept, reason } = report;
  console.log([reason, ...fresh.filter((text) => !known.includes(text))].join("\nNew: "));
  return [
    name,
    change(alarms, figuresOf(before), figuresOf(after)),
    change(({ length }) => String(length), known, fresh),
    change(points, ofHeld(before), ofHeld(after)),
    change(({ f05 }) => percent(f05.value), regressionBefore, regressionAfter),
    change(({ alarmsPer1000 }) => alarmsPer1000.value.toFixed(2), regressionBefore, regressionAfter),
    kept ? "yes" : "no",
    String(steps),
    isAdapted ? "yes" : "no",
    peakMegabytes.toFixed(0),
  ];
}

/** How many of three sentences of each kind satisfy the condition: of the new ones, or of others. */
async function count(kinds, adapter, satisfies, three = newOnes) {
  const pairs = kinds.flatMap(three);
  const checked = await checkAll(root, model, pairs.map(({ source }) => source), adapter); // prettier-ignore
  const right = pairs.map((pair, index) => satisfies(pair, checked[index]));
  return kinds.map((_, kind) => right.slice(3 * kind, 3 * kind + 3).filter(Boolean).length);
}

const isMended = ({ source, target }, { findings }) => {
  const { start, end } = changedSpan({ source, target });
  const finding = findings.find((one) => one.start === start && one.end === end);
  return finding !== undefined && source.slice(0, start) + finding.fixes[0].text + source.slice(end) === target;
};
const isFlagged = (pair, { findings }) => {
  const { start, end } = changedSpan(pair);
  return findings.some((one) => one.start < end && one.end > start);
};

/** Twenty kinds that the model never finds are taught, twenty that it always finds (what is not shown cannot be ignored) are ignored; each three times. */
async function measureKinds(name, folder) {
  const { paragraphs } = await readProject(dataFolder, name);
  const corrections = (await readCorrections(dataFolder, name)).filter(({ source, target }) => isCorrection(source, target)); // prettier-ignore
  const kinds = kindsOf(corrections, paragraphs);
  const found = await count(kinds, undefined, isMended);
  const taught = kinds.filter((_, index) => found[index] === 0).slice(0, KINDS);
  const shown = await count(kinds, undefined, isMended, taughtBy);
  const ignored = kinds.filter((_, index) => found[index] === 3 && shown[index] === 3).slice(0, KINDS);
  const targets = [...taught, ...ignored].flatMap(({ pairs }) => pairs.map(({ target }) => target));
  const prose = paragraphs.filter((text) => !targets.some((target) => text.includes(target)));
  const data = {
    prose,
    corrections: taught.flatMap(taughtBy).map((pair) => ({ ...pair, origin: "byHand" })),
    ignored: ignored.flatMap((kind) => taughtBy(kind).map((pair) => ({ text: pair.source, ...changedSpan(pair), fix: kind.right }))), // prettier-ignore
    words: [],
  };
  const { report, adapter } = await retrain(data, folder);
  const most = (counts) => `${counts.filter((one) => one >= 2).length} of ${counts.length}`;
  const mended = await count(taught, adapter, isMended);
  const gone = (await count(ignored, adapter, isFlagged)).map((one) => 3 - one);
  const listed = (kinds, counts) =>
    kinds.map(({ wrong, right }, index) => `${wrong} → ${right} ${counts[index]}`).join(", ");
  console.log(`Found of three: ${listed(taught, mended)}\nGone of three: ${listed(ignored, gone)}`);
  const known = ({ known, of }) => `${known} of ${of}`;
  console.log(report.reason);
  return [name, `0 → ${most(mended)}`, most(gone), change(known, report.decisionsBefore, report.decisionsAfter), report.kept ? "yes" : "no", String(report.steps), report.peakMegabytes.toFixed(0), report.seconds.toFixed(0)]; // prettier-ignore
}

const rows = [given.kinds ? ["project", "taught three times, found in two of three new sentences or more", "ignored three times, gone likewise", "decisions matched", "kept", "steps", "MB", "seconds"] : HEAD]; // prettier-ignore
for (const name of given.projects.split(",")) {
  const folder = await mkdtemp(join(tmpdir(), "cloze-retrain-"));
  try {
    rows.push(await (given.kinds ? measureKinds : measureProject)(name, folder));
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(`${table(rows)}\n`);
}
