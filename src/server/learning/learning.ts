import { join } from "node:path";
import { FileProblem } from "../../files/fileProblem.js";
import { adapterShape, type AdapterShape } from "../../inference/node/adapterFile.js";
import { readContract } from "../../inference/node/loadModel.js";
import { decisionsFile } from "../../protocol.js";
import { createDecisionFile, type DecisionFile } from "../../training/decisions/decisionFile.js";
import { type AdapterStore, createAdapterStore } from "../../training/store/adapterStore.js";
import { tidyStore } from "../../training/store/tidyStore.js";
import { createWorkspaceModels, type CurrentHere, type WorkspaceModels } from "../../training/store/workspaceModels.js";
import type { ClientAbilities } from "../lsp/clientCapabilities.js";
import type { Voice } from "../lsp/clientNotifier.js";
import type { Sources } from "../workspaceState.js";
import { createRemembering, type Remembering } from "./remembering.js";
import { createStoppableWork, type StoppableWork } from "./stoppableWork.js";
import type { Training } from "./training.js";

/** What is learned of the workspace, kept in a folder that the client names. */
export interface Learning {
  readonly remembering: Remembering;
  /** The client's folders; without `storage`, as in a workspace that is not trusted, nothing is learned. */
  adopt(folders: Pick<ClientAbilities, "storage" | "sharedStorage">): void;
  /** `undefined` where nothing may be learned. */
  place(): LearningPlace | undefined;
  /** The workspace's retrained models for one model. @param modelPath as in the settings */
  store(place: LearningPlace, modelPath: string): Promise<AdapterStore>;
  /** These and those for all workspaces; `undefined` where none are kept. */
  models(modelPath: string): Promise<WorkspaceModels | undefined>;
  /** The version to run; tells the writer if it is not the one that was chosen. */
  current(modelPath: string): Promise<CurrentHere>;
  isTraining(): boolean;
  /** Runs one training at a time, and tells the status. @param run must stop when the signal says so */
  whileTraining<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Whatever else reads or writes what is learned. */
  readonly work: StoppableWork;
  /** Stops what is being learned, and waits until nothing of it is written any more. */
  dispose(): Promise<void>;
}

/** A folder of retrained models, and what makes them. */
interface ModelPlace {
  readonly models: string;
  readonly training: Training;
}

export interface LearningPlace extends ModelPlace {
  readonly decisions: DecisionFile;
}

interface LearningOptions {
  readonly sources: Sources;
  readonly voice: Voice;
  readonly training: Training | undefined;
  /** A training has begun or ended. */
  onBusyChange(): void;
}

export function createLearning({ sources, voice, training, onBusyChange }: LearningOptions): Learning {
  const { documents, projects } = sources;
  let decisions: DecisionFile | undefined;
  let place: LearningPlace | undefined;
  let shared: ModelPlace | undefined;
  let isTraining = false;
  const work = createStoppableWork();

  const remembering = createRemembering({
    documents,
    // What lies in no folder belongs to no project.
    mayRemember: ({ uri, rules }) =>
      decisions !== undefined && rules.settings.rememberDecisions && projects.folderOf(uri) !== undefined,
    remember(decision) {
      decisions?.append(decision).catch((error: unknown) => voice.logError("decisions", error));
    },
  });

  async function models(modelPath: string): Promise<WorkspaceModels | undefined> {
    const either = place ?? shared;
    if (!either) return undefined;
    const shape = await shapeFor(either, modelPath);
    const storeIn = (at?: ModelPlace) => at && createAdapterStore({ folder: at.models, shape });
    return createWorkspaceModels({ own: storeIn(place), shared: storeIn(shared) });
  }

  return {
    remembering,
    store: async (at, modelPath) => createAdapterStore({ folder: at.models, shape: await shapeFor(at, modelPath) }),
    models,
    adopt({ storage, sharedStorage }) {
      if (training && sharedStorage !== undefined) shared = { models: join(sharedStorage, "models"), training };
      if (storage !== undefined) decisions = createDecisionFile(join(storage, decisionsFile), voice.warn);
      if (training && storage !== undefined && decisions)
        place = { decisions, models: join(storage, "models"), training };
      tidy({ decisions, place, shared }, voice);
    },
    place: () => place,
    async current(modelPath) {
      try {
        const current = (await (await models(modelPath))?.current()) ?? {};
        if (current.problem !== undefined) voice.alert(current.problem);
        return current;
      } catch (error) {
        // Without a readable model.json the loading itself fails, and says so; anything else must not keep it from checking.
        tellOf(error, voice);
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
function tidy({ decisions, place, shared }: Kept, voice: Voice): void {
  decisions?.tidy(new Date()).catch((error: unknown) => voice.logError("decisions", error));
  if (place) tidyStore(place.models, "own").catch((error: unknown) => voice.logError("models", error));
  if (shared) tidyStore(shared.models, "none").catch((error: unknown) => voice.logError("models", error));
}

function tellOf(error: unknown, voice: Voice): void {
  voice.logError("adapter", error);
  if (error instanceof FileProblem) voice.alert(`${error.message} Cloze uses the model that it ships with.`);
}

/** Of the adapters for the model that the settings name. */
async function shapeFor({ training }: ModelPlace, modelPath: string): Promise<AdapterShape> {
  return adapterShape(await readContract(modelPath === "" ? training.shippedModel : modelPath));
}
