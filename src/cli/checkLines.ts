import type { Readable } from "node:stream";
import { contextsBy } from "../grammar/baseline.js";
import { type Checker, createChecker } from "../grammar/checker.js";
import type { Policy } from "../grammar/policy.js";
import type { LoadedModel } from "../inference/node/loadModel.js";
import { explain } from "./explain.js";
import { settingsWithout } from "./fileSettings.js";
import { isReported, reported } from "./formatters.js";
import { type JsonLine, readJsonLines } from "./jsonLines.js";
import { fixInPasses } from "./multipassFix.js";
import type { CheckOptions } from "./options.js";
import { complain, json, write } from "./output.js";
import { CLEAN, FAILED, FINDINGS } from "./exitStatus.js";

/** Where answers go, and what is told of lines that have none. */
interface Outputs {
  /** @param text one line, with its end */
  write(text: string): Promise<void>;
  fail(message: string): void;
}

/**
 * `cloze check --jsonl`: answers standard input; a line that cannot be read is named, and the others are answered.
 * @returns the exit status
 */
export async function checkLines(model: LoadedModel, options: CheckOptions): Promise<number> {
  let failures = 0;
  const fail = (message: string): void => {
    complain(message);
    failures++;
  };
  const { policy } = settingsWithout(options);
  const found = await answerLines(process.stdin, createChecker(model), model, policy, options, { write, fail });
  if (failures > 0) return FAILED;
  return found > 0 ? FINDINGS : CLEAN;
}

/**
 * Answers each line, those of one document when its last line is read.
 * @returns how many findings there are
 */
export async function answerLines(
  input: Readable,
  checker: Checker,
  model: Pick<LoadedModel, "cascade">,
  policy: Policy,
  options: Pick<CheckOptions, "context" | "explain" | "hints">,
  { write, fail }: Outputs,
): Promise<number> {
  let found = 0;
  let open: JsonLine[] = [];
  for await (const lines of readJsonLines(input, fail)) {
    const documents = documentsIn([...open, ...lines]);
    // More lines of a named document may be on their way.
    open = documents.at(-1)?.[0]?.document === undefined ? [] : documents.pop()!;
    await answer(documents);
  }
  await answer(documentsIn(open));
  return found;

  async function answer(documents: readonly JsonLine[][]): Promise<void> {
    const read = documents.map((lines) => lines.map((line) => ({ ...line, ...checker.read(line.text, "plain") }))); // prettier-ignore
    const all = read.flat().flatMap(({ sentences }) => sentences);
    for (const { id, slow } of read.flat())
      if (slow > 0) fail(`What takes longer than a second to be read was left out of the text ${json(id ?? null)} (paragraphs: ${String(slow)}).`); // prettier-ignore
    if (options.explain) {
      const positions = await explain(all, model.cascade);
      for (const { id, sentences } of read.flat())
        await write(`${json({ id, positions: sentences.flatMap((sentence) => positions.get(sentence)!) })}\n`);
      return;
    }
    await checker.score(all, () => false);
    const contextOf = contextsBy(options.context === "published" ? "everything" : "nothing");
    const checked = read.flatMap((lines) => {
      const circumstances = { contextOf, shifts: checker.shiftsOf(lines.flatMap(({ sentences }) => sentences), contextOf) }; // prettier-ignore
      return lines.map(({ id, text, sentences }) => ({ id, text, circumstances, ...checker.report(text, sentences, policy, circumstances) })); // prettier-ignore
    });
    const fixed = await fixInPasses(checked, checker, "plain", policy);
    for (const [index, { id, findings, pending }] of checked.entries()) {
      if (pending.length > 0)
        fail(`${String(pending.length)} sentences of the text ${json(id ?? null)} were left out.`);
      const shown = findings.filter(isReported(options));
      found += shown.length;
      await write(`${json({ id, findings: shown.map(reported), fixed: fixed[index]!.text })}\n`);
    }
  }
}

/** Lines in a row of one document together. */
function documentsIn(lines: readonly JsonLine[]): JsonLine[][] {
  const documents: JsonLine[][] = [];
  for (const line of lines) {
    const last = documents.at(-1);
    const isSame = line.document !== undefined && JSON.stringify(last?.[0]?.document) === JSON.stringify(line.document);
    if (last && isSame) last.push(line);
    else documents.push([line]);
  }
  return documents;
}
