import type { Log, ReportingDescriptor, Result } from "sarif";
import { relative, sep } from "node:path";
import type { Severity } from "../../configuration/checkSettings.js";
import { type Kind, KIND_NAMES, KINDS } from "../../grammar/kinds/kinds.js";
import type { FileFindings, LocatedFinding, Region } from "../locatedFindings.js";

/** What is told of the tool besides. */
export interface SarifContext {
  /** Of the program. */
  readonly version: string;
  /** SHA-256 of the manifest of the model that was used, in hexadecimal digits. */
  readonly model: string;
  /** Absolute path of the folder that paths are relative to. */
  readonly folder: string;
  /** The page of a kind, in Markdown. */
  pageOf(kind: Kind): string;
}

/** The tool's page. */
const HOME = "https://github.com/cloze-editor/cloze#readme";

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/**
 * A report in the Static Analysis Results Interchange Format 2.1.0 (OASIS), as GitHub's code scanning takes it: a rule for each kind of mistake, fixes,
 * and fingerprints that stay the same where lines move.
 */
export function sarifReport(files: readonly FileFindings[], { version, model, folder, pageOf }: SarifContext): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Cloze",
            version,
            informationUri: HOME,
            rules: KIND_NAMES.map((kind) => rule(kind, pageOf(kind))),
            properties: { modelSha256: model },
          },
        },
        columnKind: "utf16CodeUnits",
        results: files.flatMap(({ file, findings }) => resultsOf(uriOf(file, folder), findings)),
      },
    ],
  };
}

/** Of a page: what stands below its title. */
const FIRST_PARAGRAPH = /^# .*\n\n(\S.*)$/mu;

function rule(id: Kind, page: string): ReportingDescriptor {
  const kind = KINDS[id];
  const summary = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}.`;
  return {
    id,
    shortDescription: { text: summary },
    // Code scanning shows it beside each finding, and wants it of every rule.
    fullDescription: { text: FIRST_PARAGRAPH.exec(page)?.[1] ?? summary },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: "warning" },
  };
}

function resultsOf(uri: string, findings: readonly LocatedFinding[]): Result[] {
  const seen = new Map<string, number>();
  return findings.map(({ finding, severity, region, replaced, cell, key }) => {
    // The same mistake in the same sentence, which stands there twice.
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const artifactLocation = { uri, uriBaseId: "%SRCROOT%" };
    const isInFile = cell === undefined;
    const [fix] = finding.fixes;
    return {
      ruleId: finding.kind,
      ruleIndex: KIND_NAMES.indexOf(finding.kind),
      level: LEVELS[severity],
      message: { text: finding.message },
      locations: [
        {
          // The lines of a notebook's file are not those of its cells.
          physicalLocation: { artifactLocation, region: isInFile ? regionOf(region) : { startLine: 1 } },
          ...(isInFile ? {} : { logicalLocations: [{ name: `cell ${String(cell)}, line ${String(region.start.line)}` }] }), // prettier-ignore
        },
      ],
      partialFingerprints: { "clozeFinding/v1": `${key}:${String(occurrence)}` },
      ...(fix &&
        isInFile && {
          fixes: [
            {
              description: { text: finding.message },
              artifactChanges: [
                { artifactLocation, replacements: [{ deletedRegion: regionOf(replaced), insertedContent: { text: fix.text } }] }, // prettier-ignore
              ],
            },
          ],
        }),
      properties: { category: finding.category, probability: Math.round(finding.probability * 1e4) / 1e4, tier: finding.tier, context: finding.context }, // prettier-ignore
    };
  });
}

function regionOf({ start, end }: Region): Record<"startLine" | "startColumn" | "endLine" | "endColumn", number> {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Relative where the file lies below the folder, as code scanning wants it. */
function uriOf(file: string, folder: string): string {
  if (file === "-") return "stdin";
  const way = relative(folder, file).split(sep).join("/");
  return way.split("/").map(encodeURIComponent).join("/");
}
