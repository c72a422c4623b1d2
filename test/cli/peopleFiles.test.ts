import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { cloze, PATIENCE, program } from "./runCloze.js";

vi.setConfig({ testTimeout: PATIENCE });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-files-"));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** Every file below the folder with its bytes, and what every link says. */
function everything(path = folder): Record<string, string> {
  return Object.fromEntries(
    readdirSync(path, { withFileTypes: true, recursive: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => [join(entry.parentPath, entry.name), entry.isFile() ? readFileSync(join(entry.parentPath, entry.name)).toString("base64") : "no file"]), // prettier-ignore
  );
}

const { source, target, original, fix, start, kind } = mistake("spelling");
const WRONG = `${source}\n`;
const RIGHT = `${target}\n`;
/** Line and column where it stands first in its file, and what is told of it when it is mended. */
const AT = `1:${String(start + 1)}`;
const FIXED = `${AT}: fixed: “${original}” → “${fix}”`;
const TWICE = mistake("extraWord");

describe("cloze check --fix", () => {
  it("tells what it changed and what it left, and touches nothing else", () => {
    const path = file("a.md", `# Title\r\n\r\n${WRONG}\r\n${TWICE.source} That is all.\r\n`);
    const clean = file("b.md", RIGHT);
    utimesSync(clean, 1_000_000, 1_000_000);
    const { status, out, error } = cloze(["--fix", path, clean]);
    expect(out.split("\n")[0]).toBe(`${path}:3${FIXED.slice(1)}`);
    expect(out).toMatch(new RegExp(`a\\.md:5:\\d+: fixed: “${TWICE.original}” taken out\\n`, "u"));
    expect(error).toBe("cloze: 2 changes in 1 file, nothing left.\n");
    expect(status).toBe(1);
    expect(readFileSync(path, "utf8")).toBe(`# Title\r\n\r\n${RIGHT}\r\n${TWICE.target} That is all.\r\n`);
    expect(statSync(clean).mtimeMs).toBe(1_000_000_000);
  });

  it("writes every encoding back as it was, and keeps permissions, byte order mark and line ends", () => {
    const texts: Record<string, (text: string) => Buffer> = {
      "utf8.md": (text) => Buffer.from(`\uFEFF${text}`),
      "little.md": (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
      "big.md": (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
    };
    for (const [name, encode] of Object.entries(texts)) chmodSync(file(name, encode(`${WRONG}café\r\n`)), 0o640);
    const { status, out } = cloze(["--fix", folder]);
    expect(status).toBe(1);
    expect(out.match(new RegExp(`:${FIXED}\\n`, "gu"))).toHaveLength(3);
    for (const [name, encode] of Object.entries(texts)) {
      expect(readFileSync(join(folder, name))).toEqual(encode(`${RIGHT}café\r\n`));
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o640);
    }
  });

  it("mends what is piped through in its own encoding, and tells on standard error", () => {
    const { status, out, error } = cloze(["--fix"], { input: Buffer.from(`\uFEFF${WRONG}`, "utf16le") });
    expect(Buffer.from(out)).toEqual(Buffer.from(Buffer.from(`\uFEFF${RIGHT}`, "utf16le").toString()));
    expect(error).toBe(`-:${FIXED}\ncloze: 1 change in 1 file, nothing left.\n`);
    expect(status).toBe(1);
  });

  it("never writes what would not survive it: each is named, and the others are mended", () => {
    const bad = [
      file("binary.md", Buffer.from("%PDF-1.7\n\0\x01\x02\xff\xfe", "latin1")),
      file("latin.md", Buffer.from(`Le café. ${WRONG}`, "latin1")),
      file("nul.txt", WRONG.replace(" ", "\0")),
    ];
    const good = file("zebra.md", WRONG);
    const before = everything();
    const { status, error } = cloze(["--fix", folder]);
    expect(status).toBe(2);
    expect(error.split("\n").slice(0, 3)).toEqual([
      `cloze: ${bad[0]!}: this is no text.`,
      `cloze: ${bad[1]!}: this is neither UTF-8 nor UTF-16, so it is left alone. Save it as UTF-8.`,
      `cloze: ${bad[2]!}: this is no text.`,
    ]);
    expect(everything()).toEqual({ ...before, [good]: Buffer.from(RIGHT).toString("base64") });
  });

  it("leaves what it may not write, and what has another name, as it is; its findings are told", () => {
    const elsewhere = file("other/a.txt", WRONG);
    linkSync(elsewhere, join(folder, "hard.md"));
    const { status, out, error } = cloze(["--fix", join(folder, "hard.md")]);
    expect(out).toContain(`hard.md:${AT}: ${kind}: `);
    expect(out).toContain(original);
    expect(error).toContain("hard.md: the same file has another name elsewhere (a hard link), so it is left as it is.");
    expect(error).toContain("cloze: 0 changes in 0 files, 1 finding left.");
    expect(status).toBe(2);
    expect(readFileSync(elsewhere, "utf8")).toBe(WRONG);
  });

  it("writes through a link that stays in its folder, and follows none that leaves it or leads to another kind of file", () => {
    const outside = mkdtempSync(join(tmpdir(), "cloze-outside-"));
    writeFileSync(join(outside, "x.md"), WRONG);
    mkdirSync(join(folder, ".git"));
    file(".git/config", WRONG);
    file("Makefile", WRONG);
    file("docs/page.md", WRONG);
    const links: Record<string, string> = {
      "away.md": join(outside, "x.md"),
      "config.md": ".git/config",
      "make.md": "Makefile",
      "page.md": "docs/page.md",
    };
    for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name));
    const { status, error } = cloze(["--fix", ...Object.keys(links)], { cwd: folder });
    expect(status).toBe(2);
    expect(error.split("\n").slice(0, 3)).toEqual([
      `cloze: away.md: this link leads out of its folder, to ${join(outside, "x.md")}. Name that file itself.`,
      `cloze: config.md: this link leads out of its folder, to ${join(folder, ".git/config")}. Name that file itself.`,
      `cloze: make.md: this link leads to another kind of file, ${join(folder, "Makefile")}. Name that file itself.`,
    ]);
    for (const path of [join(outside, "x.md"), join(folder, "Makefile"), join(folder, ".git/config")])
      expect(readFileSync(path, "utf8")).toBe(WRONG);
    expect(readFileSync(join(folder, "docs/page.md"), "utf8")).toBe(RIGHT);
    for (const name of Object.keys(links)) expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
    rmSync(outside, { recursive: true });
  });

  it("ends at Ctrl+C with a whole file and nothing beside it", async () => {
    // Some seconds of work on any machine.
    const before = Array.from({ length: 5_000 }, (_, page) => `Page ${String(page)} is here. ${source}\n\n`).join(""); // prettier-ignore
    const path = file("a.md", before);
    const child = spawn(process.execPath, [program, "check", "--threads", "1", "--fix", path], { stdio: "ignore" });
    await setTimeout(700);
    child.kill("SIGINT");
    const [status, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    // As a shell counts it, 130.
    expect([status, signal]).toEqual([null, "SIGINT"]);
    expect([before, before.replaceAll(source, target)]).toContain(readFileSync(path, "utf8"));
    expect(readdirSync(folder)).toEqual(["a.md"]);
  });
});

describe("a folder", () => {
  it("is read by what prose is: everything else is neither opened nor changed", () => {
    execFileSync("git", ["init", "--quiet", folder]);
    const program = readFileSync("/bin/true");
    for (const name of ["Makefile", ".env", ".npmrc", "gradlew", "LICENSE", ".hidden.md", "CMakeLists.txt", "requirements.txt"]) file(name, WRONG); // prettier-ignore
    file("run", program);
    file(".github/page.md", WRONG);
    file("ignored.md", WRONG);
    file(".gitignore", "ignored.md\n");
    execFileSync("mkfifo", [join(folder, "pipe.md")]);
    symlinkSync("/dev/zero", join(folder, "zero.md"));
    symlinkSync("round.md", join(folder, "round.md"));
    symlinkSync(".", join(folder, "self"));
    const prose = [file("README", WRONG), file("docs/page.md", WRONG)];
    const before = everything();
    const { status, out, error } = cloze(["--fix", "."], { cwd: folder });
    expect(out).toBe(`README:${FIXED}\ndocs/page.md:${FIXED}\n`);
    expect(error).toBe("cloze: 2 changes in 2 files, nothing left.\n");
    expect(status).toBe(1);
    const right = Buffer.from(RIGHT).toString("base64");
    expect(everything()).toEqual({ ...before, ...Object.fromEntries(prose.map((path) => [path, right])) });
  });

  it("names a file of it, and a folder, that may not be read", () => {
    chmodSync(file("closed.md", WRONG), 0);
    file("inner/a.md", WRONG);
    chmodSync(join(folder, "inner"), 0);
    file("open.md", WRONG);
    const { status, out, error } = cloze([folder], { asNobody: true });
    chmodSync(join(folder, "inner"), 0o755);
    expect(error).toBe(`cloze: ${join(folder, "inner")}: it may not be read.\ncloze: ${join(folder, "closed.md")}: it may not be read.\n`); // prettier-ignore
    expect(out).toContain(`open.md:${AT}: ${kind}`);
    expect(status).toBe(2);
  });
});

describe("a file that is named", () => {
  it("is read whatever it is called, if it is text", () => {
    const paths = [file("Makefile", WRONG), file(".env", WRONG), file("run", readFileSync("/bin/true"))];
    const { status, out, error } = cloze(paths);
    expect(out.match(new RegExp(`:${AT}: ${kind}`, "gu"))).toHaveLength(2);
    expect(error).toBe(`cloze: ${paths[2]!}: this is no text.\n`);
    expect(status).toBe(2);
  });

  it("reaches no terminal with its control characters, in text or JSON", () => {
    const name = "a\x1b]0;owned\x07\u202Etxt.\x9b2Jb.md";
    const path = file(name, WRONG);
    const shown = join(folder, String.raw`a\x1b]0;owned\x07\u202etxt.\x9b2Jb.md`);
    expect(cloze([path]).out.startsWith(`${shown}:${AT}: ${kind}`)).toBe(true);
    const { out } = cloze(["--format", "json", path]);
    expect(out).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]/u);
    expect((JSON.parse(out) as { file: string }[])[0]?.file).toBe(path);
    expect(cloze([`${path}\n.zzz`]).error).toBe(`cloze: ${shown}\\n.zzz: there is no such file.\n`);
  });

  it("is refused at once where nobody can have written it", () => {
    const path = file("log.txt", WRONG.repeat(Math.ceil(17_000_000 / WRONG.length)));
    expect(cloze([path])).toEqual({ status: 2, out: "", error: `cloze: ${path}: it is too large. At most 16 MB are read.\n` }); // prettier-ignore
  });

  it("may be empty", () => {
    expect(cloze([file("a.md", ""), file("b.txt", Buffer.from([0xef, 0xbb, 0xbf]))])).toEqual({ status: 0, out: "", error: "" }); // prettier-ignore
  });
});

