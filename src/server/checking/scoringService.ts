import type { StatusParams } from "../../protocol.js";
import { createEngineHost, type EngineHost, type LoadEngine } from "./engine.js";
import { createScoringQueue, type ScoringQueue } from "./scoringQueue.js";
import type { Timing } from "./timing.js";

/** The model and the line in front of it. */
export interface ScoringService {
  readonly engines: EngineHost;
  readonly queue: ScoringQueue;
  /** What keeps the model from working. */
  problem(): string | undefined;
  state(): StatusParams;
}

interface ModelWorkOptions {
  readonly load: LoadEngine;
  readonly timing: Timing;
  /** The model is loaded, or cannot be. */
  onSettled(): void;
  onBusyChange(): void;
  /** Some sentences of the document are scored: told at most every `Timing.refreshEvery`, and when the last is done. */
  onProgress(uri: string): void;
  onError(name: string, error: unknown): void;
}

export function createScoringService({
  load,
  timing,
  onSettled,
  onBusyChange,
  onProgress,
  onError,
}: ModelWorkOptions): ScoringService {
  let scoringProblem: string | undefined;
  let lastProgress = 0;

  const engines = createEngineHost({
    load,
    keepFor: timing.keepModel,
    isBusy: () => queue.isBusy(),
    stopWork: () => queue.dropAll(),
    onSettled,
    onError: (error) => onError("model", error),
  });

  const queue = createScoringQueue({
    async score(sentences, isCancelled) {
      await engines.current()?.checker.score(sentences, isCancelled);
      engines.touch();
    },
    onProgress(uri) {
      scoringProblem = undefined;
      if (queue.isWaiting(uri) && Date.now() - lastProgress < timing.refreshEvery) return;
      lastProgress = Date.now();
      onProgress(uri);
    },
    onBusyChange,
    onError(error) {
      scoringProblem = error instanceof Error ? error.message : "The model stopped working.";
      onError("scoring", error);
    },
  });

  const problem = (): string | undefined => engines.problem() ?? scoringProblem;

  return {
    engines,
    queue,
    problem,
    state() {
      const found = problem();
      if (found !== undefined) return { state: "error", problem: found };
      if (engines.isLoading()) return { state: "starting" };
      return { state: queue.isBusy() ? "checking" : "ready" };
    },
  };
}
