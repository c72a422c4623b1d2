import fc from "fast-check";
import { expect, it } from "vitest";
import { parseMarkdown } from "../../src/grammar/prose/markdown/markdown.js";
import { createBlockReader } from "../../src/grammar/sentences.js";
import { rules } from "./rules.js";

const part = fc.constantFrom(
  "One. Two `x` is.",
  "# A *head*ing\n",
  "\n\n",
  "One. Two `x` is.\n\n",
  "- a b\n",
  "\r\n",
  "a<br>b ",
  "> ",
);

it("reads a document after an edit as if for the first time", () => {
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 8 }), { maxLength: 4 }), (versions) => {
      const read = createBlockReader(rules);
      for (const text of versions.map((parts) => parts.join(""))) {
        const { blocks } = parseMarkdown(text);
        expect(read(blocks, text)).toEqual(createBlockReader(rules)(blocks, text));
      }
    }),
  );
});
