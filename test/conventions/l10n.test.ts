import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

// A process that reads all of src/ takes its time on a busy machine.
it("has every text in the tables that translators get; else run `npm run l10n`", { timeout: 120_000 }, () => {
  execFileSync(process.execPath, [resolve(root, "tools/l10n.mjs"), "--check"], { stdio: "pipe" });
});

it("collects texts of the extension and of the server", () => {
  const bundle = JSON.parse(readFileSync(resolve(root, "l10n/bundle.l10n.json"), "utf8")) as Record<string, string>;
  expect(Object.keys(bundle)).toEqual(
    expect.arrayContaining(["Cloze: paused", "Cloze: no file is open.", "“{0}”, as typed", "Missing word"]),
  );
});
