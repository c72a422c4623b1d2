import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TrainingRequest } from "../../src/training/contract.js";
import { startTraining } from "../../src/training/nodeProcess.js";
import { modelFolder } from "../inference/shippedModel.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-training-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function request(changed: Partial<TrainingRequest>): TrainingRequest {
  return {
    model: modelFolder,
    lessons: { prose: [], corrections: [], ignored: [], words: [] },
    options: { minutes: 1, seed: 0, threads: 1 },
    out: join(folder, "out"),
    ...changed,
  };
}

const nobody = (): void => undefined;

describe("the training process", () => {
  it.each([
    ["a folder that is no model", { model: "nowhere" }, "nowhere"],
    ["an adapter that is not there", { from: "no.adapter" }, "no.adapter"],
    ["nothing to learn from", {}, "too little to learn from"],
  ])(
    "%s: one sentence for the writer",
    async (_, changed, message) => {
      await expect(startTraining(request(changed), nobody)).rejects.toMatchObject({
        name: "TrainingError",
        message: expect.stringContaining(message) as string,
      });
      expect(existsSync(join(folder, "out"))).toBe(false);
    },
    300_000,
  );

  it("ends at once when it is cancelled, and has written nothing", async () => {
    const cancel = new AbortController();
    const training = startTraining(request({}), () => cancel.abort(), cancel.signal);
    await expect(training).rejects.toThrow("cancelled");
    expect(existsSync(join(folder, "out"))).toBe(false);
  }, 300_000);
});
