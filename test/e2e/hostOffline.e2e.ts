import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { mistake } from "../mistakes/mistakes.js";
import { withWorkbench } from "./withWorkbench.js";
import type { Workbench } from "./workbench.js";

// The process that Cloze's part inside VS Code runs in, and all that it starts meanwhile, watched from outside.

const EXTENSION_HOST = /type=extensionHost/;
const PATIENCE = { timeout: 90_000, interval: 200 };
/** Milliseconds after the last command: whatever waits for a quiet moment to speak up. */
const WATCH = 30_000;

const { source, original } = mistake("agreement");

describe("Cloze in the extension host", () => {
  let workbench: Workbench;
  const folder = mkdtempSync(join(tmpdir(), "cloze-host-"));
  const trace = join(folder, "trace");

  withWorkbench({ "a.md": `${source}\n` }, (started) => (workbench = started));
  afterAll(() => rmSync(folder, { recursive: true }));

  const underlined = async () => (await workbench.squiggles()).map(({ text }) => text);

  it("opens no socket to anything but this machine's own processes", { timeout: 240_000 }, async () => {
    expect(spawnSync("strace", ["-V"]).status, "apt-get install strace").toBe(0);
    await workbench.openFile("a.md");
    await expect.poll(underlined, PATIENCE).toEqual([original]);
    const [host] = workbench.processes(EXTENSION_HOST);
    const strace = spawn("strace", ["-f", "-qq", "-s", "256", "-e", "trace=socket,connect,execve", "-o", trace, "-p", String(host)], { stdio: "ignore" }); // prettier-ignore
    await sleep(2_000);
    await workbench.runCommand("Cloze: Restart Server");
    await expect.poll(underlined, PATIENCE).toEqual([original]);
    await workbench.runCommand("Cloze: Check Workspace");
    await sleep(WATCH);
    strace.kill("SIGINT");
    await once(strace, "exit");
    const calls = readFileSync(trace, "utf8").split("\n");
    // That anything was seen at all: the server that was started meanwhile.
    expect(calls.filter((call) => /execve\(.*server\.js/.test(call))).not.toEqual([]);
    expect(calls.filter((call) => /(?:socket|connect)\(.*(?:AF_INET|AF_PACKET|AF_NETLINK)/.test(call))).toEqual([]);
  });
});
