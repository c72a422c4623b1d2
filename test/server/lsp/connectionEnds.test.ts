import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import {
  ConfigurationRequest,
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { status, type StatusParams } from "../../../src/protocol.js";

// The built server with the model that ships: only a real run of the runtime can be cut off.

const program = resolve(__dirname, "../../../dist/server.js");
/** Milliseconds that a server has to go, on a busy machine. */
const PATIENCE = 120_000;
const text = Array.from({ length: 400 }, (_, index) => `This should throws an error number ${String(index)}, and nobody can do anything about it in year ${String(index)}.\n\n`).join(""); // prettier-ignore

interface Running {
  readonly child: ChildProcess;
  readonly client: ProtocolConnection;
  /** What it has written to its standard error until it ended, and how it ended. */
  readonly end: Promise<{ error: string; code: number | null; signal: string | null }>;
}

const started: Running[] = [];
afterEach(() => {
  for (const { child, client } of started.splice(0)) {
    child.kill("SIGKILL");
    client.dispose();
  }
});

function start(transport: "stdio" | "ipc"): Running {
  const child = transport === "ipc" ? fork(program, ["--node-ipc"], { silent: true }) : spawn(process.execPath, [program, "--stdio"]); // prettier-ignore
  const [reader, writer] = transport === "ipc" ? [new IPCMessageReader(child), new IPCMessageWriter(child)] : [new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!)]; // prettier-ignore
  let error = "";
  child.stderr!.on("data", (data: Buffer) => (error += data.toString("utf8")));
  child.stdin!.on("error", () => undefined);
  // Not its "close", which does not come where the channel was closed from here.
  const end = Promise.all([once(child, "exit"), once(child.stderr!, "close")]).then(() => {
    return { error, code: child.exitCode, signal: child.signalCode };
  });
  const running = { child, client: createProtocolConnection(reader, writer), end };
  started.push(running);
  return running;
}

/** Resolves when the server has been told to begin, with what resolves when the model is loaded. */
async function begin({ client }: Running): Promise<{ loaded: Promise<void> }> {
  client.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ threads: 2 })));
  const loaded = new Promise<void>((resolve) => {
    client.onNotification(status.method, ({ state }: StatusParams) => (state === "ready" ? resolve() : undefined));
  });
  client.listen();
  const workspace = { configuration: true, diagnostics: { refreshSupport: true } };
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities: { workspace } });
  await client.sendNotification(InitializedNotification.type, {});
  return { loaded };
}

function refreshed(client: ProtocolConnection): Promise<void> {
  return new Promise((resolve) => client.onRequest(DiagnosticRefreshRequest.type, () => resolve()));
}

/** Resolves while the model computes: it has told of a first portion, and has more to do. */
async function compute(running: Running): Promise<void> {
  const { client } = running;
  const { loaded } = await begin(running);
  const document = { uri: "file:///folder/long.md", languageId: "markdown", version: 1, text };
  await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: document });
  await loaded;
  const more = refreshed(client);
  await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: document.uri } });
  await more;
}

const ways: readonly (readonly [string, "stdio" | "ipc", (running: Running) => unknown, number])[] = [
  ["its input ends", "stdio", ({ child }) => child.stdin!.end(), 1],
  ["the client is gone", "stdio", ({ child }) => [child.stdin!, child.stdout!].map((stream) => stream.destroy()), 1],
  ["nobody reads what it says", "stdio", ({ child }) => child.stdout!.destroy() && ask(child), 1],
  ["the channel closes", "ipc", ({ child }) => child.disconnect(), 1],
  ["it is told to exit", "stdio", ({ client }) => client.sendNotification(ExitNotification.type), 1],
  ["it is shut down and told to exit", "ipc", ({ client }) => shutDown(client), 0],
];

/** The connection does not speak to a server that it does not hear. */
function ask(child: ChildProcess): void {
  const message = JSON.stringify({ jsonrpc: "2.0", id: "last", method: "unknown" });
  child.stdin!.write(`Content-Length: ${String(message.length)}\r\n\r\n${message}`);
}

async function shutDown(client: ProtocolConnection): Promise<void> {
  await client.sendRequest(ShutdownRequest.method);
  await client.sendNotification(ExitNotification.type);
}

test.each(ways)("a server that computes ends without a word when %s", async (_, transport, end, code) => {
  const running = start(transport);
  await compute(running);
  await end(running);
  expect(await running.end).toEqual({ error: "", code, signal: null });
}, PATIENCE); // prettier-ignore

// The runtime throws where nobody can catch it if its thread is ended while it opens a model.
test(
  "a server that loads its model ends without a word, whenever it is told to exit",
  async () => {
    const whole = start("stdio");
    const { loaded } = await begin(whole);
    const from = Date.now();
    await loaded;
    const duration = Date.now() - from;
    for (const share of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      const running = start("stdio");
      await begin(running);
      await later(share * duration);
      await running.client.sendNotification(ExitNotification.type);
      expect(await running.end).toEqual({ error: "", code: 1, signal: null });
    }
  },
  4 * PATIENCE,
);
