import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { MessageTransports } from "vscode-languageclient/node";
import { createServerRun, type ServerRun } from "../../src/extension/client.js";
import { startServerProcess } from "../../src/extension/serverProcess.js";

/** What the client was made with. */
const made = vi.hoisted(() => ({ start: undefined as unknown, options: undefined as unknown, refuses: false }));
vi.mock("vscode", () => ({
  Uri: {},
  workspace: { workspaceFolders: undefined, getConfiguration: () => ({ get: () => undefined }) },
}));
vi.mock("vscode-languageclient/node", () => import("vscode-languageserver/node"));
vi.mock("vscode-languageclient", () => ({
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 1 },
  RevealOutputChannelOn: { Never: 4 },
}));

class FakeClient {
  constructor(start: unknown, options: unknown) {
    Object.assign(made, { start, options });
  }
  /** As the real one does while it starts. */
  dispose(): Promise<void> {
    return made.refuses ? Promise.reject(new Error("Client is not running and can't be stopped.")) : Promise.resolve();
  }
}

let folder: string;
let crashes: number;
let logged: string[];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cloze-"));
  // A server that tells its number, stays when it is asked to go, and when nobody is there any more.
  writeFileSync(
    join(folder, "server.js"),
    `process.on("SIGTERM", () => undefined); process.on("disconnect", () => undefined); setInterval(() => undefined, 1000);
     console.error("started"); process.send({ jsonrpc: "2.0", method: "pid", params: [process.pid] });`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  [crashes, logged, made.refuses] = [0, [], false];
});

function create(): ServerRun {
  return createServerRun({
    host: {
      startServer: (_: unknown, log: { append(text: string): void }) =>
        startServerProcess(join(folder, "server.js"), undefined, log),
      createClient: (start: unknown, options: unknown) => new FakeClient(start, options),
    },
    log: { append: (text: string) => logged.push(text), warn: (text: string) => logged.push(text) },
    ownFiles: [],
    initialization: () => ({}),
    onCrash: () => crashes++,
  } as never);
}

/** Starts the process as the client does. @returns its number, once it runs */
async function startProcess(): Promise<number> {
  const { reader } = await (made.start as () => Promise<MessageTransports>)();
  return new Promise((done) =>
    reader.listen((message) => done((message as unknown as { params: number[] }).params[0]!)),
  );
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each([false, true])(
  "a server that does not go is gone when it was stopped; the client refuses: %j",
  async (refuses) => {
    const run = create();
    const pid = await startProcess();
    expect(isThere(pid)).toBe(true);
    made.refuses = refuses;
    await run.stop();
    expect(isThere(pid)).toBe(false);
    await run.stop();
  },
);

test("what it writes to its standard error is in the log", async () => {
  const run = create();
  await startProcess();
  await vi.waitFor(() => expect(logged.join("")).toContain("started"));
  await run.stop();
});

test("the client never starts a server again by itself", () => {
  create();
  const { errorHandler } = made.options as { errorHandler: { closed(): unknown } };
  expect(errorHandler.closed()).toEqual({ action: 1, handled: true });
  expect(crashes).toBe(1);
});
