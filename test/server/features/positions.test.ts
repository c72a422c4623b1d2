import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { typedSentence, visibleSpan } from "../../../src/server/documents/analysis.js";
import { createRefresher } from "../../../src/server/lsp/clientNotifier.js";
import { createFakeEngine } from "../fakeEngine.js";

/** The text with the caret as `|`. */
test.each([
  ["One is done. We wri|te", "We write"],
  ["One is done. We write|", "We write"],
  ["One is done. We write  |", "We write"],
  ["One is done. We write. |", undefined],
  ["One is done. We write.|", "We write."],
  ["One is do|ne. We write.", "One is done."],
  ["One is done.\n\n|", undefined],
  ["|", undefined],
])("the sentence being typed in %j is %j", (marked, expected) => {
  const text = marked.replace("|", "");
  const { sentences } = createFakeEngine().checker.read(text, "plain");
  expect(typedSentence(sentences, text, marked.indexOf("|"))?.text).toBe(expected);
});

test("what is visible is widened to blank lines", () => {
  const text = "Above.\n\nFirst line.\nSecond line.\nThird line.\n\nBelow.\n";
  const start = text.indexOf("Second");
  const { start: from, end } = visibleSpan(text, [{ start, end: start + 6 }]);
  expect(text.slice(from, end).trim()).toBe("First line.\nSecond line.\nThird line.");
});

test("what is visible does not begin inside fenced code", () => {
  const text = "Above.\n\n```\ncode\n\nmore code\n```\n\nProse.\n";
  const start = text.indexOf("more");
  const { start: from, end } = visibleSpan(text, [{ start, end: text.length }]);
  expect(text.slice(from, end).trim()).toBe("Prose.");
});

test("of a text without any end little is read", () => {
  const { start, end } = visibleSpan("a".repeat(10_000_000), [{ start: 0, end: 10_000_000 }]);
  expect(end - start).toBeLessThan(100_000);
});

test("one refresh is on its way at a time, and one more follows for all that were asked for meanwhile", async () => {
  let answer = (): void => undefined;
  let sent = 0;
  const refresher = createRefresher(
    () => {
      sent++;
      return new Promise((resolve) => (answer = resolve));
    },
    () => undefined,
  );
  refresher.request();
  refresher.request();
  refresher.request();
  expect(sent).toBe(1);
  answer();
  // A turn of the loop later all that an answer leads to at once is done.
  await setImmediate();
  expect(sent).toBe(2);
  answer();
  await setImmediate();
  expect(sent).toBe(2);
});
