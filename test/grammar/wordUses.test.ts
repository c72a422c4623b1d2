import { expect, it } from "vitest";
import { countUses } from "../../src/grammar/wordUses.js";
import { expectLinear } from "../growth.js";
import { readSentences } from "./reading.js";

it.each([
  ["web site", "A web site is a web  site. Our web site, too.", 3],
  // However it is broken when it is found.
  ["web\n  site", "A web site is a web\nsite.", 2],
  ["web site", "A web, site and a web-site.\n\nThe web\n\nsite ends.", 0],
  ["web site", "Our web sites and cobweb site.", 0],
  ["a lot of", "He has a lot of it, and a lot off.", 1],
])("counts %j in %j as often as it stands there", (phrase, text, count) => {
  expect(countUses([phrase], text, readSentences(text))(phrase).prose).toBe(count);
});

it("counts many different words, single and in a row, in a time that grows with the text", async () => {
  await expectLinear((size) => {
    const phrases = Array.from({ length: size }, (_, index) => `w${String(index)} s${String(index)}`);
    const text = phrases.map((phrase) => `A ${phrase} is one.\n\n`).join("");
    const sentences = readSentences(text);
    const words = [...phrases, ...phrases.flatMap((phrase) => phrase.split(" "))];
    return () => countUses(words, text, sentences);
  }, 500);
});
