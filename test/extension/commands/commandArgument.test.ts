import { expect, test, vi } from "vitest";
import { readArgument } from "../../../src/extension/commands/commandArgument.js";

vi.mock("vscode", () => ({
  l10n: { t: (text: string, ...parts: unknown[]) => text.replace(/\{(\d)\}/gu, (_, at) => String(parts[Number(at)])) },
}));

interface Argument {
  readonly word: string;
  readonly fix: string;
  readonly scope: "user" | "workspace";
}
const read = (given: unknown): Argument => readArgument<Argument>("cloze.addWord", given, { word: "text", fix: "anyText", scope: ["user", "workspace"] }); // prettier-ignore

test("an argument that is as it should be is taken, whatever else it has", () => {
  const argument = { word: "Zorblat", fix: "", scope: "user", later: 1 };
  expect(read(argument)).toBe(argument);
});

test.each([
  [undefined, "word"],
  [null, "word"],
  ["Zorblat", "word"],
  [{ word: " ", fix: "", scope: "user" }, "word"],
  [{ word: ["Zorblat"], fix: "", scope: "user" }, "word"],
  [{ word: "Zorblat", scope: "user" }, "fix"],
  [{ word: "Zorblat", fix: "a", scope: "everywhere" }, "scope"],
])("%j is refused, and the field %s named", (given, field) => {
  expect(() => read(given)).toThrow(`cloze.addWord wants an argument whose field “${field}” can be used.`);
});
