import { shifted } from "../grammar/odds.js";
import type { Scorer } from "../grammar/scorer.js";
import type { InTime } from "../grammar/timeLimit.js";
import { type Adaptation, unadapted } from "./adaptation.js";
import { Allowlist } from "./allowlist.js";
import { createCachedScorer } from "./cachedScorer.js";
import type { CascadeParts } from "./cascade.js";
import { EditBiases } from "./editBiases.js";
import { OPEN } from "./gate.js";
import { Graphs } from "./graphs.js";
import { WordList } from "./lexicon.js";
import type { ModelManifest } from "./manifest.js";
import { explain, missing, parseJson, readManifest, readVerified } from "./readModel.js";
import { ModelError, type ModelFiles, type OnnxSession, type Runtime, type Tensor } from "./runtime.js";
import { EXHAUSTIVE } from "./screening.js";
import { WordPieceTokenizer } from "./tokenizer.js";

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

export interface ModelSource {
  readonly files: ModelFiles;
  readonly scoring: "cascade" | "exhaustive";
  /** Runs that are kept going at once. */
  readonly threads: number;
  readonly inTime: InTime;
  createRuntime(): Runtime;
  /** What retraining has learnt; the model as it ships if absent. */
  adaptation?(manifest: ModelManifest): Promise<Adaptation>;
}

/**
 * Reads and verifies a model, and opens its graphs.
 * @throws ModelError whose message names the file that is missing, damaged or of another version; what `adaptation` throws
 */
export async function assembleModel(source: ModelSource): Promise<LoadedModel> {
  const { files, scoring, threads, inTime } = source;
  const manifest = await readManifest(files);
  const texts = await readVerified(files, manifest);
  const text = (name: string): string => texts.get(name) ?? missing(files.pathOf(name));
  const json = (name: string): object => parseJson(text(name), files.pathOf(name)) as object;
  const pieces = explain(
    files.pathOf("tokenizer.json"),
    () => new WordPieceTokenizer(json("tokenizer.json"), json("tokenizer_config.json")),
  );
  const lexicon = explain(files.pathOf("lexicon.txt"), () => WordList.parse(text("lexicon.txt")));
  const none = unadapted(manifest.adapterLength);
  const { vector, readsTyped, editBiases, allowlist } = (await source.adaptation?.(manifest)) ?? none;
  const isPlain = readsTyped === true || vector.every((value) => value === 0);
  const runtime = source.createRuntime();
  const { hiddenSize, second } = manifest;
  const [[masked, vocabulary], large] = await openAll(runtime, files, [
    { folder: "", adapter: vector },
    { folder: "second/", adapter: new Float32Array(second.adapterLength) },
  ]);
  const typed: OnnxSession = isPlain
    ? masked
    : { run: (inputs) => masked.run({ ...inputs, adapter: vectorOf(none.vector) }) };
  const cascade: CascadeParts = {
    graphs: new Graphs({ typed, masked }, vocabulary, hiddenSize, threads),
    second: new Graphs({ typed: large[0], masked: large[0] }, large[1], second.hiddenSize, threads),
    pieces,
    words: lexicon,
    editBiases: new EditBiases(editBiases),
    allowlist: new Allowlist(allowlist),
    ensembles: manifest.ensembles,
    doubtThresholds: scoring === "exhaustive" ? EXHAUSTIVE : manifest.doubtThresholds,
    screeningThresholds: scoring === "exhaustive" ? EXHAUSTIVE : manifest.screeningThresholds,
    gates: scoring === "exhaustive" ? OPEN : manifest.gates,
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

interface Opened {
  /** Within the model's, with a slash behind it unless it is that itself. */
  readonly folder: string;
  readonly adapter: Float32Array;
}

function vectorOf(data: Float32Array): Tensor {
  return { type: "float32", data, dims: [data.length] };
}

/** The encoder and the vocabulary of each model. */
async function openAll(
  runtime: Runtime,
  files: ModelFiles,
  models: readonly [Opened, Opened],
): Promise<[[OnnxSession, OnnxSession], [OnnxSession, OnnxSession]]> {
  const open = async (name: string, adapter: Float32Array): Promise<OnnxSession> => {
    try {
      return await runtime.openSession(files.pathOf(name), { adapter: vectorOf(adapter) });
    } catch (error) {
      if (error instanceof ModelError) throw error;
      throw new ModelError(
        `${files.pathOf(name)} cannot be loaded by the runtime: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  };
  try {
    const both = ({ folder, adapter }: Opened): Promise<[OnnxSession, OnnxSession]> =>
      Promise.all([open(`${folder}encoder.onnx`, adapter), open(`${folder}vocabulary.onnx`, adapter)]);
    return await Promise.all([both(models[0]), both(models[1])]);
  } catch (error) {
    await runtime.close();
    throw error;
  }
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
