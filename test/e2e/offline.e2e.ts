import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { startServer } from "../../bench/serverProcess.mjs";

const root = resolve(__dirname, "../..");
const TEXT = "This should throws an error.";
/** A network of its own in which there is nothing, not even a loopback that is up. */
const ALONE = ["unshare", "--map-root-user", "--net"];
const [unshare = "", ...flags] = ALONE;
const canBeAlone = spawnSync(unshare, [...flags, "true"]).status === 0;
if (!canBeAlone)
  console.warn("This kernel gives no network namespaces to users: what runs without a network was not tried.");

describe.skipIf(!canBeAlone)("without any network", () => {
  it("the command line finds what it always finds", () => {
    const command = [process.execPath, join(root, "dist/cli.js"), "check", "--threads", "1", "-"];
    const { status, stdout } = spawnSync(unshare, [...flags, ...command], { input: TEXT, encoding: "utf8" });
    expect(stdout).toContain("throw");
    expect(status).toBe(1);
  });

  it("the server does too, and opens no socket", async () => {
    const server = await startServer(root, {}, ALONE);
    try {
      const uri = "untitled:offline.md";
      await server.open(uri, TEXT);
      expect(JSON.stringify(await server.pull(uri))).toContain("throw");
      // The tables are those of the process's own network: a line for each socket under a heading.
      const sockets = ["tcp", "tcp6", "udp", "udp6"].flatMap((name) => readFileSync(`/proc/${String(server.pid)}/net/${name}`, "utf8").trim().split("\n").slice(1)); // prettier-ignore
      expect(sockets).toEqual([]);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
