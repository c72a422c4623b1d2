import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Baseline, baselineOf, type ContextOf, contextsBy } from "../../grammar/baseline.js";
import type { Checker } from "../../grammar/checker.js";
import type { ParserName } from "../../grammar/prose/parsers.js";
import { commonSuffixLength, commonPrefixLength } from "../../inference/wordSimilarity.js";
import type { Reading } from "./analysis.js";
import type { Published } from "./publishedTexts.js";

/** Says which sentences of a document are drafts; each published text is read once for as long as it stays. */
export interface DocumentContexts {
  of(document: TextDocument, published: Published, reading: Exclude<Reading, { unchecked: unknown }>, checker: Checker): ContextOf; // prettier-ignore
}

export function createDocumentContexts(): DocumentContexts {
  const known = new WeakMap<Published, { parser: ParserName; checker: Checker; baseline: Baseline }>();
  return {
    of(document, published, { parser, scope }, checker) {
      const now = document.getText();
      if (published.text === undefined) return contextsBy("nothing");
      if (published.text === now) return contextsBy("everything");
      if (scope === "visible") return contextsAround(published.text, now);
      const found = known.get(published);
      if (found?.parser === parser && found.checker === checker) return contextsBy(found.baseline);
      const baseline = baselineOf(checker.sentencesOf(published.text, parser));
      known.set(published, { parser, checker, baseline });
      return contextsBy(baseline);
    },
  };
}

/** For what is too large to be read as a whole: what both texts begin and end with is published. */
function contextsAround(before: string, now: string): ContextOf {
  const head = commonPrefixLength(before, now);
  const tail = now.length - commonSuffixLength(before, now, head);
  return ({ start, end }) => (end <= head || start >= tail ? "published" : "draft");
}
