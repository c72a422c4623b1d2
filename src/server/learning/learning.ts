import { join } from "node:path";
import { FileProblem } from "../../files/fileProblem.js";
import { adapterShape, type AdapterShape } from "../../inference/node/adapterFile.js";
import { readManifest } from "../../inference/node/loadModel.js";
import { createModelStore, type ModelStore } from "../../inference/node/store/modelStore.js";
import type { TrainingReport } from "../../inference/node/store/report.js";
import { tidyStore } from "../../inference/node/store/tidyStore.js";
import { createWorkspaceModels, type WorkspaceModels } from "../../inference/node/store/workspaceModels.js";
import { decisionsFile } from "../../protocol.js";
import { createDecisionFile, type DecisionFile } from "../../training/collect/decisions.js";
import type { Progress, TrainingRequest } from "../../training/types.js";
import type { ClientNotifier } from "../lsp/clientNotifier.js";
import { createFeedbackTracker } from "./feedback.js";
import type { Learning, LearningOptions } from "./learningPart.js";

/** What learning needs of the outside. */
export interface Training {
  /** Folder of the model that ships. */
  readonly shippedModel: string;
  /** Runs a training to its end. @throws TrainingError with one sentence for the writer */
  train(
    request: TrainingRequest,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
  ): Promise<TrainingReport>;
}

/** Learning that keeps what it learns in a folder that the client names. */
export interface FileLearning extends Learning {
  /** `undefined` where nothing may be learned. */
  place(): LearningStorage | undefined;
  /** The workspace's retrained models for one model. @param modelPath as in the settings */
  store(place: LearningStorage, modelPath: string): Promise<ModelStore>;
  /** These and those for all workspaces; `undefined` where none are kept. */
  models(modelPath: string): Promise<WorkspaceModels | undefined>;
  /** Runs one training at a time, and tells the status. @param run must stop when the signal says so */
  whileTraining<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Whatever else reads or writes what is learned. */
  readonly work: StoppableWork;
}

/** A folder of retrained models, and what makes them. */
interface ModelPlace {
  readonly models: string;
  readonly training: Training;
}

export interface LearningStorage extends ModelPlace {
  readonly decisions: DecisionFile;
}

/** @param training without it the server checks, but does not learn */
export function createLearning(options: LearningOptions, training: Training | undefined): FileLearning {
  const { sources: { documents, projects }, notifier, onBusyChange } = options; // prettier-ignore
  let decisions: DecisionFile | undefined;
  let place: LearningStorage | undefined;
  let shared: ModelPlace | undefined;
  let isTraining = false;
  const work = createStoppableWork();

  const feedback = createFeedbackTracker({
    documents,
    // What lies in no folder belongs to no project.
    mayRemember: ({ uri, documentSettings }) =>
      decisions !== undefined && documentSettings.settings.rememberDecisions && projects.folderOf(uri) !== undefined,
    remember(decision) {
      decisions?.append(decision).catch((error: unknown) => notifier.logError("decisions", error));
    },
  });

  async function models(modelPath: string): Promise<WorkspaceModels | undefined> {
    const either = place ?? shared;
    if (!either) return undefined;
    const shape = await shapeFor(either, modelPath);
    const storeIn = (at?: ModelPlace) => at && createModelStore({ folder: at.models, shape });
    return createWorkspaceModels({ own: storeIn(place), shared: storeIn(shared) });
  }

  return {
    feedback,
    store: async (at, modelPath) => createModelStore({ folder: at.models, shape: await shapeFor(at, modelPath) }),
    models,
    adopt({ storage, sharedStorage }) {
      if (training && sharedStorage !== undefined) shared = { models: join(sharedStorage, "models"), training };
      if (storage !== undefined) decisions = createDecisionFile(join(storage, decisionsFile), notifier.warn);
      if (training && storage !== undefined && decisions)
        place = { decisions, models: join(storage, "models"), training };
      tidy({ decisions, place, shared }, notifier);
    },
    place: () => place,
    async current(modelPath) {
      try {
        const current = (await (await models(modelPath))?.current()) ?? {};
        if (current.problem !== undefined) notifier.showError(current.problem);
        return current;
      } catch (error) {
        // Without a readable model.json the loading itself fails, and says so; anything else must not keep it from checking.
        tellOf(error, notifier);
        return {};
      }
    },
    isTraining: () => isTraining,
    async whileTraining(run) {
      if (isTraining) throw new Error("A retraining is under way already.");
      isTraining = true;
      onBusyChange();
      try {
        return await work.run(run);
      } finally {
        isTraining = false;
        onBusyChange();
      }
    },
    work,
    dispose: () => work.alone(() => Promise.resolve()),
  };
}

interface Kept {
  readonly decisions: DecisionFile | undefined;
  readonly place: ModelPlace | undefined;
  readonly shared: ModelPlace | undefined;
}

/** Nobody waits for it. */
function tidy({ decisions, place, shared }: Kept, notifier: ClientNotifier): void {
  decisions?.tidy(new Date()).catch((error: unknown) => notifier.logError("decisions", error));
  if (place) tidyStore(place.models, "own").catch((error: unknown) => notifier.logError("models", error));
  if (shared) tidyStore(shared.models, "none").catch((error: unknown) => notifier.logError("models", error));
}

function tellOf(error: unknown, notifier: ClientNotifier): void {
  notifier.logError("adapter", error);
  if (error instanceof FileProblem) notifier.showError(`${error.message} Cloze uses the model that it ships with.`);
}

/** Of the adapters for the model that the settings name. */
async function shapeFor({ training }: ModelPlace, modelPath: string): Promise<AdapterShape> {
  return adapterShape(await readManifest(modelPath === "" ? training.shippedModel : modelPath));
}

/** Work around what was learned: it reads and writes the same files, and stops when somebody deletes them. */
export interface StoppableWork {
  /** @param work must stop when the signal says so */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stops all that runs, waits until it is over, and lets nothing begin before `work` is over as well. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createStoppableWork(): StoppableWork {
  const running = new Map<Promise<unknown>, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    async run(work) {
      await last;
      const stop = new AbortController();
      const done = work(stop.signal);
      running.set(done, stop);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    alone(work) {
      running.forEach((stop) => stop.abort());
      const done = last.then(() => Promise.allSettled(running.keys())).then(work);
      last = done.catch(() => undefined);
      return done;
    },
  };
}
