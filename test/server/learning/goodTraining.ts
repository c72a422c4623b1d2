import { readFileSync } from "node:fs";
import { join } from "node:path";
import { adapterShape, writeAdapter } from "../../../src/inference/node/adapterFile.js";
import type { Training } from "../../../src/server/learning/learning.js";
import { report } from "../../training/reports.js";

export const shippedModel = join(import.meta.dirname, "../../../model");
const manifest = JSON.parse(readFileSync(join(shippedModel, "model.json"), "utf8")) as Parameters<typeof adapterShape>[0]; // prettier-ignore
export const shape = adapterShape(manifest);

/** A training that takes no time and comes out well. */
export const goodTraining: Training["train"] = async (request, onProgress) => {
  onProgress({ phase: "learning", share: 0.5, secondsLeft: 90, loss: 1 });
  await writeAdapter(request.out, shape, {
    vector: new Float32Array(shape.length).fill(0.01),
    editBiases: [],
    allowlist: [],
  });
  return report();
};
