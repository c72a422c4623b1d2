import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readJsonLines } from "../../src/cli/jsonLines.js";
import { expectLinear } from "../growth.js";

async function readAll(...chunks: string[]): Promise<string[]> {
  const groups: string[] = [];
  for await (const group of readJsonLines(Readable.from(chunks))) groups.push(group.map(({ text }) => text).join());
  return groups.filter((group) => group !== "");
}

it("yields together what has arrived together, however it was cut", async () => {
  expect(await readAll('{"text":"one"}\n{"text":"two"}\r\n{"te', 'xt":"three"}\n', '\n{"text":"four"}')).toEqual([
    "one,two",
    "three",
    "four",
  ]);
});

it("yields what came before a bad line and names the line", async () => {
  const lines = readJsonLines(Readable.from(['{"text":"one"}\n\n{"id":3}\n{"text":"four"}\n']));
  expect((await lines.next()).value).toEqual([{ id: undefined, text: "one" }]);
  await expect(lines.next()).rejects.toThrow("Line 3 needs a string “text”.");
});

it("reads one long line in many chunks in a time that grows with its length", async () => {
  await expectLinear((size) => {
    const chunks = ['{"text":"', ...Array.from({ length: size }, () => "a".repeat(1_000)), '"}\n'];
    return async () => {
      let length = 0;
      for await (const group of readJsonLines(Readable.from(chunks))) length += group[0]?.text.length ?? 0;
      expect(length).toBe(size * 1_000);
    };
  }, 500);
});
