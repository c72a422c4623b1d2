import type { Adaptation } from "../inference/adaptation.js";
import { freshAdapter, weaken, type AdapterPart } from "./adapterVector.js";
import type { Lessons, Progress, TrainingOptions, TrainingOutcome } from "./contract.js";
import { course, examination } from "./course.js";
import { learn, type Learnt } from "./learn.js";
import { prepare, type Order, type Preparation } from "./preparation.js";
import { createRandom } from "./seeded.js";
import type { Tools } from "./tools.js";
import { decide, type Candidate } from "./trial.js";

export interface Watcher {
  readonly onProgress: (progress: Progress) => void;
  readonly isCancelled: () => boolean;
}

/** So many times what measuring took before is left for measuring afterwards. */
const RESERVED = 3;
/** Shares of what was learnt that are tried: the whole is the quietest, and may be blind. */
const SHARES = [0, 0.35, 1];
/** Rows whose loss tells when to stop. */
const EXAMINED = 96;

/**
 * Retrains the model: divides the lessons, measures, learns within the time, measures again and decides. Nothing is written.
 * @param from what is in use, to go on from
 * @throws TrainingError if there is too little to learn from or it is cancelled
 */
export async function retrain(
  lessons: Lessons,
  options: TrainingOptions,
  tools: Tools,
  watcher: Watcher,
  from?: Adaptation,
): Promise<TrainingOutcome> {
  const order: Order = { lessons, options, from };
  const begun = tools.now();
  const tell = teller(watcher, () => tools.now() - begun, options.minutes * 60_000);
  tell("measuring");
  const model = await tools.openModel(from);
  const prepared = await prepare(model, order, tools, watcher.isCancelled).finally(() => model.close());
  const end = begun + options.minutes * 60_000;
  const time = end - tools.now() - RESERVED * prepared.measuring;
  const learnt = await study(prepared, order, tools, Math.max(0, time), watcher, (loss) => tell("learning", loss));
  tell("checking");
  const decided = await decide(prepared, candidatesOf(learnt, prepared.layout, from), tools, end);
  return { ...decided, steps: learnt.steps, seconds: (tools.now() - begun) / 1000 };
}

/** What is tried of what was learnt, nothing of it first. */
function candidatesOf(
  { adapter, first, best }: Learnt,
  layout: readonly AdapterPart[],
  from: Adaptation | undefined,
): Candidate[] {
  const learntNothing = best >= first;
  // A share of what goes on from another adapter would lose the other as well.
  const shares = from ? [0, 1] : SHARES;
  const vectorOf = (share: number): Float32Array =>
    from && share === 0 ? from.vector : weaken(adapter, layout, share);
  return (learntNothing ? [0] : shares).map((share) => ({ share, vector: vectorOf(share) }));
}

/** Learns for that many milliseconds. */
async function study(
  { manifest, layout, workshop, material, watched }: Preparation,
  { options, from }: Order,
  tools: Tools,
  time: number,
  { isCancelled }: Watcher,
  onLoss: (loss: number) => void,
): Promise<Learnt> {
  const random = createRandom(options.seed + 1);
  const begun = tools.now();
  const stepper = await tools.openStepper();
  try {
    return await learn(from?.vector ?? freshAdapter(layout, manifest.hiddenSize, random), {
      stepper,
      layout,
      batches: course(material, workshop, random),
      heldOut: examination(watched, workshop, createRandom(options.seed + 2), EXAMINED),
      spent: () => (time > 0 ? Math.min(1, (tools.now() - begun) / time) : 1),
      isCancelled,
      onStep: (_, loss) => onLoss(loss),
    });
  } finally {
    await stepper.close();
  }
}

/** Tells where the work stands, by the clock: it ends when the budget does, or sooner. */
function teller({ onProgress }: Watcher, elapsed: () => number, budget: number) {
  return (phase: Progress["phase"], loss?: number): void => {
    const share = Math.min(1, elapsed() / budget);
    const secondsLeft = Math.max(0, Math.round((budget - elapsed()) / 1000));
    onProgress(loss === undefined ? { phase, share, secondsLeft } : { phase, share, secondsLeft, loss });
  };
}
