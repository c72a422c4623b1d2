import type { ServerFacts } from "../protocol.js";

/** All that a report is made of. */
export interface ReportFacts {
  readonly version: string;
  readonly editor: string;
  readonly remote: string | undefined;
  readonly trusted: boolean;
  /** What differs from the defaults, by key, without `cloze.`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** `undefined` where the server does not answer. */
  readonly server: ServerFacts | undefined;
  /** As the status shows it. */
  readonly status: string;
  readonly languageId: string | undefined;
}

/** One of a few words, as settings have them; whatever else is text may be the writer's own. */
const WORD = /^[\w.-]{0,30}$/u;
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
    ["Server", server ? `Node ${server.node}, ${server.platform}` : "does not answer"],
  ];
  if (server) {
    lines.push(
      ["Model", server.model ?? "none"],
      ["State", server.state.state],
      ["Documents", `${String(server.documents)}, with ${String(server.findings)} findings`],
      ["Waiting sentences", String(server.waiting)],
      ["Memory", `${String(Math.round(server.memory / MEGABYTE))} MB`],
    );
  }
  const settings = Object.entries(facts.settings).map(([key, value]) => `- \`cloze.${key}\`: ${described(value)}`);
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

/** Switches, numbers and single words are told, also inside of objects; of the rest the size is. */
function described(value: unknown): string {
  if (isTold(value)) return JSON.stringify(value);
  if (typeof value === "string") return "a text of its own";
  if (Array.isArray(value)) return `a list of ${String(value.length)}`;
  const entries = Object.entries(value ?? {});
  return entries.every(([, inner]) => isTold(inner)) ? JSON.stringify(value) : `an object of ${String(entries.length)}`;
}

function isTold(value: unknown): boolean {
  return typeof value === "boolean" || typeof value === "number" || (typeof value === "string" && WORD.test(value));
}
