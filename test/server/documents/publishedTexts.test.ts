import { expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Committed } from "../../../src/configuration/node/committedText.js";
import type { OpenDocuments } from "../../../src/server/documents/openDocuments.js";
import { createPublishedTexts, type PublishedTexts } from "../../../src/server/documents/publishedTexts.js";

const document = TextDocument.create("file:///folder/a.md", "markdown", 1, "Now.");
const documents = { openedText: () => "Opened." } as unknown as OpenDocuments;

/** Git answers when `answer` is called. */
function start(patience: number): {
  texts: PublishedTexts;
  answer: (committed: Committed) => void;
  late: () => number;
} {
  let answer: (committed: Committed) => void = () => undefined;
  let late = 0;
  const committed = (): Promise<Committed> => new Promise((resolve) => (answer = resolve));
  const options = { documents, isTrusted: () => true, committed, onTracked: () => undefined };
  const texts = createPublishedTexts({ ...options, patience, onLate: () => void late++ });
  return { texts, answer: (one) => answer(one), late: () => late };
}

it("waits for git, and tells of nothing when it answers in time", async () => {
  const { texts, answer, late } = start(10_000);
  const found = texts.of(document);
  answer({ text: "Committed." });
  expect(await found).toEqual({ text: "Committed.", origin: "commit" });
  expect(late()).toBe(0);
});

it("goes on with the text that was opened where git does not answer, and tells when it does", async () => {
  const { texts, answer, late } = start(5);
  expect(await texts.of(document)).toEqual({ text: "Opened.", origin: "opening" });
  answer({ text: "Committed." });
  await expect.poll(late).toBe(1);
  expect(await texts.of(document)).toEqual({ text: "Committed.", origin: "commit" });
});

it("forgets an answer that comes when the document is closed", async () => {
  const { texts, answer, late } = start(5);
  await texts.of(document);
  texts.forget(document.uri);
  answer({ text: "Committed." });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(late()).toBe(0);
});

it("gives the same object as long as the text is the same, whatever is committed beside it", async () => {
  const { texts, answer } = start(10_000);
  const ask = (text: string) => {
    const found = texts.of(document);
    answer({ text });
    return found;
  };
  const first = await ask("Committed.");
  texts.clear();
  expect(await ask("Committed.")).toBe(first);
  texts.clear();
  expect(await ask("Another.")).toEqual({ text: "Another.", origin: "commit" });
});
