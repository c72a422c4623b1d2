import { fileURLToPath } from "node:url";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Committed } from "../configuration/node/committedText.js";
import { baselineOf, type Baseline } from "../grammar/baseline.js";
import type { Checker } from "../grammar/checker.js";
import type { ParserName } from "../grammar/prose/parsers.js";
import type { OpenDocuments } from "./openDocuments.js";

/** A text of which everything is published; `undefined` where nothing is. */
export interface Published {
  readonly text: string | undefined;
}

/** What of each document is published: what stands in the last commit, else what stood there when it was opened. */
export interface PublishedTexts {
  /** The same object until something about it changes. */
  of(document: TextDocument): Promise<Published>;
  forget(uri: string): void;
  /** There is a new commit, or another branch. */
  clear(): void;
}

export interface PublishedTextsOptions {
  readonly documents: OpenDocuments;
  /** Whether git may be asked. */
  readonly isTrusted: () => boolean;
  /** Asks git about a path. */
  readonly committed: (path: string) => Promise<Committed>;
}

/** Documents that are written to be committed, or are in no file yet. */
const DRAFT_SCHEMES: ReadonlySet<string> = new Set(["untitled", "vscode-scm"]);
const DRAFT_LANGUAGES: ReadonlySet<string> = new Set(["git-commit", "scminput"]);

const NOTHING: Published = { text: undefined };

export function createPublishedTexts({ documents, isTrusted, committed }: PublishedTextsOptions): PublishedTexts {
  const known = new Map<string, Promise<Published>>();

  async function load(document: TextDocument): Promise<Published> {
    const opened = { text: documents.openedText(document.uri) ?? document.getText() };
    if (!document.uri.startsWith("file:") || !isTrusted()) return opened;
    // A file that is gone, say, is in no repository either.
    const found = await committed(fileURLToPath(document.uri)).catch((): Committed => "outside");
    if (found === "outside") return opened;
    return found === "untracked" ? NOTHING : found;
  }

  return {
    of(document) {
      const [scheme] = document.uri.split(":", 1);
      if (DRAFT_SCHEMES.has(scheme!) || DRAFT_LANGUAGES.has(document.languageId)) return Promise.resolve(NOTHING);
      const found = known.get(document.uri) ?? load(document);
      known.set(document.uri, found);
      return found;
    },
    forget: (uri) => known.delete(uri),
    clear: () => known.clear(),
  };
}

/** Reads the published text of a document, once for as long as it stays. */
export interface BaselineCache {
  of(document: TextDocument, published: Published, parser: ParserName, checker: Checker): Baseline;
}

export function createBaselineCache(): BaselineCache {
  const known = new WeakMap<Published, { parser: ParserName; checker: Checker; baseline: Baseline }>();
  return {
    of(document, published, parser, checker) {
      if (published.text === undefined) return "nothing";
      if (published.text === document.getText()) return "everything";
      const found = known.get(published);
      if (found?.parser === parser && found.checker === checker) return found.baseline;
      const baseline = baselineOf(checker.sentencesOf(published.text, parser));
      known.set(published, { parser, checker, baseline });
      return baseline;
    },
  };
}
