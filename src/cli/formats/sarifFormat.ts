import type { Log, ReportingDescriptor, Result } from "sarif";
import { relative, sep } from "node:path";
import type { Severity } from "../../configuration/checkSettings.js";
import type { Category } from "../../grammar/findings.js";
import type { FileFindings, LocatedFinding, Region } from "../locatedFindings.js";

/** What is told of the tool besides. */
export interface SarifContext {
  /** Of the program. */
  readonly version: string;
  /** SHA-256 of the manifest of the model that was used, in hexadecimal digits. */
  readonly model: string;
  /** Absolute path of the folder that paths are relative to. */
  readonly folder: string;
}

const RULES: Readonly<Record<Category, string>> = {
  spelling: "The word is not written as dictionaries have it.",
  agreement: "It is the right word in a form that does not agree with the rest of the sentence.",
  wordChoice: "The word exists, but in this sentence another one was probably meant.",
  missingWord: "The sentence needs a word between these two.",
  extraWord: "The sentence is complete without this word.",
  punctuation: "A mark is missing here, is one too many, or should be another one.",
  capitalization: "The letters are right, but not their capitals.",
};
const IDS = Object.keys(RULES) as Category[];

const LEVELS: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/**
 * A report in the Static Analysis Results Interchange Format 2.1.0 (OASIS), as GitHub's code scanning takes it: a rule for each category, fixes,
 * and fingerprints that stay the same where lines move.
 */
export function sarifReport(files: readonly FileFindings[], { version, model, folder }: SarifContext): Log {
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Cloze", version, rules: IDS.map(rule), properties: { modelSha256: model } } },
        columnKind: "utf16CodeUnits",
        results: files.flatMap(({ file, findings }) => resultsOf(uriOf(file, folder), findings)),
      },
    ],
  };
}

function rule(id: Category): ReportingDescriptor {
  return { id, shortDescription: { text: RULES[id] }, defaultConfiguration: { level: "warning" } };
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
      ruleId: finding.category,
      ruleIndex: IDS.indexOf(finding.category),
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
      properties: { probability: Math.round(finding.probability * 1e4) / 1e4, tier: finding.tier, context: finding.context }, // prettier-ignore
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
