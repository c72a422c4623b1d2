import type { CancellationToken, Connection } from "vscode-languageserver/node";
import {
  deleteLearned,
  gatherLessons,
  modelReport,
  modelVersions,
  retrain,
  useVersion,
  type RequestKind,
} from "../../protocol.js";
import type { Guard } from "../guard.js";
import { onRequest } from "../messages.js";
import type { Session } from "../session.js";
import { createLearningAnswers } from "./answers.js";

const FAILED = "That did not work. The log says more.";
const UNFINISHED = "The retraining did not come to its end, so the old model stays. The log says more.";

/** The messages around learning. */
export function registerLearningHandlers(connection: Connection, session: Session, guard: Guard): void {
  const answers = createLearningAnswers(session, (method, params) => void connection.sendNotification(method, params));

  function on<P, R>(
    kind: RequestKind<P, R>,
    handler: (params: P, token: CancellationToken) => Promise<R>,
    fallback: NoInfer<R>,
  ): void {
    onRequest(
      connection,
      kind,
      guard(kind.method, handler, () => fallback),
    );
  }

  on(gatherLessons, answers.gather, null);
  on(retrain, answers.retrain, { kept: false, reason: UNFINISHED, hasReport: false });
  on(modelVersions, answers.versions, null);
  on(useVersion, answers.use, FAILED);
  on(deleteLearned, answers.erase, FAILED);
  on(modelReport, answers.report, null);
}
