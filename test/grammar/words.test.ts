import { describe, expect, it } from "vitest";
import { splitWords } from "../../src/grammar/words.js";
import { rules } from "./rules.js";

/** Expects words with a letter for their kind: `w`ord, `n`umber, `m`ark, `o`paque; a leading space where one stands before. */
function check(text: string, expected: string): void {
  const seen = splitWords(text, rules.words).map(
    ({ kind, text: word, spaceBefore }) => `${spaceBefore ? " " : ""}${kind.charAt(0)}:${word}`,
  );
  expect(seen.join("|")).toBe(expected);
}

describe("words", () => {
  it.each<[string, string]>([
    ["Don't stop.", "w:Don't| w:stop|m:."],
    ["a well-known café", "w:a| w:well|m:-|w:known| w:café"],
    ["It’s 1,000.5 km", "w:It’s| n:1,000.5| w:km"],
    ["run `npm i` in src/a.ts", "w:run| o:`npm i`| w:in| o:src/a.ts"],
    ["see https://a.example/b?c=d.", "w:see| o:https://a.example/b?c=d|m:."],
    ["set camelCase, snake_case and --flag", "w:set| o:camelCase|m:,| o:snake_case| w:and| o:--flag"],
    ["\uFFFC and 😀", "o:\uFFFC| w:and| m:😀"],
    ["\uD800 x", "m:\uD800| w:x"],
    ["", ""],
  ])("%j", (text, expected) => {
    check(text, expected);
  });
});
