import { createHash } from "node:crypto";
import { readPlainFile } from "../files/plainFile.js";
import { PRIVATE_FILE } from "../files/privateFiles.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Adaptation } from "./adaptation.js";
import type { ModelContract } from "./contract.js";

/** A file of another one belongs to another version of Cloze. */
const FORMAT = "cloze-adapter-3";

/**
 * What retraining has learnt, as a file: one line of JSON, the flat vector as little-endian 32-bit floats, and the rest as JSON.
 * The line names the base model that the vector belongs to, so that one made for another is noticed and never loaded.
 */
interface Header {
  readonly format: typeof FORMAT;
  readonly base: string;
  readonly length: number;
  /** Of all bytes after the line, in hexadecimal. */
  readonly sha256: string;
}

/** Which model an adapter belongs to, and how long it is. */
export interface AdapterShape {
  readonly base: string;
  readonly length: number;
}

/** An adapter that cannot be used: the message is one sentence for the writer and names the file. */
export class AdapterError extends Error {
  override readonly name = "AdapterError";

  constructor(
    /** `foreign`: whole, but made for another base model, as after an update of Cloze. */
    readonly kind: "missing" | "broken" | "foreign",
    message: string,
  ) {
    super(message);
  }
}

/** The files whose numbers an adapter builds upon; a new calibration or lexicon leaves it valid. */
const BASE_FILES = ["encoder.onnx", "vocabulary.onnx", "weights.bin", "tokenizer.json"];

export function adapterShape({ files, adapterLength }: Pick<ModelContract, "files" | "adapterLength">): AdapterShape {
  const hashes = BASE_FILES.map((name) => files[name] ?? "").join("\n");
  return { base: sha256(Buffer.from(hashes)), length: adapterLength };
}

/** Longest header that is looked for: what has no line end by then is no adapter. */
const HEADER = 1_000;

/** @throws AdapterError if the file cannot be read, is damaged or was made for another model */
export async function readAdapter(path: string, shape: AdapterShape): Promise<Adaptation> {
  const { bytes: data } = await readPlainFile(path).catch(() => {
    throw new AdapterError("missing", `The retrained model ${path} is missing or cannot be read.`);
  });
  const end = data.subarray(0, HEADER).indexOf(10);
  const header = end < 0 ? undefined : parseHeader(data.toString("utf8", 0, end));
  // A copy of its own, as a view must begin at a multiple of four.
  const body = Buffer.from(data.subarray(end + 1));
  const size = 4 * (header?.length ?? 0);
  if (!header?.format?.startsWith("cloze-adapter-") || body.length < size || sha256(body) !== header.sha256)
    throw new AdapterError("broken", `The retrained model ${path} is damaged. Retrain, or restore an earlier version.`);
  if (header.format !== FORMAT || header.base !== shape.base || header.length !== shape.length)
    throw new AdapterError("foreign", `The retrained model ${path} was made for another version of Cloze's model. Retrain to make one for this version.`); // prettier-ignore
  return {
    vector: Float32Array.from({ length: header.length }, (_, index) => body.readFloatLE(4 * index)),
    ...(JSON.parse(body.toString("utf8", size)) as Omit<Adaptation, "vector">),
  };
}

/** Whatever happens meanwhile, the path holds a whole adapter or none; it is the writer's alone. */
export async function writeAdapter(path: string, shape: AdapterShape, { vector, ...rest }: Adaptation): Promise<void> {
  const numbers = Buffer.alloc(4 * vector.length);
  vector.forEach((value, index) => numbers.writeFloatLE(value, 4 * index));
  const body = Buffer.concat([numbers, Buffer.from(JSON.stringify(rest))]);
  const header: Header = {
    format: FORMAT,
    base: shape.base,
    length: vector.length,
    sha256: sha256(body),
  };
  await writeWhole(path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]), { mode: PRIVATE_FILE });
}

function parseHeader(line: string): Header | undefined {
  try {
    return JSON.parse(line) as Header;
  } catch {
    return undefined;
  }
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
