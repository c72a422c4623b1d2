import type { Connection } from "vscode-languageserver";
import type { CurrentHere } from "../../inference/node/store/workspaceModels.js";
import type { ResolvedCapabilities } from "../lsp/clientCapabilities.js";
import type { ClientNotifier } from "../lsp/clientNotifier.js";
import type { RunSafe } from "../lsp/runSafe.js";
import type { WorkspaceState } from "../workspaceState.js";
import { createFeedbackTracker, type FeedbackTracker } from "./feedback.js";

/** What is learned of the workspace, as far as checking knows of it. */
export interface Learning {
  readonly feedback: FeedbackTracker;
  /** The client's folders; without `storage`, as in a workspace that is not trusted, nothing is learned. */
  adopt(folders: Pick<ResolvedCapabilities, "storage" | "sharedStorage">): void;
  /** The version to run; tells the writer if it is not the one that was chosen. @param modelPath as in the settings */
  current(modelPath: string): Promise<CurrentHere>;
  isTraining(): boolean;
  /** Stops what is being learned, and waits until nothing of it is written any more. */
  dispose(): Promise<void>;
}

export interface LearningOptions {
  readonly sources: WorkspaceState;
  readonly notifier: ClientNotifier;
  /** A training has begun or ended. */
  onBusyChange(): void;
}

/** Learning, as a server is given it. */
export interface LearningPart<Session> {
  create(options: LearningOptions): Learning;
  /** Answers the messages around learning, once there is a session with what was created. */
  register(connection: Connection, session: Session, runSafe: RunSafe): void;
}

/** Where there is no place to keep what is learned; the messages around it are not answered. */
export const noLearning: LearningPart<unknown> = {
  create: ({ sources: { documents } }) => ({
    feedback: createFeedbackTracker({ documents, mayRemember: () => false, remember: () => undefined }),
    adopt: () => undefined,
    current: () => Promise.resolve({}),
    isTraining: () => false,
    dispose: () => Promise.resolve(),
  }),
  register: () => undefined,
};
