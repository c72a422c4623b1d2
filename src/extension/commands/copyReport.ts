import { env, type ExtensionContext, l10n, version, window, workspace } from "vscode";
import { serverFacts, type ServerFacts } from "../../protocol.js";
import { diagnosticReport, type SettingSchema } from "../diagnosticReport.js";
import { showStatusMessage } from "../editorWindow.js";
import type { ServerHost } from "../serverHost.js";
import type { StatusState } from "../status/statusState.js";
import { statusViewOf } from "../status/statusText.js";

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, SettingSchema>> } };
}

/** Puts a report for an issue onto the clipboard. */
export async function copyReport(
  { extension }: ExtensionContext,
  server: ServerHost,
  statuses: StatusState,
): Promise<void> {
  const manifest = extension.packageJSON as Manifest;
  const document = window.activeTextEditor?.document;
  const { properties } = manifest.contributes.configuration;
  // The detail may be about a file, whose name is the writer's own.
  const { text } = statusViewOf(statuses.of(document?.uri.toString()));
  const report = diagnosticReport({
    version: manifest.version,
    editor: `${env.appName} ${version}`,
    remote: env.remoteName,
    trusted: workspace.isTrusted,
    settings: changedSettings(Object.keys(properties)),
    schemas: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [ownKey(key), schema])),
    server: await factsOf(server),
    status: `${text}.`,
    languageId: document?.languageId,
  });
  await env.clipboard.writeText(report);
  showStatusMessage(l10n.t("Cloze: the report is on the clipboard."));
}

/** A server that does not answer is what the report is for. */
async function factsOf(server: ServerHost): Promise<ServerFacts | undefined> {
  try {
    return await server.request(serverFacts, null);
  } catch {
    return undefined;
  }
}

function changedSettings(keys: readonly string[]): Record<string, unknown> {
  const settings = workspace.getConfiguration(undefined, window.activeTextEditor?.document.uri ?? null);
  const changed = keys.filter((key) => {
    const found = settings.inspect(key);
    return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
      (value) => value !== undefined,
    );
  });
  return Object.fromEntries(changed.map((key) => [ownKey(key), settings.get(key)]));
}

function ownKey(key: string): string {
  return key.replace(/^cloze\./u, "");
}
