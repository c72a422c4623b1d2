import { expect, it } from "vitest";
import { withFallback } from "../../../src/grammar/prose/fallback.js";
import { parsePlain } from "../../../src/grammar/prose/plain.js";

it("reads with the plainer parser what the other refuses, and only that", () => {
  const parse = withFallback((text) => {
    if (text.includes("{")) throw new Error("not closed");
    return { blocks: [], comments: [] };
  }, parsePlain);
  expect(parse("An {open one.").blocks).toHaveLength(1);
  expect(parse("A closed one.").blocks).toEqual([]);
});
