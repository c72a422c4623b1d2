import { createHash } from "node:crypto";
import * as v from "valibot";
import { readPlainFile } from "../../files/plainFile.js";
import { PRIVATE_FILE } from "../../files/privateFiles.js";
import { writeWhole } from "../../files/writeWhole.js";
import type { Adaptation } from "../adaptation.js";
import type { ModelManifest } from "../manifest.js";
import { allowedNgram, editBias, inPresentNames } from "./store/report.js";

/** A file of none of these belongs to another version of Cloze. The former had other names for what it knew beside the vector. */
const FORMAT = "cloze-adapter-4";
const FORMER = "cloze-adapter-3";

/**
 * What retraining has learnt, as a file: one line of JSON, the flat vector as little-endian 32-bit floats, and the rest as JSON.
 * The line names the base model that the vector belongs to, so that one made for another is noticed and never loaded.
 */
interface Header {
  readonly format: typeof FORMAT | typeof FORMER;
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
    /** `incompatible`: whole, but made for another base model, as after an update of Cloze. */
    readonly kind: "missing" | "broken" | "incompatible",
    message: string,
  ) {
    super(message);
  }
}

/** The files whose numbers an adapter builds upon; a new calibration or lexicon leaves it valid. */
const BASE_FILES = ["encoder.onnx", "vocabulary.onnx", "weights.bin", "tokenizer.json"];

export function adapterShape({ files, adapterLength }: Pick<ModelManifest, "files" | "adapterLength">): AdapterShape {
  const hashes = BASE_FILES.map((name) => files[name] ?? "").join("\n");
  return { base: sha256(Buffer.from(hashes)), length: adapterLength };
}

/** Longest header that is looked for: what has no line end by then is no adapter. */
const HEADER = 1_000;
/** What the headers of all formats have in common. */
const anyHeader = v.object({ format: v.pipe(v.string(), v.startsWith("cloze-adapter-")) });
const ownHeader: v.GenericSchema<unknown, Header> = v.object({
  format: v.picklist([FORMAT, FORMER]),
  base: v.string(),
  length: v.pipe(v.number(), v.integer(), v.minValue(0)),
  sha256: v.string(),
});
const rest: v.GenericSchema<unknown, Pick<Adaptation, "editBiases" | "allowlist">> = v.pipe(
  v.unknown(),
  v.transform(inPresentNames),
  v.object({ editBiases: v.array(editBias), allowlist: v.array(allowedNgram) }),
);

/** @throws AdapterError if the file cannot be read, is damaged or was made for another model */
export async function readAdapter(path: string, shape: AdapterShape): Promise<Adaptation> {
  const { bytes: data } = await readPlainFile(path).catch(() => {
    throw new AdapterError("missing", `The retrained model ${path} is missing or cannot be read.`);
  });
  const broken = (): AdapterError => new AdapterError("broken", `The retrained model ${path} is damaged. Retrain, or restore an earlier version.`); // prettier-ignore
  const incompatible = (): AdapterError => new AdapterError("incompatible", `The retrained model ${path} was made for another version of Cloze's model. Retrain to make one for this version.`); // prettier-ignore
  const end = data.subarray(0, HEADER).indexOf(10);
  const line = end < 0 ? undefined : parseJson(data.toString("utf8", 0, end));
  if (!v.is(anyHeader, line)) throw broken();
  if (line.format !== FORMAT && line.format !== FORMER) throw incompatible();
  const header = v.safeParse(ownHeader, line);
  if (!header.success) throw broken();
  // A copy of its own, as a view must begin at a multiple of four.
  const body = Buffer.from(data.subarray(end + 1));
  const { format, length, base, sha256: hash } = header.output;
  if (body.length < 4 * length || sha256(body) !== hash) throw broken();
  if (base !== shape.base || length !== shape.length) throw incompatible();
  const learnt = v.safeParse(rest, parseJson(body.toString("utf8", 4 * length)));
  if (!learnt.success) throw broken();
  return {
    vector: Float32Array.from({ length }, (_, index) => body.readFloatLE(4 * index)),
    ...learnt.output,
    // It was learnt for sentences as they are typed, too.
    ...(format === FORMER ? { readsTyped: true } : {}),
  };
}

/** Whatever happens meanwhile, the path holds a whole adapter or none; it is the writer's alone. */
export async function writeAdapter(
  path: string,
  shape: AdapterShape,
  { vector, editBiases, allowlist }: Adaptation,
): Promise<void> {
  const numbers = Buffer.alloc(4 * vector.length);
  vector.forEach((value, index) => numbers.writeFloatLE(value, 4 * index));
  const body = Buffer.concat([numbers, Buffer.from(JSON.stringify({ editBiases, allowlist }))]);
  const header: Header = {
    format: FORMAT,
    base: shape.base,
    length: vector.length,
    sha256: sha256(body),
  };
  await writeWhole(path, Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]), { mode: PRIVATE_FILE });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no adapter either, and is told so.
    return undefined;
  }
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
