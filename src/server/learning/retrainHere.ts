import { rm } from "node:fs/promises";
import { FileProblem } from "../../files/fileProblem.js";
import { retrainProgress, type RetrainParams, type RetrainResult } from "../../protocol.js";
import { TrainingError, type TrainingReport, type TrainingRequest } from "../../training/contract.js";
import { lessonsFrom, type Gathered } from "../../training/sources/gather.js";
import type { AdapterStore } from "../../training/store/adapterStore.js";
import type { Session } from "../session.js";
import type { LearningStorage } from "./learning.js";
import { useModel } from "./useModel.js";

/** The same lessons and number of steps give the same model. */
const SEED = 1;

/**
 * Learns, and keeps what it has learnt if that is better. Each training begins at the model that ships, so that what one may
 * lose elsewhere does not add up over many.
 * @param tell gets the progress
 */
export async function retrainHere(
  session: Session,
  place: LearningStorage,
  gathered: Gathered,
  { use }: RetrainParams,
  tell: (method: string, params: unknown) => void,
  signal: AbortSignal,
): Promise<RetrainResult> {
  const { modelPath, retrain } = await session.settings.of();
  const store = await session.learning.store(place, modelPath);
  let out: string;
  try {
    out = await store.incoming();
  } catch (error) {
    return failure(error, signal);
  }
  const request: TrainingRequest = {
    model: modelPath === "" ? place.training.shippedModel : modelPath,
    lessons: lessonsFrom(gathered, use),
    options: { minutes: retrain.minutes, seed: SEED, threads: 1 },
    out,
  };
  try {
    const report = await place.training.train(
      request,
      ({ phase, share, secondsLeft }) => tell(retrainProgress.method, { phase, share, secondsLeft }),
      signal,
    );
    // Whoever stopped it does not want what it came to.
    signal.throwIfAborted();
    await keep(store, out, report);
    if (report.kept) await useModel(session);
    return { kept: report.kept, reason: report.reason, hasReport: true };
  } catch (error) {
    return failure(error, signal);
  } finally {
    await rm(out, { force: true });
  }
}

/** What can be told to the writer in a sentence. */
function failure(error: unknown, signal: AbortSignal): RetrainResult {
  const isTold = error instanceof TrainingError || error instanceof FileProblem;
  if (!isTold || signal.aborted) throw error;
  return { kept: false, reason: error.message, hasReport: false };
}

async function keep(store: AdapterStore, out: string, report: TrainingReport): Promise<void> {
  const date = new Date();
  await store.remember({ date: date.toISOString(), report });
  if (report.kept) await store.add(out, report, date);
}
