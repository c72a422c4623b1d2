import { beforeEach, expect, test, vi } from "vitest";
import { settingsByScope } from "../../src/extension/settingsByScope.js";
import { workspaceSettings } from "../../src/protocol.js";

/** What is used of an editor: whether it trusts, and what each scope says of a setting. */
const editor = vi.hoisted(() => ({ isTrusted: true, scopes: {} as Record<string, Record<string, unknown>> }));
vi.mock("vscode", () => ({
  Uri: { parse: (text: string) => text },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    getConfiguration: () => ({ inspect: (key: string) => editor.scopes[key] }),
  },
}));

beforeEach(() => {
  editor.isTrusted = true;
  editor.scopes = {};
});

/** @param merged VS Code's own answer */
async function answer(section: string, merged: unknown): Promise<unknown> {
  const params = { items: [{ section }] };
  const all = (await settingsByScope.workspace!.configuration!(
    params,
    {} as never,
    () => [merged] as never,
  )) as unknown[];
  return all[0];
}

test("a workspace cannot permit what the user forbids", async () => {
  editor.scopes = { rememberDecisions: { defaultValue: true, globalValue: false, workspaceValue: true } };
  expect(await answer("cloze", { enable: true, rememberDecisions: true })).toMatchObject({
    enable: true,
    rememberDecisions: false,
  });
});

test("a workspace that is not trusted says nothing", async () => {
  const said = { globalValue: ["a"], workspaceValue: ["b"] };
  editor.scopes = { words: said, sensitivity: { workspaceValue: "relaxed" } };
  expect(await answer(workspaceSettings, null)).toEqual({ sensitivity: "relaxed" });
  expect(await answer("cloze", {})).toMatchObject({ words: ["a", "b"] });
  editor.isTrusted = false;
  expect(await answer(workspaceSettings, null)).toEqual({});
  expect(await answer("cloze", {})).toMatchObject({ words: ["a"] });
});
