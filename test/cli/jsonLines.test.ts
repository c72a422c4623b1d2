import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readJsonLines } from "../../src/cli/jsonLines.js";
import { expectLinear } from "../growth.js";

const none = (message: string): never => {
  throw new Error(message);
};

/** What is yielded, group by group, and what is told. */
async function readAll(chunks: readonly (string | Buffer)[], longest?: number) {
  const told: string[] = [];
  const groups: string[][] = [];
  for await (const group of readJsonLines(Readable.from(chunks), (message) => told.push(message), longest))
    groups.push(group.map(({ text }) => text));
  return { groups, told };
}

it("yields together what has arrived together, however it was cut", async () => {
  const chunks = ['{"text":"one"}\n{"text":"two"}\r\n{"te', 'xt":"three"}\n', '\n{"text":"four"}'];
  expect(await readAll(chunks)).toEqual({ groups: [["one", "two"], ["three"], ["four"]], told: [] });
});

it("reads characters that were cut, and a byte order mark", async () => {
  const bytes = Buffer.from('\uFEFF{"text":"caf\u00e9 \u{1F600}"}\n');
  const cut = [...bytes].map((byte) => Buffer.from([byte]));
  expect(await readAll(cut)).toEqual({ groups: [["café 😀"]], told: [] });
});

it("names each bad line, and yields the others", async () => {
  const lines = ['{"text":"one"}', "", '{"id":3}', "{", "null", '{"text":"four"}', "[]", '"text"', '{"text":7}'];
  const latin = Buffer.concat([Buffer.from('{"text":"caf'), Buffer.from([0xe9]), Buffer.from('"}\n')]);
  expect(await readAll([Buffer.from(`${lines.join("\n")}\n`), latin, '{"text":"five"}'])).toEqual({
    groups: [["one", "four"], ["five"]],
    told: [
      "Line 3 needs a string “text”.",
      "Line 4 is not JSON.",
      ...[5, 7, 8, 9].map((number) => `Line ${String(number)} needs a string “text”.`),
      "Line 10 is not UTF-8.",
    ],
  });
});

it("reads NUL and half of a pair, which JSON can write", async () => {
  expect((await readAll([String.raw`{"text":"a\u0000b\ud83d"}`])).groups).toEqual([["a\0b\uD83D"]]);
});

it("passes over a line that is too long, in bounded memory, and goes on", async () => {
  const long = Array.from({ length: 50 }, () => "a".repeat(100));
  expect(await readAll(['{"text":"one"}\n"', ...long, '"\n{"text":"two"}\n'], 1_000)).toEqual({
    groups: [["one"], ["two"]],
    told: ["Line 2 is too long."],
  });
});

it("reads one long line in many chunks in a time that grows with its length", async () => {
  await expectLinear((size) => {
    const chunks = ['{"text":"', ...Array.from({ length: size }, () => "a".repeat(1_000)), '"}\n'];
    return async () => {
      let length = 0;
      for await (const group of readJsonLines(Readable.from(chunks), none)) length += group[0]?.text.length ?? 0;
      expect(length).toBe(size * 1_000);
    };
  }, 500);
});
