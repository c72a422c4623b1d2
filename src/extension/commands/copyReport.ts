import { env, l10n, version, window, workspace, type ExtensionContext } from "vscode";
import { serverFacts, type ServerFacts } from "../../protocol.js";
import { diagnosticReport } from "../diagnosticReport.js";
import type { ServerHost } from "../serverHost.js";
import type { Situations } from "../situation.js";
import { tellBriefly } from "../tellBriefly.js";
import { viewOf } from "../view.js";

interface Manifest {
  readonly version: string;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, unknown>> } };
}

/** Puts a report for an issue onto the clipboard. */
export async function copyReport(
  { extension }: ExtensionContext,
  server: ServerHost,
  situations: Situations,
): Promise<void> {
  const manifest = extension.packageJSON as Manifest;
  const document = window.activeTextEditor?.document;
  const { text, detail } = viewOf(situations.of(document?.uri.toString()));
  const report = diagnosticReport({
    version: manifest.version,
    editor: `${env.appName} ${version}`,
    remote: env.remoteName,
    trusted: workspace.isTrusted,
    settings: changedSettings(Object.keys(manifest.contributes.configuration.properties)),
    server: await factsOf(server),
    status: `${text}. ${detail}`.trim(),
    languageId: document?.languageId,
  });
  await env.clipboard.writeText(report);
  tellBriefly(l10n.t("Cloze: the report is on the clipboard."));
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
  return Object.fromEntries(changed.map((key) => [key.replace(/^cloze\./u, ""), settings.get(key)]));
}
