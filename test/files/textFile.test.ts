import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { decodeText, encodeText, readTextFile, rewriteTextFile } from "../../src/files/textFile.js";
import { asNobody } from "./nobody.js";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-read-"));
  file = join(folder, "a.txt");
});
afterEach(() => rm(folder, { recursive: true }));

const TEXT = "Café 😀\r\nnaïve\n";
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

const ENCODED: [string, Buffer][] = [
  ["UTF-8", Buffer.from(TEXT)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${TEXT}`)],
  ["UTF-16, little end first", Buffer.from(`\uFEFF${TEXT}`, "utf16le")],
  ["UTF-16, big end first", swapped(Buffer.from(`\uFEFF${TEXT}`, "utf16le"))],
];

describe("a text", () => {
  test.each(ENCODED)("in %s is read without its mark and written back as it was", async (_, bytes) => {
    await writeFile(file, bytes);
    const read = await readTextFile(file);
    expect(read.text).toBe(TEXT);
    await rewriteTextFile(read, read.text);
    expect(await readFile(file)).toEqual(bytes);
    await rewriteTextFile(await readTextFile(file), TEXT.replace("naïve", "simple"));
    expect((await readTextFile(file)).text).toBe("Café 😀\r\nsimple\n");
    expect((await readFile(file)).subarray(0, 2)).toEqual(bytes.subarray(0, 2));
  });

  test("whatever bytes it has, comes out as it went in or is refused", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
      fc.string({ unit: "binary" }).map((text) => Buffer.from(`\uFEFF${text}`, "utf16le")),
    );
    fc.assert(
      fc.property(bytes, (array) => {
        const decoded = decodeText(Buffer.from(array));
        if (typeof decoded !== "string") expect(encodeText(decoded).equals(array)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("refused, and named in a sentence", () => {
  test.each<[string, Buffer, RegExp]>([
    ["Latin-1", Buffer.from("caf\xe9\n", "latin1"), /neither UTF-8 nor UTF-16.*Save it as UTF-8/u],
    ["half of a pair in UTF-16", Buffer.from("\uFEFFa\uD800b", "utf16le"), /neither UTF-8 nor UTF-16/u],
    ["half of a character in UTF-16", Buffer.from([0xfe, 0xff, 0x00]), /neither UTF-8 nor UTF-16/u],
    ["UTF-16 without a mark", Buffer.from("abc", "utf16le"), /no text/u],
    ["UTF-32", Buffer.from("\uFEFF\0a\0", "utf16le"), /no text/u],
    ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0x80]), /no text/u],
    ["NUL among letters", Buffer.from("a\0b"), /no text/u],
  ])("%s", async (_, bytes, message) => {
    await writeFile(file, bytes);
    await expect(readTextFile(file)).rejects.toThrow(message);
    await expect(readTextFile(file)).rejects.toThrow(file);
  });

  test("a device that never ends, also behind a link", async () => {
    await symlink("/dev/zero", file);
    await expect(readTextFile(file)).rejects.toThrow(`${file}: this is no file but a device, a pipe or a socket.`);
    await expect(readTextFile("/dev/zero")).rejects.toThrow("no file");
  });

  test("a pipe that nobody writes to, and a socket", async () => {
    const pipe = join(folder, "pipe.md");
    execFileSync("mkfifo", [pipe]);
    await expect(readTextFile(pipe)).rejects.toThrow("no file");
    const server = createServer().listen(join(folder, "socket.md"));
    await expect(readTextFile(join(folder, "socket.md"))).rejects.toThrow("no file");
    server.close();
  });

  test("a link that leaves the folder, a circle, and one that leads nowhere", async () => {
    await symlink("/etc/hostname", join(folder, "out.md"));
    await expect(readTextFile(join(folder, "out.md"), { within: [folder] })).rejects.toThrow(
      "this link leads out of its folder, to /etc/hostname. Name that file itself.",
    );
    await symlink("round.md", join(folder, "round.md"));
    await expect(readTextFile(join(folder, "round.md"))).rejects.toThrow("these links lead round in a circle.");
    await symlink("gone", join(folder, "dead.md"));
    await expect(readTextFile(join(folder, "dead.md"))).rejects.toThrow("this link leads to a file that is not there.");
  });

  test("what may not be read, is a folder, is too large or is not there", async () => {
    await writeFile(file, "secret");
    await chmod(file, 0);
    await chmod(folder, 0o755);
    await asNobody(() => expect(readTextFile(file)).rejects.toThrow(`${file}: it may not be read.`));
    await chmod(file, 0o644);
    await expect(readTextFile(folder)).rejects.toThrow("this is a folder.");
    await expect(readTextFile(file, { most: 5 })).rejects.toThrow("it is too large. At most");
    await expect(readTextFile(join(folder, "b"))).rejects.toThrow("there is no such file.");
    await expect(readTextFile(join(file, "b"))).rejects.toThrow("there is no such file.");
  });

  test("what tells no size, and has more than is read", async () => {
    await expect(readTextFile("/proc/self/maps", { most: 50 })).rejects.toThrow("it is too large.");
  });
});
