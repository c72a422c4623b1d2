import { join } from "node:path";
import { decisionsFile } from "../../protocol.js";
import { createDecisionFile, type DecisionFile } from "../../training/decisions/decisionFile.js";
import type { Sources } from "../sources.js";
import type { Voice } from "../voice.js";
import { createRemembering, type Remembering } from "./remembering.js";

/** What is learned of the workspace, kept in a folder that the client names. */
export interface Learning {
  readonly remembering: Remembering;
  /** @param storage `undefined` where nothing may be kept, as in a workspace that is not trusted */
  adopt(storage: string | undefined): void;
  /** `undefined` where nothing may be kept. */
  decisions(): DecisionFile | undefined;
}

export function createLearning({ documents, dictionaries }: Sources, voice: Voice): Learning {
  let decisions: DecisionFile | undefined;

  const remembering = createRemembering({
    documents,
    // What lies in no folder belongs to no project.
    mayRemember: ({ uri, rules }) =>
      decisions !== undefined && rules.settings.rememberDecisions && dictionaries.hasFolder(uri),
    remember(decision) {
      decisions?.append(decision).catch((error: unknown) => voice.logError("decisions", error));
    },
  });

  return {
    remembering,
    adopt(storage) {
      decisions = storage === undefined ? undefined : createDecisionFile(join(storage, decisionsFile), voice.warn);
      decisions?.tidy(new Date()).catch((error: unknown) => voice.logError("decisions", error));
    },
    decisions: () => decisions,
  };
}
