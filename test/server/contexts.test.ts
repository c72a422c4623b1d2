import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Diagnostic, DidChangeWatchedFilesNotification } from "vscode-languageserver/node";
import type { Priors } from "../../src/grammar/prior.js";
import type { FindingData } from "../../src/server/features/diagnostics.js";
import { plainGit } from "../configuration/node/hostileConfiguration.js";
import { type Editor, editorAgainst, type EditorOptions, quick } from "./editorAgainst.js";
import { createFakeEngine } from "./fakeEngine.js";

let folder: string;
let editor: Editor;
beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), "cloze-"));
});
afterEach(() => {
  editor.dispose();
  rmSync(folder, { recursive: true });
});

const git = (...args: string[]): string => plainGit(args, { cwd: folder });
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

/** A repository whose last commit has these texts; later ones stand in the files only. */
function repository(texts: Readonly<Record<string, string>>): void {
  git("init", "--quiet", "--template=");
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  git("add", "--all");
  git("commit", "--quiet", "--message", "Say it");
}

async function start(options: EditorOptions = {}, priors?: Priors): Promise<void> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine(undefined, priors)), { timing: { ...quick, idleDelay: 0 }, ...options }); // prettier-ignore
}

/** What each finding was judged as, in order. */
const contextsOf = (found: readonly Diagnostic[]): string[] => found.map(({ data }) => (data as FindingData).context);

async function hoverOn(document: TextDocument, text: string): Promise<string> {
  const hover = await editor.hover(document, document.positionAt(document.getText().indexOf(text) + 1));
  return /Judged.*$/mu.exec((hover?.contents as { value: string }).value)?.[0] ?? "";
}

