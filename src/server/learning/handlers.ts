import * as l10n from "@vscode/l10n";
import type { CancellationToken, Connection } from "vscode-languageserver/node";
import {
  deleteLearned,
  gatherLessons,
  modelReport,
  modelVersions,
  type RequestKind,
  retrain,
  type RetrainResult,
  useVersion,
} from "../../protocol.js";
import { nothing, type ParamSchema, retrainParams, useVersionParams } from "../lsp/paramSchemas.js";
import { type RunSafe, onRequest } from "../lsp/runSafe.js";
import type { Session } from "../session.js";
import { createLearningAnswers } from "./answers.js";

const failed = (): string => l10n.t("That did not work. The log says more.");
const unfinished = (): RetrainResult => ({
  kept: false,
  reason: l10n.t("The retraining did not come to its end, so the old model stays. The log says more."),
  hasReport: false,
});

/** The messages around learning. */
export function registerLearningHandlers(connection: Connection, session: Session, runSafe: RunSafe): void {
  const answers = createLearningAnswers(session, (method, params) => void connection.sendNotification(method, params));

  function on<P, R>(
    kind: RequestKind<P, R>,
    schema: ParamSchema<NoInfer<P>>,
    handler: (params: P, token: CancellationToken) => Promise<R>,
    fallback: () => NoInfer<R>,
  ): void {
    onRequest(connection, kind, schema, runSafe(kind.method, handler, fallback));
  }

  on(gatherLessons, nothing, answers.gather, () => null);
  on(retrain, retrainParams, answers.retrain, unfinished);
  on(modelVersions, nothing, answers.versions, () => null);
  on(useVersion, useVersionParams, answers.use, failed);
  on(deleteLearned, nothing, answers.erase, failed);
  on(modelReport, nothing, answers.report, () => null);
}
