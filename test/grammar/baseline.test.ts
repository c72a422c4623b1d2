import { expect, it } from "vitest";
import { baselineOf, contextsBy } from "../../src/grammar/baseline.js";
import { onlySentence, readSentences } from "./reading.js";

it("what stood in an earlier text is published wherever it stands now, the rest is a draft", () => {
  const earlier = baselineOf(readSentences("We go. They went."));
  expect(readSentences("They went.\n\nWe go there.\n\nWe\ngo.").map(contextsBy(earlier))).toEqual(["published", "draft", "published"]); // prettier-ignore
  expect(contextsBy("everything")(onlySentence("We go there."))).toBe("published");
  expect(contextsBy("nothing")(onlySentence("We go."))).toBe("draft");
});