test("what stands in the last commit is published, what differs from it a draft, wherever it stands", async () => {
  repository({ "a.md": "We recieve it.\n\nHe go home.\n" });
  await start();
  const moved = "He go\nhome.\n\nHe go away.\n\nWe recieve it.\n";
  writeFileSync(join(folder, "a.md"), moved);
  const document = editor.open(moved, "markdown", uriOf("a.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "draft", "published"]);
  expect(await hoverOn(document, "recieve")).toBe("Judged as a published page: this sentence stands so in the last commit."); // prettier-ignore
  expect(await hoverOn(document, "go away")).toBe(
    "Judged as a draft: this sentence has changed since the last commit.",
  );
});

test("to type makes a sentence a draft, and to take it back makes it published again", async () => {
  repository({ "a.md": "We recieve it.\n\nHe go home.\n" });
  await start();
  const document = editor.open("We recieve it.\n\nHe go home.\n", "markdown", uriOf("a.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "published"]);
  editor.replace(document, "it.", "it all.");
  expect(contextsOf(await editor.findings(document))).toEqual(["draft", "published"]);
  editor.replace(document, "it all.", "it.");
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "published"]);
});

test("a file that git does not track is a draft", async () => {
  repository({ "a.md": "A.\n" });
  await start();
  writeFileSync(join(folder, "new.md"), "We recieve it.\n");
  const document = editor.open("We recieve it.\n", "markdown", uriOf("new.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["draft"]);
  expect(await hoverOn(document, "recieve")).toBe("Judged as a draft: none of this text has been committed yet.");
});

test.each([
  ["an untitled document", "untitled:Untitled-1", "markdown"],
  ["the message of a commit", "file:///folder/.git/COMMIT_EDITMSG", "git-commit"],
])("%s is a draft", async (_, uri, languageId) => {
  await start();
  const document = editor.open("We recieve it.\n", languageId, uri);
  expect(contextsOf(await editor.findings(document))).toEqual(["draft"]);
});

test("so is the source control input box", async () => {
  await start();
  editor.open("We recieve it.\n", "scminput", "vscode-scm:git/scm0/input");
  await editor.until(() => editor.published.some(({ diagnostics }) => diagnostics.length > 0));
  expect(contextsOf(editor.published.at(-1)!.diagnostics)).toEqual(["draft"]);
});

test("without a repository what was typed since the file was opened is a draft", async () => {
  await start();
  writeFileSync(join(folder, "a.md"), "We recieve it.\n\nHe go home.\n");
  const document = editor.open("We recieve it.\n\nHe go home.\n", "markdown", uriOf("a.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "published"]);
  expect(await hoverOn(document, "recieve")).toBe("Judged as a published page: this sentence stood so when the file was opened."); // prettier-ignore
  editor.replace(document, "home", "away");
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "draft"]);
  expect(await hoverOn(document, "go away")).toBe("Judged as a draft: this sentence has changed since the file was opened."); // prettier-ignore
});

test("a commit makes what it holds published, and a checkout takes that back", async () => {
  repository({ "a.md": "A.\n" });
  await start();
  git("branch", "other");
  writeFileSync(join(folder, "a.md"), "We recieve it.\n");
  const document = editor.open("We recieve it.\n", "markdown", uriOf("a.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["draft"]);
  const watched = (): string[] =>
    editor.registrations
      .filter(({ method }) => method === DidChangeWatchedFilesNotification.method)
      .flatMap(
        ({ registerOptions }) =>
          registerOptions as { watchers: { globPattern: { baseUri: string; pattern: string } }[] },
      )
      .flatMap(({ watchers }) => watchers.map(({ globPattern: { baseUri, pattern } }) => `${baseUri}/${pattern}`));
  await editor.until(() => watched().length > 0);
  expect(watched()).toEqual([uriOf(".git/HEAD"), uriOf(".git/logs/HEAD")]);
  git("commit", "--quiet", "--all", "--message", "Say more");
  await editor.touch(uriOf(".git/logs/HEAD"));
  expect(contextsOf(await editor.findings(document))).toEqual(["published"]);
  git("symbolic-ref", "HEAD", "refs/heads/other");
  await editor.touch(uriOf(".git/HEAD"));
  expect(contextsOf(await editor.findings(document))).toEqual(["draft"]);
});

test("each repository is watched once, a worktree of it by itself", async () => {
  repository({ "a.md": "A.\n", "b.md": "B.\n" });
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs", "c.md"), "C.\n");
  git("worktree", "add", "--quiet", join(folder, "tree"));
  await start();
  const count = (): number => editor.registrations.filter(({ method }) => method === DidChangeWatchedFilesNotification.method).length; // prettier-ignore
  for (const name of ["a.md", "b.md", "docs/c.md"]) await editor.findings(editor.open("A.\n", "markdown", uriOf(name)));
  await editor.findings(editor.open("A.\n", "markdown", uriOf("tree/a.md")));
  await editor.until(() => count() > 1);
  const folders = editor.registrations.filter(({ method }) => method === DidChangeWatchedFilesNotification.method).map(({ registerOptions }) => (registerOptions as { watchers: { globPattern: { baseUri: string } }[] }).watchers[0]!.globPattern.baseUri); // prettier-ignore
  expect(folders).toEqual([uriOf(".git"), uriOf(".git/worktrees/tree")]);
});

test("in a workspace that is not trusted git is not asked", async () => {
  repository({ "a.md": "We recieve it.\n" });
  await start({ initialization: { trusted: false } });
  const document = editor.open("He go home.\n", "markdown", uriOf("a.md"));
  expect(contextsOf(await editor.findings(document))).toEqual(["published"]);
  expect(await hoverOn(document, "go")).toContain("when the file was opened");
  expect(editor.registrations.some(({ method }) => method === DidChangeWatchedFilesNotification.method)).toBe(false);
});

test("of a document that is checked where it is visible, what an edit leaves alone stays published", async () => {
  await start({ settings: { maxFileSize: 1 } });
  const filler = "All is well.\n\n".repeat(100);
  const document = editor.open(`We recieve it.\n\nHe go home.\n\n${filler}`);
  expect(contextsOf(await editor.findings(document))).toEqual(["published", "published"]);
  editor.replace(document, "We", "Now we");
  expect(contextsOf(await editor.findings(document))).toEqual(["draft", "published"]);
});

/** Mistakes are rare where they are published, and likelier in a document that has many. */
const MOVING: Priors = {
  weight: 200,
  draft: { shift: 0, rate: 0.01, range: [-1, 1] },
  published: { shift: -0.25, rate: 0.004, range: [-1, 1] },
};

test("what is perhaps wrong in a draft is left alone on a published page", async () => {
  await start({}, MOVING);
  const filler = "All is well here today.\n\n".repeat(100);
  const document = editor.open(`You uses it.\n\n${filler}`);
  expect(await editor.findings(document)).toEqual([]);
  editor.replace(document, "it", "that");
  expect(contextsOf(await editor.findings(document))).toEqual(["draft"]);
});

test("findings of sentences that are left alone do not flicker while others are edited", async () => {
  await start({}, MOVING);
  const filler = "All is well here today.\n\n".repeat(20);
  const document = editor.open(`You uses it.\n\nHe goes home.\n\n${filler}`, "markdown", "untitled:a");
  const isShown = async (): Promise<boolean> =>
    (await editor.findings(document)).some(({ range }) => range.start.line === 0);
  expect(await isShown()).toBe(true);
  const seen: boolean[] = [];
  for (const [before, after] of [
    ["He goes", "He go"],
    ["He go", "He goes"],
    ["He goes", "He go"],
    ["He go", "He goes"],
  ] as const) {
    editor.replace(document, before, after);
    seen.push(await isShown());
  }
  expect(seen).toEqual([true, true, true, true]);
});
