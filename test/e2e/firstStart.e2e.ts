import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bareMachine, type BareMachine } from "./bareMachine.js";
import { launchBrowser } from "./browser.js";
import { endGroup } from "./observer.js";
import { readSquiggles } from "./squiggles.js";
import { OUT } from "./withWorkbench.js";

const root = resolve(import.meta.dirname, "../..");
/** What a compiler and what calls it go by. */
const TOOLS = ["cc", "c++", "gcc", "g++", "clang", "make", "python3", "node-gyp", "git"];
const ADDRESS = /^http:\S+$/m;
/** For all of an installation and a cold model on a busy machine, in milliseconds. */
const PATIENCE = 900_000;

describe("the first `npm start` on a machine with nothing but Node", () => {
  const base = mkdtempSync(join(tmpdir(), "cloze-bare-"));
  const checkout = join(base, "cloze");
  let machine: BareMachine;
  let running: ChildProcess | undefined;
  let log = "";

  beforeAll(() => {
    mkdirSync(checkout);
    const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" }); // prettier-ignore
    for (const path of files.split("\0").filter((path) => path !== "" && existsSync(join(root, path)))) {
      mkdirSync(dirname(join(checkout, path)), { recursive: true });
      cpSync(join(root, path), join(checkout, path));
    }
    mkdirSync(join(base, "machine"));
    machine = bareMachine(join(base, "machine"), checkout);
    if (!machine.hasOwnRoot) console.warn("Nobody may mount here: compilers and headers are out of the PATH, but not out of reach."); // prettier-ignore
  });

  afterAll(async () => {
    if (running) await endGroup(running);
    await rm(base, { recursive: true, force: true });
  }, PATIENCE);

  /** Starts as the README says, and waits until something is printed. @returns what is found */
  async function start(expected: RegExp): Promise<string> {
    log = "";
    const [command, ...given] = [...machine.launcher, "npm", "start", "--", "--browser", "--no-open"]; // prettier-ignore
    const child = spawn(command, given, { cwd: checkout, env: machine.env, detached: true, stdio: ["ignore", "pipe", "pipe"] }); // prettier-ignore
    running = child;
    return new Promise((found, fail) => {
      const read = (chunk: Buffer): void => {
        log += chunk.toString();
        const match = expected.exec(log);
        if (match) found(match[0]);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.on("exit", (code, signal) => {
        fail(new Error(`\`npm start\` ended with ${String(code ?? signal)}:\n${log}`));
      });
    });
  }

  it("has no compiler and no headers", () => {
    const [command, ...given] = [...machine.launcher, "sh", "-c", `echo bare; command -v ${TOOLS.join(" ")}; ls /usr/include`]; // prettier-ignore
    const { stdout } = spawnSync(command, given, { cwd: checkout, env: machine.env, encoding: "utf8" });
    if (machine.hasOwnRoot) expect(stdout).toBe("bare\n");
    else expect(stdout).toMatch(/^bare\n(?!.*\/bin\/)/s);
  });

  it("is stopped while it installs", async () => {
    await start(/\[2\/3\]/);
    await endGroup(running!);
    expect(log).toContain("[1/3]");
  }, PATIENCE); // prettier-ignore

  it("goes on where it stopped, and shows the example's mistakes", async () => {
    const address = await start(ADDRESS);
    expect(log).not.toContain("[1/3]");
    expect(log).not.toMatch(/Installing npm packages|gyp|Unknown project config/);
    expect((await fetch(address)).status).toBe(200);
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(address, { timeout: 300_000, waitUntil: "commit" });
      const underlined = async () => (await readSquiggles(page)).map(({ text }) => text.trim());
      await expect.poll(underlined, { timeout: 300_000, interval: 500 }).toEqual(expect.arrayContaining(["throws", "recieve"])); // prettier-ignore
      await page.screenshot({ path: join(OUT, "first-start.png") });
    } finally {
      await browser.close();
    }
  }, PATIENCE); // prettier-ignore

  it("ends by Ctrl+C and leaves nothing behind", async () => {
    // npm itself may end before what it has started.
    process.kill(-running!.pid!, "SIGINT");
    const left = (): string[] => readdirSync(join(base, "machine/tmp")).filter((name) => name.startsWith("cloze-start-"));
    await expect.poll(left, { timeout: 60_000, interval: 200 }).toEqual([]);
    expect(execFileSync("ps", ["-e", "-o", "args="], { encoding: "utf8" })).not.toContain(checkout);
  }, PATIENCE); // prettier-ignore
});