describe("a notebook", () => {
  const before = 'The café is "new". ';
  const notebook = String.raw`{"cells": [
  {"cell_type": "code", "source": ["x = '${source}'\n"], "outputs": [{"text": "caf\u00e9"}], "execution_count": 1},
  {"cell_type": "markdown", "metadata": {},  "source": ["# A title\n", "\n", "The caf\u00e9 is \"new\". ${source}"]}
 ], "nbformat": 4}
`;

  it("is read by its Markdown cells, and the rest of the file stays to the byte", () => {
    const path = file("a.ipynb", notebook);
    expect(cloze([path]).out).toContain(`a.ipynb:cell 2:3:${String(before.length + start + 1)}: ${kind}`);
    const { out, status } = cloze(["--fix", "--format", "json", folder]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      { findings: [{ cell: 2, text: original }], changes: [{ cell: 2, text: original, replacement: fix }], left: [] }, // prettier-ignore
    ]);
    const at = notebook.lastIndexOf(source);
    expect(readFileSync(path, "utf8")).toBe(notebook.slice(0, at) + target + notebook.slice(at + source.length));
  });

  it("that is none is named", () => {
    const { status, error } = cloze([file("a.ipynb", "{"), file("b.ipynb", "[]")]);
    expect(error).toBe(
      `cloze: ${join(folder, "a.ipynb")}: it is no notebook: it is not JSON in line 1.\n` +
        `cloze: ${join(folder, "b.ipynb")}: it is no notebook of format 4: it has no list of cells.\n`,
    );
    expect(status).toBe(2);
  });
});

it("--jsonl answers every line that can be read, and names the others", () => {
  const lines = ["{", `{"id": 1, "text": "${source}"}`, '{"id": 2}', String.raw`{"id": 3, "text": "A\u0000b \ud83d ${source}"}`]; // prettier-ignore
  const { status, out, error } = cloze(["--jsonl"], { input: `${lines.join("\n")}\n` });
  const answers = out.trim().split("\n").map((line) => JSON.parse(line) as { id: number; fixed: string }); // prettier-ignore
  expect(answers.map(({ id, fixed }) => [id, fixed])).toEqual([
    [1, target],
    [3, `A\0b \uD83D ${target}`],
  ]);
  expect(error).toBe("cloze: Line 1 is not JSON.\ncloze: Line 3 needs a string “text”.\n");
  expect(status).toBe(2);
});
