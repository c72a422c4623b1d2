import { expect, it } from "vitest";
import { percent } from "../../../src/server/features/fixTitles.js";

it.each([
  [0.97, "97 %"],
  [0.006, "1 %"],
  [0.0013, "< 1 %"],
])("writes %d as %s", (probability, written) => {
  expect(percent(probability)).toBe(written);
});
