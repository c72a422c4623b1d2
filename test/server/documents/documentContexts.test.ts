import { beforeEach, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Checker } from "../../../src/grammar/checker.js";
import { createDocumentContexts } from "../../../src/server/documents/documentContexts.js";
import type { Published } from "../../../src/server/documents/publishedTexts.js";
import { createFakeEngine } from "../fakeEngine.js";

const BEFORE = "One is here.\n\nTwo is here.\n";
const NOW = "One is here.\n\nTwo was here.\n";
const published = (text: string | undefined): Published => ({ text, origin: "commit" });
const whole = { parser: "markdown", scope: "whole", limit: 1 } as const;

let read: string[];
let checker: Checker;
beforeEach(() => {
  read = [];
  const own = createFakeEngine().checker;
  checker = { ...own, sentencesOf: (text, parser) => (read.push(`${parser}: ${text}`), own.sentencesOf(text, parser)) };
});

/** What the present sentences are, in order. */
function contextsIn(given: Published, reading: Parameters<ReturnType<typeof createDocumentContexts>["of"]>[2], contexts = createDocumentContexts()) {
  const document = TextDocument.create("file:///a.md", "markdown", 1, NOW);
  const contextOf = contexts.of(document, given, reading, checker);
  return checker.read(NOW, "markdown").sentences.map(contextOf);
} // prettier-ignore

it("reads the published text once for as long as it is the same, and again for another parser", () => {
  const contexts = createDocumentContexts();
  const given = published(BEFORE);
  for (const parser of ["markdown", "markdown", "plain"] as const)
    expect(contextsIn(given, { ...whole, parser }, contexts)).toEqual(["published", "draft"]);
  expect(read).toEqual([`markdown: ${BEFORE}`, `plain: ${BEFORE}`]);
});

it("reads nothing where all is published, or nothing is", () => {
  expect(contextsIn(published(NOW), whole)).toEqual(["published", "published"]);
  expect(contextsIn(published(undefined), whole)).toEqual(["draft", "draft"]);
  expect(read).toEqual([]);
});

it("reads no text that is too large for it, and takes what the change leaves alone for published", () => {
  expect(contextsIn(published(BEFORE), { ...whole, scope: "visible" })).toEqual(["published", "draft"]);
  expect(contextsIn(published("Two was here.\n"), { ...whole, scope: "visible" })).toEqual(["draft", "published"]);
  expect(read).toEqual([]);
});
