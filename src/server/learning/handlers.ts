import * as l10n from "@vscode/l10n";
import type { CancellationToken, Connection } from "vscode-languageserver/node";
import {
  deleteLearned,
  gatherLessons,
  modelReport,
  modelVersions,
  retrain,
  useVersion,
  type RequestKind,
  type RetrainResult,
} from "../../protocol.js";
import type { Guard } from "../guard.js";
import { onRequest } from "../messages.js";
import type { Session } from "../session.js";
import { createLearningAnswers } from "./answers.js";

const failed = (): string => l10n.t("That did not work. The log says more.");
const unfinished = (): RetrainResult => ({
  kept: false,
  reason: l10n.t("The retraining did not come to its end, so the old model stays. The log says more."),
  hasReport: false,
});

/** The messages around learning. */
export function registerLearningHandlers(connection: Connection, session: Session, guard: Guard): void {
  const answers = createLearningAnswers(session, (method, params) => void connection.sendNotification(method, params));

  function on<P, R>(
    kind: RequestKind<P, R>,
    handler: (params: P, token: CancellationToken) => Promise<R>,
    fallback: () => NoInfer<R>,
  ): void {
    onRequest(connection, kind, guard(kind.method, handler, fallback));
  }

  on(gatherLessons, answers.gather, () => null);
  on(retrain, answers.retrain, unfinished);
  on(modelVersions, answers.versions, () => null);
  on(useVersion, answers.use, failed);
  on(deleteLearned, answers.erase, failed);
  on(modelReport, answers.report, () => null);
}
