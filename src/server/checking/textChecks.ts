import { TextDocument } from "vscode-languageserver-textdocument";
import type { CancellationToken } from "vscode-languageserver";
import { isSure } from "../../grammar/findings.js";
import type { CheckTextParams, CheckTextResult } from "../../protocol.js";
import { analyse, type Analysis, readingOf } from "../documents/analysis.js";
import { createDocumentContexts } from "../documents/documentContexts.js";
import { toDiagnostic } from "../features/diagnostics.js";
import { cancelledError, waitFor } from "../lsp/cancellation.js";
import type { Session } from "../session.js";
import type { Engine } from "./engine.js";

/** The answer where nothing could be checked. */
export const notChecked: CheckTextResult = { diagnostics: [], unchecked: [], isChecked: false };

/** Checks a text that is no open document. Rejects with `cancelledError()`, also when checking is paused meanwhile. */
export async function checkWholeText(
  { uri, languageId, text }: CheckTextParams,
  session: Session,
  token: CancellationToken,
): Promise<CheckTextResult> {
  const document = TextDocument.create(uri, languageId, 0, text);
  const [documentSettings, published] = await Promise.all([
    session.documentSettings.of(uri),
    session.published.of(document),
  ]);
  const { settings, policy, ignoredHere } = documentSettings;
  const contexts = createDocumentContexts();
  const reading = readingOf(document, settings, new Set());
  if ("unchecked" in reading) return { diagnostics: [], unchecked: [reading.unchecked], isChecked: true };
  if (reading.scope === "visible") {
    return { diagnostics: [], unchecked: [{ kind: "large", limit: reading.limit }], isChecked: true };
  }
  // An open document of the same name has a place of its own in the queue.
  const key = `text:${uri}`;
  const { engines, queue, problem } = session.work;
  let engine: Engine | undefined;
  let analysis: Analysis = { sentences: [], unchecked: [] };
  try {
    for (;;) {
      // Asked for again each time: settings may have brought another engine meanwhile.
      const present = await engines.ready();
      if (session.state.paused) throw cancelledError();
      if (!present) return notChecked;
      // Read once: what is known is known of these sentences.
      if (present !== engine) analysis = analyse(text, reading, present.checker, undefined);
      engine = present;
      const { sentences, unchecked } = analysis;
      const contextOf = contexts.of(document, published, reading, engine.checker);
      const shifts = engine.checker.shiftsOf(sentences, contextOf);
      const { findings, pending } = engine.checker.report(text, sentences, policy, { contextOf, shifts });
      if (pending.length === 0) {
        // Hints are seen in an editor only.
        const shown = ignoredHere.without(findings.filter(isSure), sentences);
        const diagnostics = shown.map((each) =>
          toDiagnostic(each, document, settings.severity[each.category], published.origin, session.pageOf),
        );
        return { diagnostics, unchecked, isChecked: true };
      }
      await waitFor(queue.put(key, pending), token);
      if (problem() !== undefined) return notChecked;
    }
  } finally {
    if (!session.documents.get(uri)) session.published.forget(uri);
    void queue.drop(key);
  }
}
