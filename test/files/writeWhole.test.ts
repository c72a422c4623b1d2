import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, link, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises"; // prettier-ignore
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FileProblem, type FileProblemKind } from "../../src/files/fileProblem.js";
import { readPlainFile } from "../../src/files/plainFile.js";
import { writeWhole } from "../../src/files/writeWhole.js";
import { asNobody, isRoot } from "./nobody.js";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cloze-write-"));
  file = join(folder, "a.txt");
});
afterEach(() => rm(folder, { recursive: true }));

async function kindOf(work: Promise<unknown>): Promise<FileProblemKind> {
  const problem: unknown = await work.then(
    () => "it worked",
    (error: unknown) => error,
  );
  if (!(problem instanceof FileProblem)) throw new Error("That is no problem of a file.", { cause: problem });
  return problem.kind;
}

describe("what is written", () => {
  test("is there as a whole, and nothing else is left beside it", async () => {
    await writeWhole(file, "new\n");
    await writeWhole(file, Buffer.from("newer\n"));
    expect(await readFile(file, "utf8")).toBe("newer\n");
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });

  test("keeps the permissions and the owner of what was there", async () => {
    await writeFile(file, "old");
    if (isRoot) await chown(file, 65_534, 12);
    await chmod(file, 0o2751);
    const before = await stat(file);
    await writeWhole(file, "new");
    const { mode, uid, gid } = await stat(file);
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid });
  });

  test("has the permissions that are asked for where it is new", async () => {
    await writeWhole(file, "secret", { mode: 0o600 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test("goes through a link, which stays one", async () => {
    await mkdir(join(folder, "inner"));
    await writeFile(join(folder, "inner", "b.txt"), "old");
    await symlink(join("inner", "b.txt"), file);
    await writeWhole(file, "new", { within: [folder] });
    expect(await readFile(join(folder, "inner", "b.txt"), "utf8")).toBe("new");
    expect((await lstat(file)).isSymbolicLink()).toBe(true);
  });

  test("never goes to a name that somebody could have planted", async () => {
    const planted = join(folder, "victim");
    await writeFile(planted, "precious");
    // Names that could be guessed: those of the past, and of the package that was used before.
    for (const name of ["a.txt.new", "a.txt.tmp", ".a.txt.tmp"]) await symlink(planted, join(folder, name));
    await writeWhole(file, "new");
    expect(await readFile(planted, "utf8")).toBe("precious");
    expect((await lstat(file)).isFile()).toBe(true);
  });
});

describe("what is left as it is", () => {
  test.each<[string, FileProblemKind, (outside: string) => Promise<void>]>([
    ["a link that leaves the folder", "outside", (outside) => symlink(join(outside, "b.txt"), file)],
    ["a link to a file that is not there", "brokenLink", () => symlink("nowhere.txt", file)],
    ["links in a circle", "circularLink", () => symlink("a.txt", file)],
    ["a device", "special", () => symlink("/dev/zero", file)],
    ["a file with a second name", "hardLinked", (outside) => link(join(outside, "b.txt"), file)],
    ["a folder", "folder", async () => void (await mkdir(file))],
  ])("%s", async (_, kind, make) => {
    const outside = await mkdtemp(join(tmpdir(), "cloze-write-"));
    await writeFile(join(outside, "b.txt"), "old");
    await make(outside);
    const within = kind === "special" ? [folder, "/dev"] : [folder];
    expect(await kindOf(writeWhole(file, "new", { within }))).toBe(kind);
    expect(await readFile(join(outside, "b.txt"), "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["a.txt"]);
    await rm(outside, { recursive: true });
  });

  test("a link into the .git of its own folder", async () => {
    await mkdir(join(folder, ".git"));
    await writeFile(join(folder, ".git", "config"), "[core]\n");
    await symlink(join(".git", "config"), file);
    expect(await kindOf(writeWhole(file, "[core] fsmonitor=./x.sh", { within: [folder] }))).toBe("outside");
    expect(await readFile(join(folder, ".git", "config"), "utf8")).toBe("[core]\n");
  });

  test.each([
    ["as long as before", "odd\n"],
    ["longer", "old\nand more\n"],
  ])("a file that has changed since it was read, %s", async (_, changed) => {
    await writeFile(file, "old\n");
    const { bytes: expected } = await readPlainFile(file);
    await writeFile(file, changed);
    expect(await kindOf(writeWhole(file, "new\n", { expected }))).toBe("changed");
    expect(await readFile(file, "utf8")).toBe(changed);
    await rm(file);
    expect(await kindOf(writeWhole(file, "new\n", { expected }))).toBe("changed");
    expect(existsSync(file)).toBe(false);
  });

  test("a file that is write-protected, or lies in a folder that is", async () => {
    await writeFile(file, "old");
    await chmod(folder, 0o777);
    await chmod(file, 0o444);
    await asNobody(async () => expect(await kindOf(writeWhole(file, "new"))).toBe("readOnly"));
    await chmod(file, 0o666);
    await chmod(folder, 0o555);
    await asNobody(async () => expect(await kindOf(writeWhole(file, "new"))).toBe("readOnly"));
    expect(await readFile(file, "utf8")).toBe("old");
    await chmod(folder, 0o777);
  });

  test.runIf(isRoot)("a file of somebody else, who would lose it", async () => {
    await writeFile(file, "old");
    await chmod(folder, 0o777);
    await chmod(file, 0o666);
    await asNobody(async () => expect(await kindOf(writeWhole(file, "new"))).toBe("owned"));
    expect((await stat(file)).uid).toBe(0);
    expect(await readdir(folder)).toEqual(["a.txt"]);
  });
});

/** A program that writes the file again and again. */
async function writer(): Promise<string> {
  const entry = `import { writeWhole, removeUnfinished } from "./writeWhole.ts";
    process.on("SIGTERM", () => { removeUnfinished(); process.exit(143); });
    (async () => { for (let n = 0; ; n++) { await writeWhole(process.argv[2], String(n % 10).repeat(3_000_000)); if (n === 0) console.log("on"); } })();`;
  const outfile = join(folder, "writer.cjs");
  const resolveDir = resolve(__dirname, "../../src/files");
  await build({ stdin: { contents: entry, resolveDir, loader: "ts" }, bundle: true, platform: "node", outfile });
  return outfile;
}

describe.runIf(process.platform === "linux")("whoever has no space left", () => {
  test("leaves the file as it was", async () => {
    const program = await writer();
    const inner = join(folder, "inner");
    await mkdir(inner);
    await writeFile(join(inner, "a.txt"), "old");
    // 64 kB, of the three megabytes that it wants to write.
    const run = spawn("sh", ["-c", 'ulimit -f 128; exec "$0" "$@"', process.execPath, program, join(inner, "a.txt")], { stdio: ["ignore", "ignore", "pipe"] }); // prettier-ignore
    const [error] = await Promise.all([text(run.stderr), once(run, "exit")]);
    expect(error).toContain("a.txt: there is no space left to write it, so it is left as it is.");
    expect(await readFile(join(inner, "a.txt"), "utf8")).toBe("old");
    expect(await readdir(inner)).toEqual(["a.txt"]);
  });
});

describe("whoever is killed while it writes", () => {
  test.each(["SIGKILL", "SIGTERM"] as const)("leaves a whole file: %s", async (signal) => {
    const program = await writer();
    const inner = join(folder, "inner");
    for (let round = 0; round < 5; round++) {
      await mkdir(inner);
      const child = spawn(process.execPath, [program, join(inner, "a.txt")], { stdio: ["ignore", "pipe", "inherit"] });
      await new Promise((on) => child.stdout.once("data", on));
      await setTimeout(7 * round);
      const ended = new Promise((end) => child.once("exit", end));
      child.kill(signal);
      await ended;
      const found = await readFile(join(inner, "a.txt"), "utf8");
      expect(found).toBe(found[0]!.repeat(3_000_000));
      if (signal === "SIGTERM") expect(await readdir(inner)).toEqual(["a.txt"]);
      await rm(inner, { recursive: true });
    }
  });
});
