import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { contextsOf } from "../../src/cli/contexts.js";
import type { ContextOption } from "../../src/cli/options.js";
import { plainGit } from "../configuration/node/hostileConfiguration.js";
import { createFakeEngine } from "../server/fakeEngine.js";

let top: string;
const at = (name: string): string => join(top, name);
const TEXT = "One is here.\n\nTwo is here.\n";

beforeAll(() => {
  top = mkdtempSync(join(realpathSync(tmpdir()), "cloze-"));
  mkdirSync(at("repository"));
  const git = (...args: string[]): string => plainGit(args, { cwd: at("repository") });
  git("init", "--quiet", "--template=");
  writeFileSync(at("repository/same.md"), TEXT);
  writeFileSync(at("repository/changed.md"), "Two is\nhere.\n\nOne was here.\n");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Say it");
  writeFileSync(at("repository/changed.md"), TEXT);
  for (const name of ["repository/new.md", "outside.md"]) writeFileSync(at(name), TEXT);
});
afterAll(() => rmSync(top, { recursive: true }));

it.each<[what: string, file: string, option: ContextOption, expected: readonly string[]]>([
  ["a file as it is committed", "repository/same.md", "auto", ["published", "published"]],
  ["a file that has changed since", "repository/changed.md", "auto", ["draft", "published"]],
  ["a file that git does not track", "repository/new.md", "auto", ["draft", "draft"]],
  ["a file in no repository", "outside.md", "auto", ["published", "published"]],
  ["standard input", "-", "auto", ["draft", "draft"]],
  ["whatever it is, a draft", "repository/same.md", "draft", ["draft", "draft"]],
  ["whatever it is, published", "repository/new.md", "published", ["published", "published"]],
])("%s", async (_, name, option, expected) => {
  const { checker } = createFakeEngine();
  const file = name === "-" ? name : at(name);
  const contextOf = await contextsOf({ file, documents: [{ text: TEXT }], parser: "markdown" }, option, checker);
  expect(checker.sentencesOf(TEXT, "markdown").map(contextOf)).toEqual(expected);
});
