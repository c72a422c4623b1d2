// An editor without an editor: starts the built server, speaks LSP with it over its standard streams.
import { spawn } from "node:child_process";
import { join } from "node:path";
import * as lsp from "vscode-languageserver/node";

const { createProtocolConnection, StreamMessageReader, StreamMessageWriter } = lsp;

const capabilities = {
  workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
  textDocument: { diagnostic: {} },
};

/**
 * @param {string} root the repository
 * @param {object} settings the section `cloze`
 * @param {string[]} launcher a command that runs the server in its own place
 * @param {{ workspaceFolders?: object[], folders?: () => object[], initializationOptions?: object, env?: object }} options what the client says at start, and a part of the environment
 */
export async function startServer(root, settings, launcher = [], options = {}) {
  // With the options of src/extension/client.ts, which starts it in the editor.
  const own = [process.execPath, "--max-semi-space-size=4", join(root, "dist/server.js"), "--stdio"];
  const [command, ...args] = [...launcher, ...own];
  const env = { ...process.env, ...options.env, MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "1048576" };
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "inherit"] });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const checking = new Map();
  /** @type {() => void} */
  let refreshed = () => undefined;
  let problem;
  client.onRequest("workspace/configuration", ({ items }) => items.map(() => settings));
  client.onRequest("workspace/workspaceFolders", () => options.folders?.() ?? null);
  client.onRequest("workspace/diagnostic/refresh", () => {
    refreshed();
    return null;
  });
  client.onNotification("cloze/documentStatus", (status) => void checking.set(status.uri, status.checking));
  client.onNotification("cloze/status", (status) => {
    problem = status.problem;
    if (problem !== undefined) refreshed();
  });
  client.listen();
  await client.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities, workspaceFolders: options.workspaceFolders, initializationOptions: options.initializationOptions }); // prettier-ignore
  await client.sendNotification("initialized", {});

  const send = (method, params) => client.sendNotification(method, params);

  /** Pulls until `isEnough(diagnostics)`, or the document is checked to its end. @throws if the model cannot be used */
  async function pull(uri, isEnough = (/** @type {object[]} */ _items) => false) {
    for (;;) {
      const more = new Promise((/** @type {(value: void) => void} */ resolve) => (refreshed = resolve));
      const { items } = await client.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
      if (problem !== undefined) throw new Error(problem);
      if (isEnough(items) || checking.get(uri) === false) return items;
      await more;
    }
  }

  return {
    pid: child.pid,
    pull,
    open: (uri, text, languageId = "markdown", version = 1) =>
      send("textDocument/didOpen", { textDocument: { uri, languageId, version, text } }),
    change: (uri, version, range, text) =>
      send("textDocument/didChange", { textDocument: { uri, version }, contentChanges: [{ range, text }] }),
    close: (uri) => send("textDocument/didClose", { textDocument: { uri } }),
    /** Says that the caret is at the top, so that no sentence counts as being typed. */
    lookAtTop: (uri) => send("cloze/didChangeViewport", { uri, caret: { line: 0, character: 0 }, visible: [] }),
    fixesOf: (uri, diagnostic) =>
      client.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range: diagnostic.range,
        context: { diagnostics: [diagnostic] },
      }),
    checkFile: (uri) => client.sendRequest("cloze/checkFile", { uri }),
    notify: send,
    request: (method, params) => client.sendRequest(method, params),
    async kill() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
      client.dispose();
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      await client.sendRequest("shutdown");
      await send("exit");
      await ended;
      client.dispose();
    },
  };
}
