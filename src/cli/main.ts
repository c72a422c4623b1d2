import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { createChecker, type Checker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import type { ParserName } from "../grammar/prose/parsers.js";
import { loadModel, type LoadedModel } from "../inference/node.js";
import { explain } from "./explain.js";
import { readJsonLines } from "./jsonLines.js";
import { mend } from "./mend.js";
import { openFiles } from "./openFiles.js";
import { createProgram, type CheckOptions, type RetrainOptions } from "./options.js";
import { describer, reported } from "./report.js";
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
    process.exitCode = options.jsonl ? await checkLines(checker, model, options) : await checkFiles(checker, options);
  } finally {
    await model.close();
  }
}

async function findingsIn(
  checker: Checker,
  text: string,
  parser: ParserName,
  { policy }: FileRules,
): Promise<Finding[]> {
  const sentences = checker.sentencesOf(text, parser);
  await checker.score(sentences, () => false);
  return checker.report(text, sentences, policy).findings;
}

async function checkLines(checker: Checker, model: LoadedModel, options: CheckOptions): Promise<number> {
  const { policy } = rulesWithout(options);
  let found = 0;
  for await (const lines of readJsonLines(process.stdin)) {
    const read = lines.map((line) => ({ ...line, sentences: checker.sentencesOf(line.text, "plain") }));
    const all = read.flatMap(({ sentences }) => sentences);
    if (options.explain) {
      const places = await explain(all, model.examination);
      for (const { id, sentences } of read)
        await write(JSON.stringify({ id, places: sentences.flatMap((sentence) => places.get(sentence)!) }));
      continue;
    }
    await checker.score(all, () => false);
    const checked = read.map(({ id, text, sentences }) => ({ id, text, ...checker.report(text, sentences, policy) }));
    const fixed = await mend(checked, checker, "plain", policy);
    for (const [index, { id, findings }] of checked.entries()) {
      found += findings.length;
      await write(JSON.stringify({ id, findings: findings.map(reported), fixed: fixed[index] }));
    }
  }
  return found > 0 ? FINDINGS : CLEAN;
}

async function checkFiles(checker: Checker, options: CheckOptions): Promise<number> {
  const complain = (message: string): void => {
    console.error(`cloze: ${message}`);
  };
  const reports: { file: string; findings: Finding[]; severity: FileRules["severity"] }[] = [];
  let failures = 0;
  const opened = openFiles(options.files.length > 0 ? options.files : ["-"], createFileRules(options, complain), (message) => { complain(message); failures++; }); // prettier-ignore
  for await (const { file, text, parser, rules } of opened) {
    const findings = await findingsIn(checker, text, parser, rules);
    reports.push({ file, findings, severity: rules.severity });
    if (options.fix) await fix(file, text, (await mend([{ text, findings }], checker, parser, rules.policy))[0]!);
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
