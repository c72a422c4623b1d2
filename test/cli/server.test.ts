import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import {
  CodeActionRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
} from "vscode-languageserver-protocol/node";
import { mistake } from "../mistakes/mistakes.js";
import { PATIENCE, program } from "./runCloze.js";

const AGREEMENT = mistake("agreement");
const SPELLING = mistake("spelling");

const uri = "file:///folder/notes.md";
let child: ChildProcess;
let client: ProtocolConnection;
afterEach(() => {
  client.dispose();
  child.kill("SIGKILL");
});

/** A client that knows diagnostics only as they are sent, has no commands and cannot be asked for settings. */
async function start(
  settings: object = {},
): Promise<(isWanted: (sent: PublishDiagnosticsParams) => boolean) => Promise<PublishDiagnosticsParams>> {
  child = spawn(process.execPath, [program, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  client = createProtocolConnection(child.stdout!, child.stdin!);
  const sent: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  client.onNotification(PublishDiagnosticsNotification.type, (params) => {
    sent.push(params);
    waiting.forEach((look) => look());
  });
  client.listen();
  await client.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: {},
    initializationOptions: { settings },
  });
  await client.sendNotification(InitializedNotification.type, {});
  return (isWanted) =>
    new Promise((resolve) => {
      const look = (): void => {
        const last = sent.at(-1);
        if (last && isWanted(last)) resolve(last);
      };
      waiting.push(look);
      look();
    });
}

const open = (text: string): Promise<void> =>
  client.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
const change = (text: string, version: number): Promise<void> =>
  client.sendNotification(DidChangeTextDocumentNotification.type, {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });

it(
  "serves a client that is no VS Code: findings are sent, mended by edits alone, and taken back",
  { timeout: PATIENCE },
  async () => {
    const published = await start();
    const { source, target, original, fix, start: character } = AGREEMENT;
    await open(`# Notes\n\n${source}\n`);
    const { diagnostics } = await published((sent) => sent.diagnostics.length > 0);
    expect(diagnostics).toMatchObject([{ source: "Cloze", range: { start: { line: 2, character }, end: { line: 2, character: character + original.length } } }]); // prettier-ignore
    const [{ code, codeDescription, message }] = diagnostics as [Diagnostic];
    expect(code).toBe(AGREEMENT.kind);
    expect(message).toContain(`“${original}” → “${fix}”: `);
    expect(readFileSync(fileURLToPath(codeDescription!.href), "utf8")).toContain(`"${String(code)}": false`);
    const actions = (await client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: diagnostics[0]!.range,
      context: { diagnostics },
    }))!;
    expect(actions.every((action) => "edit" in action && !action.command)).toBe(true);
    expect(actions[0]).toMatchObject({ edit: { documentChanges: [{ edits: [{ newText: fix }] }] } });
    await change(`# Notes\n\n${target}\n`, 2);
    expect(await published(({ version }) => version === 2)).toMatchObject({ diagnostics: [] });
    await change(`# Notes\n\n${source}\n`, 3);
    await published(({ version, diagnostics: found }) => version === 3 && found.length === 1);
    await client.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
    await published(({ diagnostics: left }) => left.length === 0);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    expect(await ended).toBe(0);
  },
);

it(
  "takes settings from the initialization options, and from the client when they change",
  { timeout: PATIENCE },
  async () => {
    const published = await start({ categories: { agreement: false } });
    await open(`${AGREEMENT.source} ${SPELLING.source}\n`);
    const places = [AGREEMENT.start, AGREEMENT.source.length + 1 + SPELLING.start];
    const spelling = await published(({ diagnostics }) => diagnostics.length > 0);
    expect(spelling.diagnostics.map(({ range }) => range.start.character)).toEqual(places.slice(1));
    await client.sendNotification(DidChangeConfigurationNotification.type, { settings: { cloze: {} } });
    const both = await published(({ diagnostics }) => diagnostics.length > 1);
    expect(both.diagnostics.map(({ range }) => range.start.character)).toEqual(places);
  },
);

it("ends when the client is gone without a word", { timeout: PATIENCE }, async () => {
  await start();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin!.destroy();
  await ended;
});
