import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from "vscode-languageserver/node";

const root = resolve(__dirname, "../..");
const TEXT = "This should throws an error.";
/** A network of its own in which there is nothing, not even a loopback that is up. */
const ALONE = ["--map-root-user", "--net"];
const canBeAlone = spawnSync("unshare", [...ALONE, "true"]).status === 0;
if (!canBeAlone)
  console.warn("This kernel gives no network namespaces to users: what runs without a network was not tried.");

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
});

describe.skipIf(!canBeAlone)("without any network", () => {
  it("the command line finds what it always finds", () => {
    const command = [process.execPath, join(root, "dist/cli.js"), "check", "--threads", "1", "-"];
    const { status, stdout } = spawnSync("unshare", [...ALONE, ...command], { input: TEXT, encoding: "utf8" });
    expect(stdout).toContain("throw");
    expect(status).toBe(1);
  });

  it("the server does too, and opens no socket", async () => {
    const child = spawn("unshare", [...ALONE, process.execPath, join(root, "dist/server.js"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    stop = () => child.kill("SIGKILL");
    const editor = createProtocolConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    let refreshed: () => void = () => undefined;
    editor.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => ({})));
    editor.onRequest("workspace/diagnostic/refresh", () => {
      refreshed();
      return null;
    });
    editor.listen();
    const capabilities = { workspace: { configuration: true, diagnostics: { refreshSupport: true } }, textDocument: { diagnostic: {} } }; // prettier-ignore
    await editor.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
    await editor.sendNotification("initialized", {});
    const uri = "untitled:offline.md";
    await editor.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "markdown", version: 1, text: TEXT } }); // prettier-ignore
    let items: readonly Diagnostic[] = [];
    while (items.length === 0) {
      const more = new Promise<void>((resolved) => (refreshed = resolved));
      const report: DocumentDiagnosticReport = await editor.sendRequest("textDocument/diagnostic", { textDocument: { uri } }); // prettier-ignore
      items = report.kind === "full" ? report.items : [];
      if (items.length === 0) await more;
    }
    expect(JSON.stringify(items)).toContain("throw");
    // The tables are those of the process's own network: a line for each socket under a heading.
    const sockets = ["tcp", "tcp6", "udp", "udp6"].flatMap((name) => readFileSync(`/proc/${String(child.pid)}/net/${name}`, "utf8").trim().split("\n").slice(1)); // prettier-ignore
    expect(sockets).toEqual([]);
    editor.dispose();
  }, 60_000);
});
