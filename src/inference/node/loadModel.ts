import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { shifted } from "../../grammar/odds.js";
import type { Scorer } from "../../grammar/scorer.js";
import type { InTime } from "../../grammar/timeLimit.js";
import { type Adaptation, unadapted } from "../adaptation.js";
import { Allowlist } from "../allowlist.js";
import { createCachedScorer } from "../cachedScorer.js";
import type { CascadeParts } from "../cascade.js";
import { EditBiases } from "../editBiases.js";
import { OPEN } from "../gate.js";
import { Graphs } from "../graphs.js";
import { WordList } from "../lexicon.js";
import { type ModelManifest, parseManifest } from "../manifest.js";
import { ModelError, type Runtime, type OnnxSession, type Tensor } from "../runtime.js";
import { EXHAUSTIVE } from "../screening.js";
import { WordPieceTokenizer } from "../tokenizer.js";
import { adapterShape, readAdapter } from "./adapterFile.js";
import { createNodeRuntime } from "./onnxRuntime.js";
import { inTime } from "./vmTimeLimit.js";

export interface LoadOptions {
  readonly scoring: "cascade" | "exhaustive";
  /** Threads of the runtime; 0 takes half the cores, at most two. */
  readonly threads: number;
  /** What retraining has learnt: a file, or what is in it; the model as it ships if absent. */
  readonly adapter?: string | Adaptation | undefined;
}

/** A model that is ready to score. */
export interface LoadedModel {
  readonly manifest: ModelManifest;
  readonly scorer: Scorer;
  readonly rules: ModelManifest["text"];
  readonly thresholds: ModelManifest["thresholds"];
  readonly priors: ModelManifest["priors"];
  readonly lexicon: WordList;
  readonly inTime: InTime;
  /** For the command line's `--explain` and the likelihood view. */
  readonly cascade: CascadeParts;
  /** Frees the sessions; the scorer must not be used any more. */
  close(): Promise<void>;
}

/**
 * Loads and verifies a model folder.
 * @throws ModelError whose message names the file that is missing, damaged or of another version; AdapterError if it is the adapter's
 */
export async function loadModel(folder: string, settings: LoadOptions): Promise<LoadedModel> {
  const manifest = await readManifest(folder);
  const files = await readVerified(folder, manifest.files);
  const json = (name: string): object =>
    parseJson(files.get(name) ?? missing(join(folder, name)), join(folder, name)) as object;
  const pieces = explain(
    join(folder, "tokenizer.json"),
    () => new WordPieceTokenizer(json("tokenizer.json"), json("tokenizer_config.json")),
  );
  const lexicon = explain(join(folder, "lexicon.txt"), () =>
    WordList.parse((files.get("lexicon.txt") ?? missing(join(folder, "lexicon.txt"))).toString("utf8")),
  );
  const threads =
    settings.threads > 0 ? settings.threads : Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
  const { vector, readsTyped, editBiases, allowlist } = await adaptationOf(settings.adapter, manifest);
  const adapter: Tensor = { type: "float32", data: vector, dims: [vector.length] };
  const none: Tensor = { ...adapter, data: unadapted(vector.length).vector };
  const isPlain = readsTyped === true || vector.every((value) => value === 0);
  const runtime = createNodeRuntime(threads);
  const [masked, vocabulary] = await Promise.all([
    open(runtime, folder, "encoder.onnx", { adapter }),
    open(runtime, folder, "vocabulary.onnx", { adapter }),
  ]).catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  const typed: OnnxSession = isPlain ? masked : { run: (inputs) => masked.run({ ...inputs, adapter: none }) };
  const cascade: CascadeParts = {
    graphs: new Graphs({ typed, masked }, vocabulary, manifest.hiddenSize, threads),
    pieces,
    words: lexicon,
    editBiases: new EditBiases(editBiases),
    allowlist: new Allowlist(allowlist),
    ensembles: manifest.ensembles,
    screeningThresholds: settings.scoring === "exhaustive" ? EXHAUSTIVE : manifest.screeningThresholds,
    gates: settings.scoring === "exhaustive" ? OPEN : manifest.gates,
    maxPieces: manifest.maxPieces,
    overlap: manifest.overlap,
  };
  return {
    manifest,
    scorer: createCachedScorer(cascade, { weights: manifest.slotWeights, floor: thresholdOf(manifest) }, threads),
    rules: manifest.text,
    thresholds: manifest.thresholds,
    priors: manifest.priors,
    lexicon,
    inTime,
    cascade,
    close: () => runtime.close(),
  };
}

/** The least chance, as it is scored, that comes to any line under the shift that raises it most. */
function thresholdOf({ thresholds, priors }: ModelManifest): number {
  const least = (["draft", "published"] as const).flatMap((context) =>
    Object.values(thresholds).map((lines) => {
      const { sure, perhaps = sure } = lines[context];
      return shifted(perhaps, -(priors[context].shift + priors[context].range[1]));
    }),
  );
  return Math.min(...least);
}

/** What the folder's `model.json` says. @throws ModelError that names it if it is missing, broken or of another version */
export async function readManifest(folder: string): Promise<ModelManifest> {
  const path = join(folder, "model.json");
  const data = await read(path);
  const manifest = parseManifest(parseJson(data, path), path);
  checkSeal(data, path);
  return manifest;
}

/** The end of the file, as `scripts/cloze_model/manifest.py` writes it. */
const SEAL = /,"sha256":"([0-9a-f]{64})"\}\n?$/u;

/** The file has the checksum of its own bytes up to where it stands. */
function checkSeal(data: Buffer, path: string): void {
  const [end, expected] = SEAL.exec(data.toString("latin1", Math.max(0, data.length - 100))) ?? [];
  if (end === undefined)
    throw new ModelError(`${path} has no checksum of its own at its end. Reinstall Cloze; a model that you have made gets one by scripts/seal_model.py.`); // prettier-ignore
  if (sha256(data.subarray(0, data.length - end.length)) !== expected)
    throw new ModelError(`${path} is damaged: its checksum differs from the one at its end. Reinstall Cloze or restore the file.`); // prettier-ignore
}

function sha256(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}

async function adaptationOf(adapter: LoadOptions["adapter"], manifest: ModelManifest): Promise<Adaptation> {
  if (typeof adapter === "string") return readAdapter(adapter, adapterShape(manifest));
  return adapter ?? unadapted(manifest.adapterLength);
}

async function readVerified(folder: string, hashes: Readonly<Record<string, string>>): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const [name, expected] of Object.entries(hashes)) {
    const path = join(folder, name);
    const data = await read(path);
    if (sha256(data) !== expected)
      throw new ModelError(
        `${path} is damaged: its checksum differs from the one in model.json. Reinstall Cloze or restore the file.`,
      );
    // The weights are read by the runtime itself: they need not stay in memory here.
    if (/\.(?:json|txt)$/u.test(name)) files.set(name, data);
  }
  return files;
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    return missing(path);
  }
}

function missing(path: string): never {
  throw new ModelError(
    `The model file ${path} is missing or cannot be read. Reinstall Cloze or point cloze.modelPath at a model folder.`,
  );
}

function parseJson(data: Buffer, path: string): unknown {
  return explain(path, () => JSON.parse(data.toString("utf8")) as unknown);
}

/** Runs a parser and says which file it failed on. */
function explain<Result>(path: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new ModelError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function open(
  runtime: Runtime,
  folder: string,
  name: string,
  fixed: Readonly<Record<string, Tensor>>,
): Promise<OnnxSession> {
  const path = join(folder, name);
  try {
    return await runtime.openSession(path, fixed);
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(
      `${path} cannot be loaded by the runtime: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}
