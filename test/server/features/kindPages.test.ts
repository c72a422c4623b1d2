import { afterEach, expect, it } from "vitest";
import { type Editor, editorAgainst } from "../editorAgainst.js";
import { createFakeEngine } from "../fakeEngine.js";

let editor: Editor;
afterEach(() => editor.dispose());

async function pageOfFinding(hasCommands: boolean): Promise<{ kind: unknown; href: string | undefined }> {
  editor = await editorAgainst(() => Promise.resolve(createFakeEngine()), { initialization: { hasCommands } });
  const [finding] = await editor.findings(editor.open("We recieve it.\n", "markdown"));
  return { kind: finding!.code, href: finding!.codeDescription?.href };
}

it("the code of a finding is a command in our own extension, which shows the page wherever it lies", async () => {
  const { kind, href } = await pageOfFinding(true);
  const [command, argument] = href!.split("?") as [string, string];
  expect([command, JSON.parse(decodeURIComponent(argument))]).toEqual(["command:cloze.showKind", [{ kind }]]);
});

it("others get no command, and no page where there are no files", async () => {
  expect((await pageOfFinding(false)).href).toBeUndefined();
});
