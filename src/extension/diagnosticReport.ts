import type { ServerFacts } from "../protocol.js";

/** The part of a setting's JSON schema that tells which texts are the manifest's own. */
export interface SettingSchema {
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SettingSchema>>;
}

/** All that a report is made of. */
export interface ReportFacts {
  readonly version: string;
  readonly editor: string;
  readonly remote: string | undefined;
  readonly trusted: boolean;
  /** What differs from the defaults, by key, without `cloze.`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What the manifest says of each. */
  readonly schemas: Readonly<Record<string, SettingSchema>>;
  /** `undefined` where the server does not answer. */
  readonly server: ServerFacts | undefined;
  /** As the status shows it, without what it says of files. */
  readonly status: string;
  readonly languageId: string | undefined;
}

const MEGABYTE = 1e6;

/** Markdown for an issue: versions, settings, model, state and counts, and never anything that the writer wrote. */
export function diagnosticReport(facts: ReportFacts): string {
  const { server } = facts;
  const lines: [string, string][] = [
    ["Cloze", facts.version],
    ["Editor", facts.remote === undefined ? facts.editor : `${facts.editor}, remote (${facts.remote})`],
    ["Workspace", facts.trusted ? "trusted" : "restricted"],
    ["Status", facts.status],
    ["Language of the file", facts.languageId ?? "no file"],
    [
      "Server",
      server
        ? `${server.node === undefined ? "no Node" : `Node ${server.node}`}, ${server.platform}`
        : "does not answer",
    ],
  ];
  if (server) {
    lines.push(
      ["Model", server.model ?? "none"],
      ["State", server.state.state],
      ["Documents", `${String(server.documents)}, with ${String(server.findings)} findings`],
      ["Waiting sentences", String(server.waiting)],
    );
  }
  if (server?.memory !== undefined) lines.push(["Memory", `${String(Math.round(server.memory / MEGABYTE))} MB`]);
  const settings = Object.entries(facts.settings).map(
    ([key, value]) => `- \`cloze.${key}\`: ${described(value, facts.schemas[key])}`,
  );
  return [
    "### Cloze diagnostic report",
    "",
    ...lines.map(([name, value]) => `- ${name}: ${value}`),
    "",
    settings.length > 0 ? "Settings that differ from the defaults:" : "All settings are the defaults.",
    "",
    ...settings,
    "",
  ].join("\n");
}

/** Switches, numbers and the manifest's own words are told; of the rest, be it a key, the name of a file or a word, the number is. */
function described(value: unknown, schema: SettingSchema | undefined): string {
  if (isTold(value, schema)) return JSON.stringify(value);
  if (typeof value === "string") return "a text of its own";
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  const entries = Object.entries(value ?? {});
  const parts = schema?.properties ?? {};
  const isKnown = entries.every(([key, inner]) => Object.hasOwn(parts, key) && isTold(inner, parts[key]));
  return isKnown ? JSON.stringify(value) : `an object of ${String(entries.length)}`;
}

function isTold(value: unknown, schema: SettingSchema | undefined): boolean {
  return typeof value === "boolean" || typeof value === "number" || (schema?.enum?.includes(value) ?? false);
}
