import { createChecker } from "../grammar/checker.js";
import type { LoadedModel } from "../inference/node.js";
import { explain } from "./explain.js";
import { readJsonLines } from "./jsonLines.js";
import { mend } from "./mend.js";
import type { CheckOptions } from "./options.js";
import { complain, json, write } from "./output.js";
import { reported } from "./report.js";
import { rulesWithout } from "./rules.js";
import { CLEAN, FAILED, FINDINGS } from "./status.js";

/**
 * `cloze check --jsonl`: answers each line of standard input; a line that cannot be read is named, and the others are answered.
 * @returns the exit status
 */
export async function checkLines(model: LoadedModel, options: CheckOptions): Promise<number> {
  const checker = createChecker(model);
  const { policy } = rulesWithout(options);
  let failures = 0;
  let found = 0;
  const fail = (message: string): void => {
    complain(message);
    failures++;
  };
  for await (const lines of readJsonLines(process.stdin, fail)) {
    const read = lines.map((line) => ({ ...line, sentences: checker.sentencesOf(line.text, "plain") }));
    const all = read.flatMap(({ sentences }) => sentences);
    if (options.explain) {
      const places = await explain(all, model.examination);
      for (const { id, sentences } of read)
        await write(`${json({ id, places: sentences.flatMap((sentence) => places.get(sentence)!) })}\n`);
      continue;
    }
    await checker.score(all, () => false);
    const checked = read.map(({ id, text, sentences }) => ({ id, text, ...checker.report(text, sentences, policy) }));
    const fixed = await mend(checked, checker, "plain", policy);
    for (const [index, { id, findings, pending }] of checked.entries()) {
      if (pending.length > 0) fail(`${String(pending.length)} sentences of the text ${json(id)} were left out.`);
      found += findings.length;
      await write(`${json({ id, findings: findings.map(reported), fixed: fixed[index]!.text })}\n`);
    }
  }
  if (failures > 0) return FAILED;
  return found > 0 ? FINDINGS : CLEAN;
}
