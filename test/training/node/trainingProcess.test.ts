import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TrainingMessage, TrainingRequest } from "../../../src/training/types.js";
import { startTraining } from "../../../src/training/node/startTraining.js";
import { shippedSentences } from "../../../src/training/learn/rehearsal.js";
import { modelFolder } from "../../inference/shippedModel.js";

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
    data: { prose: [], corrections: [], ignored: [], words: [] },
    options: { minutes: 1, seed: 0, threads: 1 },
    out: join(folder, "out"),
    ...changed,
  };
}

const nobody = (): void => undefined;

describe("the training process", () => {
  it.each([
    ["a folder that is no model", { model: "nowhere" }, "nowhere"],
    ["nothing to learn from", {}, "too little to learn from"],
  ])(
    "%s: one sentence for the writer",
    async (_, changed, message) => {
      await expect(startTraining(request(changed), nobody)).rejects.toMatchObject({
        name: "TrainingError",
        message: expect.stringContaining(message) as string,
      });
      expect(readdirSync(folder)).toEqual([]);
    },
    300_000,
  );

  it("ends at once when it is cancelled, and has written nothing", async () => {
    const cancel = new AbortController();
    const training = startTraining(request({}), () => cancel.abort(), cancel.signal);
    await expect(training).rejects.toThrow("cancelled");
    expect(readdirSync(folder)).toEqual([]);
  }, 300_000);

  it.each(["SIGINT", "SIGTERM", "disconnect"] as const)(
    "ends at once by %s while the runtime works, without a word, and has written nothing",
    async (way) => {
      const prose = shippedSentences().rehearsal.map(({ target }) => target);
      const child = fork(resolve(__dirname, "../../../dist/trainer.js"), {
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      });
      const complaints = text(child.stderr!);
      const ended = once(child, "exit");
      child.send(request({ data: { prose, corrections: [], ignored: [], words: [] } }));
      const [first] = (await once(child, "message")) as [TrainingMessage];
      expect(first.kind).toBe("progress");
      // From then on the runtime is hardly ever idle.
      await setTimeout(2_000);
      if (way === "disconnect") child.disconnect();
      else child.kill(way);
      expect(await ended).toEqual([null, "SIGKILL"]);
      expect(await complaints).toBe("");
      expect(readdirSync(folder)).toEqual([]);
    },
    300_000,
  );
});
