import { spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer } from "../../bench/serverProcess.mjs";
import { mistake } from "../mistakes/mistakes.js";
import { endGroup, Observer, printed } from "./observer.js";
import { unpack } from "./unpack.js";

const root = resolve(__dirname, "../..");
const { source: TEXT, fix } = mistake("agreement");
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
    expect(stdout).toContain(`→ “${fix}”`);
    expect(status).toBe(1);
  });

  it("the server does too", async () => {
    const server = await startServer(root, {}, ALONE);
    try {
      const uri = "untitled:offline.md";
      await server.open(uri, TEXT);
      expect(JSON.stringify(await server.pull(uri))).toContain(`“${fix}”`);
    } finally {
      await server.stop();
    }
  }, 60_000);
});

/** Seconds for which each process is observed once its model is loaded: the runtime's telemetry waits for twenty to forty-five. */
const WATCH = 60;
const SILENT = { sockets: [], lookups: [], files: [] };
const node = process.execPath;
const cli = join(root, "dist/cli.js");
const python = join(root, ".venv/bin/python");
/** A session of the runtime as scripts/ would open one. */
const SESSION = `import time, cloze_model, onnxruntime
session = onnxruntime.InferenceSession("model/encoder.onnx", providers=["CPUExecutionProvider"])
print("ready", flush=True)
time.sleep(3600)`;
/** What the observer must not miss, though nothing of it leaves the machine. */
const CHATTER = `require("node:dns").lookup("localhost", () => console.log("ready"));
require("node:fs").writeFileSync(require("node:os").homedir() + "/deviceid", "");
require("node:dgram").createSocket("udp4").bind(0, "127.0.0.1");`;

describe("a minute after the model is loaded, with nobody watching", () => {
  const folder = mkdtempSync(join(tmpdir(), "cloze-universal-"));
  const observers = { server: new Observer(), check: new Observer(), webAssembly: new Observer(), retrain: new Observer(), python: new Observer(), chatter: new Observer() }; // prettier-ignore
  const children: ChildProcess[] = [];
  let server: Awaited<ReturnType<typeof startServer>> | undefined;

  async function run(observer: Observer, command: readonly string[], ready: RegExp, input = ""): Promise<void> {
    const child = observer.start(command, root);
    children.push(child);
    child.stdin!.write(input);
    await printed(child, ready);
  }

  // All at once: they sleep most of the time.
  beforeAll(async () => {
    const { server: ofServer, ...others } = observers;
    server = await startServer(root, {}, ofServer.launcher);
    await server.open("untitled:observed.md", TEXT);
    const universal = join(unpack(process.env["CLOZE_UNIVERSAL_VSIX"]!, folder), "dist/cli.js");
    const line = `${JSON.stringify({ id: 1, text: TEXT })}\n`;
    await Promise.all([
      server.pull("untitled:observed.md"),
      run(others.check, [node, cli, "check", "--threads", "1", "--jsonl"], /"findings"/, line),
      run(others.webAssembly, [node, universal, "check", "--threads", "1", "--jsonl"], /"findings"/, line),
      run(others.retrain, [node, cli, "retrain", "scripts", "--minutes", "5", "--out", "/dev/null"], /measuring/),
      run(others.python, ["env", "PYTHONPATH=scripts", "PYTHONDONTWRITEBYTECODE=1", python, "-c", SESSION], /ready/),
      run(others.chatter, [node, "-e", CHATTER], /ready/),
    ]);
    await sleep(WATCH * 1000);
  }, 240_000);

  afterAll(async () => {
    await server?.stop();
    await Promise.all(children.map(endGroup));
    for (const observer of Object.values(observers)) observer.close();
    rmSync(folder, { recursive: true });
  });

  it.each(["server", "check", "webAssembly", "retrain", "python"] as const)("%s has opened no socket, looked up no name and left no file", (name) => {
    expect(observers[name].look()).toEqual(SILENT);
  }); // prettier-ignore

  it("all are still there", () => {
    expect(children.map(({ exitCode }) => exitCode)).toEqual([null, null, null, null, null]);
  });

  it("the observer does see a socket, a lookup and a file", () => {
    const seen = observers.chatter.look();
    expect(seen.files).toEqual(["deviceid"]);
    expect(seen.sockets.length).toBeGreaterThan(0);
    expect(seen.lookups.length).toBeGreaterThan(0);
  });
});
