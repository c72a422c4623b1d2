import type { CancellationToken, Connection } from "vscode-languageserver";
import {
  type CheckFileParams,
  checkText,
  type CheckTextParams,
  type CheckTextResult,
  serverFacts,
  type ServerFacts,
  shownFixes,
  suggest,
  type SuggestParams,
  type SuggestResult,
} from "../../protocol.js";
import { checkWholeText, notChecked } from "../checking/textChecks.js";
import { checkFileParams, checkTextParams, nothing, suggestParams } from "../lsp/paramSchemas.js";
import { type RunSafe, onRequest } from "../lsp/runSafe.js";
import type { Session } from "../session.js";
import { shownFixes as fixesOf } from "./fixTitles.js";
import { suggestionsAt } from "./wordSuggestions.js";

/** The requests of `protocol.ts` behind single commands of the extension. */
export function registerCommandHandlers(connection: Connection, session: Session, runSafe: RunSafe): void {
  const { documents, work } = session;

  onRequest(
    connection,
    checkText,
    checkTextParams,
    runSafe(
      "checkText",
      async (params: CheckTextParams, token: CancellationToken): Promise<CheckTextResult> => {
        try {
          return await checkWholeText(params, session, token);
        } finally {
          // Nobody closes a document that was never opened.
          if (!documents.get(params.uri)) session.forget(params.uri);
        }
      },
      () => notChecked,
    ),
  );

  onRequest(
    connection,
    shownFixes,
    checkFileParams,
    runSafe(
      "shownFixes",
      (params: CheckFileParams, token: CancellationToken) => fixesOf(params, session, token),
      () => null,
    ),
  );

  onRequest(
    connection,
    suggest,
    suggestParams,
    runSafe(
      "suggest",
      async ({ uri, caret }: SuggestParams): Promise<SuggestResult | null> => {
        const document = documents.get(uri);
        const [engine, settings] = await Promise.all([work.engines.ready(), session.settings.of(uri)]);
        return engine && document ? suggestionsAt(document, document.offsetAt(caret), engine, settings) : null;
      },
      () => null,
    ),
  );

  onRequest(
    connection,
    serverFacts,
    nothing,
    runSafe(
      "serverFacts",
      async () => factsOf(session, (await work.engines.ready())?.fingerprint),
      () => factsOf(session, undefined),
    ),
  );
}

function factsOf({ documents, checks, work, machine }: Session, model: string | undefined): ServerFacts {
  const reports = documents.all().flatMap(({ uri }) => checks.lastReport(uri) ?? []);
  const count = (sizes: number[]): number => sizes.reduce((sum, size) => sum + size, 0);
  return {
    ...machine.facts(),
    state: work.state(),
    model,
    documents: documents.all().length,
    findings: count(reports.map(({ findings }) => findings.length)),
    waiting: count(reports.map(({ pending }) => pending.length)),
  };
}
