import { adapterShape, type AdapterShape } from "../../../../src/inference/node/adapterFile.js";

/** The adapters of a small model with these weights. */
export const shapeOf = (weights: string): AdapterShape =>
  adapterShape({ files: { "weights.bin": weights }, adapterLength: 4 });
