import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { createChecker, type Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import { loadModel, type LoadedModel } from "../inference/node.js";
import { checkLines } from "./checkLines.js";
import { contextsOf } from "./contexts.js";
import { mend } from "./mend.js";
import { openFiles, type OpenFile } from "./openFiles.js";
import { createProgram, type CheckOptions, type RetrainOptions } from "./options.js";
import { describer, isReported, reported } from "./report.js";
import { retrain } from "./retrain.js";
import { createFileRules, rulesWithout, type FileRules } from "./rules.js";

const CLEAN = 0;
const FINDINGS = 1;
const FAILED = 2;

/** The model that ships lies beside `dist/`, where this file is bundled to. */
const shippedModel = resolve(__dirname, "..", "model");

async function check(options: CheckOptions): Promise<void> {
  const folder = options.model || shippedModel;
  // Unlike in an editor, nobody waits for anything else meanwhile.
  const model = await loadModel(folder, {
    scoring: options.scoring,
    threads: options.threads || availableParallelism(),
    adapter: options.adapter || undefined,
  });
  const checker = createChecker(model);
  try {
    process.exitCode = options.jsonl ? await checkStdin(checker, model, options) : await checkFiles(checker, options);
  } finally {
    await model.close();
  }
}

async function checkStdin(checker: Checker, model: LoadedModel, options: CheckOptions): Promise<number> {
  const found = await checkLines(checker, model, rulesWithout(options).policy, options, write);
  return found > 0 ? FINDINGS : CLEAN;
}

/** Checks one text, and mends it where that is asked for. */
async function checkText(
  checker: Checker,
  opened: OpenFile,
  { context, fix }: CheckOptions,
): Promise<{ findings: Finding[]; fixed: string }> {
  const { text, parser, rules: { policy } } = opened; // prettier-ignore
  const sentences = checker.sentencesOf(text, parser);
  const contextOf = await contextsOf(opened, context, checker);
  await checker.score(sentences, () => false);
  const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
  const { findings } = checker.report(text, sentences, policy, circumstances);
  const fixed = fix ? (await mend([{ text, findings, circumstances }], checker, parser, policy))[0]! : text;
  return { findings, fixed };
}

async function checkFiles(checker: Checker, options: CheckOptions): Promise<number> {
  const complain = (message: string): void => {
    console.error(`cloze: ${message}`);
  };
  const reports: { file: string; findings: Finding[]; severity: FileRules["severity"] }[] = [];
  let failures = 0;
  const opened = openFiles(options.files.length > 0 ? options.files : ["-"], createFileRules(options, complain), (message) => { complain(message); failures++; }); // prettier-ignore
  for await (const one of opened) {
    const { file, text, rules } = one;
    const { findings: all, fixed } = await checkText(checker, one, options);
    const findings = all.filter(isReported(options));
    reports.push({ file, findings, severity: rules.severity });
    if (options.fix) await fix(file, text, fixed);
    else if (options.format === "text") for (const line of findings.map(describer(file, text))) await write(line);
  }
  if (options.format === "json" && !(options.fix && options.files.length === 0))
    await write(JSON.stringify(reports.map(({ file, findings, severity }) => ({ file, findings: findings.map((finding) => ({ ...reported(finding), severity: severity[finding.category] })) })), null, 2)); // prettier-ignore
  if (failures > 0) return FAILED;
  return reports.some(({ findings }) => findings.length > 0) ? FINDINGS : CLEAN;
}

/** Writes the corrected text into the file, or to standard output where the text came from standard input. */
async function fix(file: string, text: string, fixed: string): Promise<void> {
  if (file === "-") process.stdout.write(fixed);
  else if (fixed !== text) await writeFile(file, fixed);
}

/** One line to standard output, waiting where the reader is slower. */
async function write(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await new Promise((done) => process.stdout.once("drain", done));
}

async function learn(options: RetrainOptions): Promise<void> {
  process.exitCode = await retrain(options, options.model || shippedModel);
}

// Who reads the output has seen enough, as `head` has: the rest need not be made, and that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(process.exitCode ?? CLEAN);
});

createProgram("0.1.0", { check, retrain: learn })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`cloze: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = FAILED;
  });
