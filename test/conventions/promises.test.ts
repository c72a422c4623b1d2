import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { meaningOf, tableOf } from "../../tools/promises.mjs";

const root = resolve(import.meta.dirname, "../..");
const promises = {
  relaxed: { draft: { sure: 5 }, published: { sure: 0.3 } },
  balanced: { draft: { sure: 10, perhaps: 20 }, published: { sure: 1, perhaps: 2 } },
};

it(
  "has what the model promises in the settings and in the README; else run `npm run promises`",
  { timeout: 120_000 },
  () => {
    execFileSync(process.execPath, [resolve(root, "tools/promises.mjs"), "--check"], { stdio: "pipe" });
  },
);

it("says of a sensitivity what both lines promise", () => {
  expect(meaningOf(promises, "relaxed")).toMatch(/: 5 in drafts, 0\.3 on published pages\.$/u);
  expect(meaningOf(promises, "balanced")).toMatch(/: 10 \(20 with hints\) in drafts, 1 \(2 with hints\) on published pages\.$/u); // prettier-ignore
});

it("says no number where the model promises none", () => {
  expect(meaningOf({}, "balanced")).not.toMatch(/\d/u);
  expect(tableOf({})).toBe("");
});

it("has a row for each sensitivity that is promised", () => {
  expect(tableOf(promises).split("\n").slice(2)).toEqual([
    "| relaxed | 5 | no hints | 0.3 | no hints |",
    "| balanced | 10 | 20 | 1 | 2 |",
  ]);
});
