// Checks for the page. It reads the files beside it, once, and nothing else.
import { contextsBy } from "../grammar/baseline.js";
import { type Checker, createChecker } from "../grammar/checker.js";
import type { Finding } from "../grammar/findings.js";
import { DEFAULT_POLICY, type Policy } from "../grammar/policy.js";
import { threadsFor } from "../inference/concurrency.js";
import { loadModel } from "../inference/web/loadModel.js";
import type { RuntimeWorker } from "../inference/web/webRuntime.js";
import type { Answer, Expected, Question, Shown } from "./messages.js";

/** As much of a worker's global as is used here. */
declare const self: { onmessage: (event: { readonly data: Question }) => void; postMessage(answer: Answer): void };
declare const navigator: { readonly hardwareConcurrency: number };
declare const Worker: new (url: string) => RuntimeWorker;

const tell = (answer: Answer): void => self.postMessage(answer);

async function read(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} is not there (${String(response.status)}).`);
  return new Uint8Array(await response.arrayBuffer());
}

const loading = loadModel({
  scoring: "cascade",
  threads: threadsFor(0, navigator.hardwareConcurrency),
  startWorker: () => new Worker("runtime.js"),
  readWasm: () => read("ort-wasm-simd-threaded.wasm"),
  read: (name) => read(`model/${name}`),
}).then(createChecker);

loading.then(
  () => tell({ kind: "ready" }),
  (error: unknown) => tell({ kind: "broken", message: messageOf(error) }),
);

/** The last check that was asked for; one before is given up. */
let last = 0;

async function answer(question: Question, checker: Checker): Promise<Answer | undefined> {
  switch (question.kind) {
    case "check":
      return check(question, checker);
    case "word":
      return { kind: "expected", number: question.number, expected: await expect(question, checker) };
  }
}

async function check(question: Extract<Question, { kind: "check" }>, checker: Checker): Promise<Answer | undefined> {
  const { number, text, parser, sensitivity, context } = question;
  last = number;
  const sentences = checker.sentencesOf(text, parser);
  await checker.score(sentences, () => last !== number);
  if (last !== number) return undefined;
  const contextOf = contextsBy(context === "draft" ? "nothing" : "everything");
  const policy: Policy = { ...DEFAULT_POLICY, sensitivity, limit: 1_000 };
  const circumstances = { contextOf, shifts: checker.shiftsOf(sentences, contextOf) };
  return {
    kind: "checked",
    number,
    findings: checker.report(text, sentences, policy, circumstances).findings.map(shown),
  };
}

function shown({ anchor, start, end, fixes, message, tier }: Finding): Shown {
  return { anchor, span: { start, end }, fix: fixes[0]!.text, message, isHint: tier === "perhaps" };
}

/** The word that the caret is in, or at the end of. */
async function expect(
  { text, parser, caret }: Extract<Question, { kind: "word" }>,
  checker: Checker,
): Promise<Expected | undefined> {
  // prettier-ignore
  const sentence = checker.sentencesOf(text, parser).find(({ start, end }) => start <= caret && caret <= end);
  const index =
    sentence?.words.findIndex(({ kind, start, end }) => kind === "word" && start <= caret && caret <= end) ?? -1;
  const word = sentence?.words[index];
  if (!sentence || !word) return undefined;
  const predictions = await checker.predictions(sentence, { kind: "word", index, beginning: "" });
  return { word: { start: word.start, end: word.end }, predictions };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

self.onmessage = ({ data }) => {
  void loading
    .then((checker) => answer(data, checker))
    .then(
      (answered) => answered && tell(answered),
      (error: unknown) => tell({ kind: "broken", message: messageOf(error) }),
    );
};
