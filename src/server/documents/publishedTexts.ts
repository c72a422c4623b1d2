import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Committed } from "../../configuration/node/committedText.js";
import { usualLanguageId } from "../../grammar/prose/languageOfFile.js";
import type { OpenDocuments } from "./openDocuments.js";

/** What a document is compared with: all that stands in it is published. */
export interface Published {
  /** `undefined` where nothing is. */
  readonly text: string | undefined;
  readonly origin: Origin;
}

/** The text of the last commit, the one that the document was opened with, or none. */
export type Origin = "commit" | "opening" | "nothing";

/** What of each document is published: what stands in the last commit, else what stood there when it was opened. */
export interface PublishedTexts {
  /** The same object until something about it changes. */
  of(document: TextDocument): Promise<Published>;
  forget(uri: string): void;
  /** There is a new commit, or another branch. */
  clear(): void;
}

interface PublishedTextsOptions {
  readonly documents: OpenDocuments;
  /** Whether git may be asked. */
  readonly isTrusted: () => boolean;
  /** Asks git about a file. */
  readonly committed: (uri: string) => Promise<Committed>;
  /** Told of each file that lies in a repository. */
  readonly onTracked: (uri: string) => void;
  /** Milliseconds that a check waits for git: until it answers, the document counts as it was opened. */
  readonly patience: number;
  /** Git has answered so late that something else was said meanwhile. */
  readonly onLate: () => void;
}

/** Documents that are written to be committed, or are in no file yet. */
const DRAFT_SCHEMES: ReadonlySet<string> = new Set(["untitled", "vscode-scm"]);
const DRAFT_LANGUAGE = "git-commit";

const NOTHING: Published = { text: undefined, origin: "nothing" };

export function createPublishedTexts(options: PublishedTextsOptions): PublishedTexts {
  const { documents, isTrusted, committed, onTracked, patience, onLate } = options;
  const known = new Map<string, Promise<Published>>();
  const former = new Map<string, Promise<Published>>();

  async function load(document: TextDocument): Promise<Published> {
    const { uri } = document;
    const opened = { text: documents.openedText(uri) ?? document.getText(), origin: "opening" } as const;
    if (!uri.startsWith("file:") || !isTrusted()) return opened;
    const asked = ask(uri, opened);
    const { late, stop } = after(patience);
    const found = await Promise.race([asked, late]);
    stop();
    if (found !== "late") return found;
    const present = known.get(uri);
    void asked.then((answer) => {
      // Since then it may have been closed, or committed.
      if (known.get(uri) !== present) return;
      known.set(uri, Promise.resolve(answer));
      onLate();
    });
    return opened;
  }

  async function ask(uri: string, opened: Published): Promise<Published> {
    // A file that is gone, say, is in no repository either.
    const found = await committed(uri).catch((): Committed => "outside");
    if (found === "outside") return opened;
    onTracked(uri);
    return found === "untracked" ? NOTHING : { ...found, origin: "commit" };
  }

  async function loadAgain(document: TextDocument): Promise<Published> {
    const [next, last] = await Promise.all([load(document), former.get(document.uri)]);
    return last?.text === next.text && last?.origin === next.origin ? last : next;
  }

  return {
    of(document) {
      const { uri, languageId } = document;
      const [scheme] = uri.split(":", 1);
      if (DRAFT_SCHEMES.has(scheme!) || (usualLanguageId(languageId, uri) ?? languageId) === DRAFT_LANGUAGE)
        return Promise.resolve(NOTHING);
      const found = known.get(uri) ?? loadAgain(document);
      known.set(uri, found);
      return found;
    },
    forget(uri) {
      known.delete(uri);
      former.delete(uri);
    },
    clear() {
      for (const [uri, found] of known) former.set(uri, found);
      known.clear();
    },
  };
}

/** @param patience milliseconds */
function after(patience: number): { readonly late: Promise<"late">; stop(): void } {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), patience)));
  return { late, stop: () => clearTimeout(timer) };
}
