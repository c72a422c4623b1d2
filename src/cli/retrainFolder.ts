import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { problemOf } from "../files/fileProblem.js";
import { writeWhole } from "../files/writeWhole.js";
import { createProseReader } from "../grammar/proseReader.js";
import { readManifest } from "../inference/node/loadModel.js";
import type { Figures, TrainingReport } from "../inference/node/store/report.js";
import { collect, trainingDataFrom } from "../training/collect/collect.js";
import { startTraining } from "../training/node/startTraining.js";
import type { Progress, TrainingData } from "../training/types.js";
import type { RetrainOptions } from "./options.js";
import { tell, write } from "./output.js";
import { KEPT, REFUSED } from "./exitStatus.js";
import { readTrainingData } from "./trainingDataFile.js";

/**
 * `cloze retrain`: learns from a folder, writes the adapter if it is better, prints the figures; or only writes the training data.
 * @param model folder of the model
 * @returns the exit status: 0 if the new model is kept or the data are written, 1 if the old model stays
 */
export async function retrain(options: RetrainOptions, model: string): Promise<number> {
  const data = options.data === "" ? await readFolder(options.folder, model) : await readTrainingData(options.data);
  tell(`${String(data.prose.length)} sentences of prose, ${String(data.corrections.length)} corrections, ${String(data.ignored.length)} ignored findings`); // prettier-ignore
  if (options.writeData !== "") {
    await writeOwn(options.writeData, data);
    return KEPT;
  }
  const { minutes, seed, clock } = options;
  const request = { model, data, options: { minutes, seed, clock, threads: 1 as const }, out: resolve(options.out) };
  const report = await startTraining(request, showProgress());
  if (options.report !== "") await writeOwn(options.report, report);
  await write(`${describe(report)}\n`);
  return report.kept ? KEPT : REFUSED;
}

/**
 * The prose of a folder and the corrections in its git history, read as the editor reads a workspace. What is missing, such as git, is told.
 * @param model folder of the model, whose rules divide prose into sentences
 */
export async function readFolder(folder: string, model: string): Promise<TrainingData> {
  const found = await stat(folder).catch((error: unknown) => {
    throw problemOf(error, folder, "reading");
  });
  if (!found.isDirectory()) throw new Error(`${folder}: this is no folder.`);
  const { signal } = new AbortController();
  const reader = createProseReader((await readManifest(model)).text);
  const collected = await collect({ folders: [resolve(folder)], reader, decisions: [], words: [], signal });
  for (const note of collected.notes) tell(note);
  return trainingDataFrom(collected, ["prose", "history"]);
}

/** With sentences of the writer's, it is theirs alone. */
function writeOwn(path: string, value: object): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
}

/** Seconds between two lines of progress. */
const EVERY = 10;

function showProgress(): (progress: Progress) => void {
  let last: Pick<Progress, "phase" | "secondsLeft"> | undefined;
  return ({ phase, secondsLeft, loss }) => {
    if (last?.phase === phase && last.secondsLeft - secondsLeft < EVERY) return;
    last = { phase, secondsLeft };
    tell(`${phase}, ${String(secondsLeft)} s left${loss === undefined ? "" : `, loss ${loss.toFixed(3)}`}`);
  };
}

function describe(report: TrainingReport): string {
  const { before, after, regressionBefore, regressionAfter, decisionsBefore, decisionsAfter } = report;
  const { steps, isAdapted, seconds, peakMegabytes } = report;
  const lines = [
    report.reason,
    `Held out of the project: ${figures(before)} → ${figures(after)}`,
    `Sentences that ship:     ${figures(regressionBefore)} → ${figures(regressionAfter)}`,
  ];
  if (decisionsAfter.of > 0) lines.push(`Decisions matched: ${String(decisionsBefore.known)} → ${String(decisionsAfter.known)} of ${String(decisionsAfter.of)}`); // prettier-ignore
  lines.push(`${String(steps)} steps in ${seconds.toFixed(0)} s, at most ${peakMegabytes.toFixed(0)} MB; what they taught ${isAdapted ? "is in it" : "gave this project nothing and is left out"}`); // prettier-ignore
  return lines.join("\n");
}

function figures({ precision, recall, f05, alarmsPer1000 }: Figures): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `F0.5 ${percent(f05.value)} (${percent(f05.low)}–${percent(f05.high)}; P ${percent(precision)} R ${percent(recall)}), ${alarmsPer1000.value.toFixed(2)} (${alarmsPer1000.low.toFixed(2)}–${alarmsPer1000.high.toFixed(2)}) false alarms per 1,000 words`;
}
