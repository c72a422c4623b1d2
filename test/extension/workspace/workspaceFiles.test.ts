import { expect, test } from "vitest";
import { createExclusion, walkFiles } from "../../../src/extension/workspace/fileWalk.js";
import { createLanguageOfFile } from "../../../src/extension/workspace/languageAssociations.js";
import { nothingYet, summaryText, type Tally } from "../../../src/extension/workspace/summary.js";

const contributions = [
  { id: "markdown", extensions: [".md", ".MARKDOWN"] },
  { id: "template", extensions: [".tpl.md"] },
  { id: "git-commit", filenames: ["COMMIT_EDITMSG"] },
  { id: "log", filenamePatterns: ["**/logs/*.log.?", "*.log.*"] },
];

test.each([
  ["readme.md", "markdown"],
  ["README.MD", "markdown"],
  ["page.tpl.md", "template"],
  ["COMMIT_EDITMSG", "git-commit"],
  ["notes.txt", "plaintext"],
  ["server.log.1", "log"],
  ["Guide.mdtext", "markdown"],
  ["old.txt", "ignored"],
  [".md", "markdown"],
  ["md", undefined],
  ["picture.png", undefined],
])("%s is of the language %s", (name, expected) => {
  const associations = { "*.mdtext": "markdown", "docs/old.*": "ignored" };
  expect(createLanguageOfFile(contributions, associations)(name)).toBe(expected);
});

test.each([
  [".git", true],
  ["packages/a/node_modules", true],
  ["packages/a/notes.md", false],
  ["out", true],
  ["docs/out", false],
  ["a.tmp.md", true],
  ["generated.js", false],
  ["kept", false],
])("%s is left out: %s", (path, expected) => {
  const isExcluded = createExclusion(
    { "**/.git": true, out: true, kept: false, "**/*.js": { when: "$(basename).ts" } },
    { "**/node_modules": true, "**/*.tmp.*": true },
  );
  expect(isExcluded(path)).toBe(expected);
});

test.each([
  ["a pattern that is tried in ever more ways", "*a*a*a*a*a*a*a*b"],
  ["folders that are", `${"**/a/".repeat(8)}b`],
  ["a regular expression", "(a+)+(a|aa)+b"],
  ["a pattern of a shell", "+(+(a)|a)*(a)b"],
])("%s takes no time, and what others leave out is left out", (_, pattern) => {
  const isExcluded = createExclusion({ [pattern]: true, "**/out": true });
  expect(isExcluded("a".repeat(255))).toBe(false);
  expect(isExcluded("a/".repeat(100))).toBe(false);
  expect(isExcluded("a/out")).toBe(true);
});

test("brackets in a path are brackets", () => {
  expect(createExclusion({ "app/(shop)/**": true })("app/(shop)/page.md")).toBe(true);
});

test("without patterns nothing is left out", () => {
  expect(createExclusion({})("a")).toBe(false);
});

const tree: Readonly<Record<string, readonly string[]>> = {
  "": ["z.md", "docs/", "node_modules/", "a.md", "link@", "b.png"],
  docs: ["deep/", "c.md"],
  "docs/deep": ["d.md"],
  node_modules: ["readme.md"],
};

async function walked(most: number, isCancelled = () => false): Promise<{ paths: string[]; listed: string[] }> {
  const listed: string[] = [];
  const files = await walkFiles({
    list(path) {
      listed.push(path);
      const entries = (tree[path] ?? []).map((entry) => {
        const kind = entry.endsWith("/") ? "folder" : entry.endsWith("@") ? "other" : "file";
        return { name: entry.replace(/[/@]$/, ""), kind } as const;
      });
      return Promise.resolve(entries);
    },
    isExcluded: createExclusion({ "**/node_modules": true }),
    languageOf: (name) => (name.endsWith(".md") || name === "link" ? "markdown" : undefined),
    most,
    isCancelled,
  });
  return { paths: files.map(({ path }) => path), listed };
}

test("files are found in order; what is left out is not even listed", async () => {
  const { paths, listed } = await walked(100);
  expect(paths).toEqual(["a.md", "z.md", "docs/c.md", "docs/deep/d.md"]);
  expect(listed).toEqual(["", "docs", "docs/deep"]);
});

test("a walk ends at its bound, and when it is cancelled", async () => {
  expect(await walked(3)).toEqual({ paths: ["a.md", "z.md", "docs/c.md"], listed: ["", "docs"] });
  expect(await walked(100, () => true)).toEqual({ paths: [], listed: [] });
});

test.each<[Partial<Tally>, string]>([
  [{}, "Cloze: there is no file here that would be checked (settings cloze.languages, files.exclude)."],
  [{ files: 4, checked: 4 }, "Cloze: no findings. 4 of 4 files checked."],
  [
    { files: 4, checked: 3, findings: 7, withFindings: 2, large: 1 },
    "Cloze: 7 findings in 2 files. 3 of 4 files checked. Too large: 1 (setting cloze.maxFileSize).",
  ],
  [{ files: 1, checked: 1, findings: 1, withFindings: 1 }, "Cloze: 1 finding. 1 of 1 files checked."],
  [{ files: 4, checked: 1, end: "cancelled" }, "Cloze: no findings. 1 of 4 files checked. Stopped before the end."],
  [
    { files: 4, checked: 1, unreadable: 1, end: "broken", isCut: true },
    "Cloze: no findings. 1 of 4 files checked. Stopped, because the model does not work; the status says why. Not readable as UTF-8: 1. There are more files than are checked at once.",
  ],
])("the summary of %j", (tally, expected) => {
  expect(summaryText({ ...nothingYet, ...tally })).toBe(expected);
});
