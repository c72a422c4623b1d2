import { describe, expect, it } from "vitest";
import { readSentences } from "./reading.js";

/** Expects the sentences between the bars. */
function check(text: string): void {
  const expected = text.split("|");
  expect(readSentences(expected.join(" "), "plain").map((sentence) => sentence.text)).toEqual(expected);
}

describe("sentences", () => {
  it.each([
    "One.|Two!|Three?|Four…|Five.",
    "Use e.g. Docker or Dr. Who, etc. and J. R. Tolkien.|Next.",
    "So do I.|Then go.",
    "He said “Yes.”|She left.",
    "Wait...|What?!|Yes.",
    "Version 1.2.3 is out.|3 people came.",
    "It ends.|(So does this.)|`code` begins.",
    "it goes on. like this",
    "See (e.g. Foo) now.",
    "Wait etc... Then go.".replace("... ", "...|"),
  ])("%s", (text) => {
    check(text);
  });

  it("takes a million full stops in its stride", () => {
    expect(readSentences(".".repeat(1_000_000), "plain")).toEqual([]);
  });
});
