import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CancellationToken, Connection } from "vscode-languageserver";
import {
  didChangeViewport,
  type ViewportParams,
  checkFile,
  type CheckFileParams,
  type DocumentStatusParams,
  ignoredHere,
  likelihood,
  type LikelihoodParams,
  pause,
  type PauseParams,
  type WordLikelihood,
} from "../../protocol.js";
import {
  viewportParams,
  checkFileParams,
  ignoredHereParams,
  likelihoodParams,
  pauseParams,
} from "../lsp/paramSchemas.js";
import { type RunSafe, onNotification, onRequest } from "../lsp/runSafe.js";
import { documentStatusOf, type Session } from "../session.js";
import { likelihoodsAt } from "./likelihood.js";

/** The messages of `protocol.ts`. */
export function registerCustomHandlers(connection: Connection, session: Session, runSafe: RunSafe): void {
  const { documents, checks } = session;

  onNotification(connection, didChangeViewport, viewportParams, (params) => {
    documents.moveViewport(params);
    if (needsRefresh(params, session)) session.refresh();
    session.learning.feedback.onViewport(params.uri);
  });

  onNotification(connection, ignoredHere, ignoredHereParams, ({ keys }) => {
    session.ignoredHere.set(keys);
    session.documentSettings.clear();
    session.refresh();
  });

  onRequest(
    connection,
    pause,
    pauseParams,
    runSafe(
      "pause",
      async ({ paused }: PauseParams): Promise<null> => {
        session.state.paused = paused;
        if (paused) await session.work.queue.dropAll();
        session.announce();
        return null;
      },
      () => null,
    ),
  );

  onRequest(
    connection,
    checkFile,
    checkFileParams,
    runSafe(
      "checkFile",
      async ({ uri }: CheckFileParams, token: CancellationToken): Promise<DocumentStatusParams> => {
        const document = documents.get(uri);
        if (!document) return nothingOf(uri);
        const report = await checks.checkWhole(document, token);
        session.refresh();
        return documentStatusOf(report);
      },
      ({ uri }) => nothingOf(uri),
    ),
  );

  onRequest(
    connection,
    likelihood,
    likelihoodParams,
    runSafe(
      "likelihood",
      async (params: LikelihoodParams): Promise<readonly WordLikelihood[]> => {
        const document = documents.get(params.uri);
        return document ? measure(document, params, session) : [];
      },
      () => [],
    ),
  );
}

/** While a report holds something back the caret may set it free; of a large document another part may be visible. */
function needsRefresh({ uri }: ViewportParams, { documents, checks }: Session): boolean {
  const report = checks.lastReport(uri);
  if (!report) return false;
  const hasMoved = documents.viewport(uri).caret !== documents.lastChange(uri)?.offset;
  return (report.isDeferred && hasMoved) || report.unchecked.some(({ kind }) => kind === "large");
}

async function measure(
  document: TextDocument,
  { range }: LikelihoodParams,
  session: Session,
): Promise<WordLikelihood[]> {
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const [engine, { settings }] = await Promise.all([
    session.work.engines.ready(),
    session.documentSettings.of(document.uri),
  ]);
  return engine ? likelihoodsAt(document, span, engine, settings) : [];
}

function nothingOf(uri: string): DocumentStatusParams {
  return { uri, findings: 0, checking: false, unchecked: [] };
}
