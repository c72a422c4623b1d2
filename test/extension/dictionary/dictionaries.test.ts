import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDictionaries } from "../../../src/extension/dictionary/dictionaries.js";
import { diskWordFiles } from "../../../src/extension/dictionary/diskWordFiles.js";

/** What is used of an editor: files by their path, and one folder that is open. */
const editor = vi.hoisted(() => ({ isTrusted: true, folder: "" }));
vi.mock("vscode", async () => {
  const { join: joined } = await import("node:path");
  const uri = (path: string): object => ({ scheme: "file", fsPath: path, path, toString: () => `file://${path}` });
  return {
    Uri: { joinPath: ({ fsPath }: { fsPath: string }, ...more: string[]) => uri(joined(fsPath, ...more)), file: uri },
    l10n: {
      t: (text: string, ...values: string[]) => text.replace(/\{(\d)\}/gu, (_, at: string) => values[Number(at)]!),
    },
    workspace: {
      get isTrusted() {
        return editor.isTrusted;
      },
      workspaceFile: undefined,
      get workspaceFolders() {
        return [{ uri: uri(editor.folder), name: "project" }];
      },
      getWorkspaceFolder: () => ({ uri: uri(editor.folder), name: "project" }),
      textDocuments: [],
    },
  };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-"));
  editor.folder = folder;
});
afterEach(() => rm(folder, { recursive: true }));

function open() {
  const storage = { fsPath: join(folder, "storage") };
  const changed: string[] = [];
  const dictionaries = createDictionaries({ globalStorageUri: storage } as never, diskWordFiles, ({ fsPath }) =>
    changed.push(fsPath),
  );
  const document = { fsPath: join(folder, "a.md") } as never;
  return { dictionaries, changed, document };
}

test("a workspace that is trusted has a dictionary of its own", async () => {
  editor.isTrusted = true;
  const { dictionaries, changed, document } = open();
  const [own, shared] = dictionaries.of(document);
  expect([own?.scope, shared?.scope]).toEqual(["user", "workspace"]);
  await dictionaries.change(shared!, () => "word\n");
  expect(await readFile(join(folder, ".cloze-words.txt"), "utf8")).toBe("word\n");
  expect(changed).toEqual([join(folder, ".cloze-words.txt")]);
});

test("into one that is not trusted nothing is written, and the writer's own is", async () => {
  editor.isTrusted = true;
  const { dictionaries, document } = open();
  const [own, shared] = dictionaries.of(document);
  editor.isTrusted = false;
  expect(dictionaries.of(document).map(({ scope }) => scope)).toEqual(["user"]);
  await expect(dictionaries.change(shared!, () => "word\n")).rejects.toThrow("This workspace is not trusted");
  await dictionaries.change(own!, () => "word\n");
  expect(await readdir(folder)).toEqual(["storage"]);
  expect(await readdir(join(folder, "storage"))).toEqual(["words.txt"]);
});

test("what is wrong with a file is said in a sentence that names it", async () => {
  editor.isTrusted = true;
  const { dictionaries, document } = open();
  const path = join(folder, ".cloze-words.txt");
  await writeFile(path, Buffer.from([0xff, 0x80]));
  await expect(dictionaries.change(dictionaries.of(document)[1]!, () => "x\n")).rejects.toThrow(
    `${path} is neither UTF-8 nor UTF-16, so it is left as it is.`,
  );
});
