import { contextsBy } from "../grammar/baseline.js";
import type { Checker } from "../grammar/checker.js";
import type { Policy } from "../grammar/policy.js";
import type { LoadedModel } from "../inference/node.js";
import { explain } from "./explain.js";
import { readJsonLines, type JsonLine } from "./jsonLines.js";
import { mend } from "./mend.js";
import type { CheckOptions } from "./options.js";
import { isReported, reported } from "./report.js";

type Write = (line: string) => Promise<void>;

/** Answers `--jsonl`, each document when its last line is read. @returns how many findings there are */
export async function checkLines(
  checker: Checker,
  model: LoadedModel,
  policy: Policy,
  options: Pick<CheckOptions, "context" | "explain" | "hints">,
  write: Write,
): Promise<number> {
  let found = 0;
  let open: JsonLine[] = [];
  for await (const lines of readJsonLines(process.stdin)) {
    const documents = documentsIn([...open, ...lines]);
    // More lines of a named document may be on their way.
    open = documents.at(-1)?.[0]?.document === undefined ? [] : documents.pop()!;
    await answer(documents);
  }
  await answer(documentsIn(open));
  return found;

  async function answer(documents: readonly JsonLine[][]): Promise<void> {
    const read = documents.map((lines) => lines.map((line) => ({ ...line, sentences: checker.sentencesOf(line.text, "plain") }))); // prettier-ignore
    const all = read.flat().flatMap(({ sentences }) => sentences);
    if (options.explain) {
      const places = await explain(all, model.examination);
      for (const { id, sentences } of read.flat())
        await write(JSON.stringify({ id, places: sentences.flatMap((sentence) => places.get(sentence)!) }));
      return;
    }
    await checker.score(all, () => false);
    const contextOf = contextsBy(options.context === "published" ? "everything" : "nothing");
    const checked = read.flatMap((lines) => {
      const shifts = checker.shiftsOf(lines.flatMap(({ sentences }) => sentences), contextOf); // prettier-ignore
      const circumstances = { contextOf, shifts };
      return lines.map(({ id, text, sentences }) => ({ id, text, circumstances, ...checker.report(text, sentences, policy, circumstances) })); // prettier-ignore
    });
    const fixed = await mend(checked, checker, "plain", policy);
    for (const [index, { id, findings }] of checked.entries()) {
      const shown = findings.filter(isReported(options));
      found += shown.length;
      await write(JSON.stringify({ id, findings: shown.map(reported), fixed: fixed[index] }));
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
