import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { answerLines } from "../../src/cli/checkLines.js";
import type { CheckOptions } from "../../src/cli/options.js";
import type { Priors } from "../../src/grammar/prior.js";
import type { LoadedModel } from "../../src/inference/node/loadModel.js";
import { everything } from "../grammar/policies.js";
import { createFakeEngine } from "../server/fakeEngine.js";

/** Where mistakes are many, more are looked for; on a published page fewer. */
const priors: Priors = {
  weight: 20,
  draft: { shift: 0, rate: 0.05, range: [-1, 2] },
  published: { shift: -0.5, rate: 0.05, range: [-1, 2] },
};

interface Line {
  readonly text: string;
  readonly document?: unknown;
}

/** Ids of the lines with the messages' chances; each chunk of the input arrives by itself. */
async function check(
  chunks: readonly (readonly Line[])[],
  options: Partial<Pick<CheckOptions, "context" | "hints">> = {},
): Promise<{ found: number; answers: [unknown, ...string[]][] }> {
  let id = 0;
  const input = Readable.from(chunks.map((lines) => lines.map((line) => `${JSON.stringify({ id: ++id, ...line })}\n`).join(""))); // prettier-ignore
  const answers: [unknown, ...string[]][] = [];
  const write = (line: string): Promise<void> => {
    const answer = JSON.parse(line) as { id: unknown; findings: { tier: string; context: string }[] };
    answers.push([answer.id, ...answer.findings.map(({ tier, context }) => `${tier} in ${context}`)]);
    return Promise.resolve();
  };
  const { checker } = createFakeEngine(undefined, priors);
  const all = { context: "auto", explain: false, hints: false, ...options } as const;
  const fail = (message: string): never => expect.fail(message);
  const found = await answerLines(input, checker, {} as LoadedModel, everything, all, { write, fail });
  return { found, answers };
}

const HINT = { text: "You uses it." };
const SURE = { text: "He go." };

it("reads lines as drafts, and as published only if told to", async () => {
  expect((await check([[SURE]])).answers).toEqual([[1, "sure in draft"]]);
  expect((await check([[SURE]], { context: "draft" })).answers).toEqual([[1, "sure in draft"]]);
  expect((await check([[SURE]], { context: "published" })).answers).toEqual([[1, "sure in published"]]);
});

it("reports hints only if asked to", async () => {
  expect(await check([[HINT, SURE]])).toEqual({ found: 1, answers: [[1], [2, "sure in draft"]] });
  const asked = { found: 2, answers: [[1, "perhaps in draft"], [2, "sure in draft"]] }; // prettier-ignore
  expect(await check([[HINT, SURE]], { hints: true })).toEqual(asked);
});

it("takes lines with the same document together, however they arrive", async () => {
  const many = Array.from({ length: 6 }, () => SURE);
  const lines = [HINT, ...many].map((line) => ({ ...line, document: { name: "a" } }));
  expect((await check([[HINT, ...many]], { context: "published", hints: true })).answers[0]).toEqual([1]);
  for (const chunks of [[lines], lines.map((line) => [line]), [lines.slice(0, 3), lines.slice(3)]]) {
    const { answers } = await check(chunks, { context: "published" });
    expect(answers.map(([id]) => id)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(answers[0]).toEqual([1, "sure in published"]);
  }
});

it("begins another document where the name changes", async () => {
  const many = Array.from({ length: 6 }, () => ({ ...SURE, document: "b" }));
  const { answers } = await check([[{ ...HINT, document: "a" }, ...many]], { context: "published", hints: true });
  expect(answers[0]).toEqual([1]);
  expect(answers).toHaveLength(7);
});
