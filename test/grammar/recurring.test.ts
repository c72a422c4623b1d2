import { expect, it } from "vitest";
import { recurs } from "../../src/grammar/recurring.js";

it.each([
  ["Zorblat", "Zorblat is fast. Use `Zorblat`, or Zorblat's twin.", true],
  ["Zorblat", "Zorblat is fast. Use Zorblat.", false],
  ["Zorblat", "Zorblats, aZorblat, Zorblat_2 and Zorblat.", false],
  ["teh", "teh teh teh teh", false],
  ["zorblat", "zorblat zorblat zorblat zorblat zorblat", true],
])("%s in %s", (word, text, expected) => {
  expect(recurs(word, text)).toBe(expected);
});
