import { readTextFile } from "../files/textFile.js";
import { writeWhole } from "../files/writeWhole.js";
import type { Finding } from "../grammar/findings.js";
import { isReported } from "./formatters.js";
import type { LocatedFinding } from "./locatedFindings.js";
import type { CheckOptions } from "./options.js";

type SelectionOptions = Pick<CheckOptions, "hints" | "changedSince" | "baseline" | "maxFindings">;

/** Which findings are reported. */
export interface Selection {
  isWanted(finding: Finding): boolean;
  /** Those that are not known, as long as there is room. */
  take(findings: readonly LocatedFinding[]): LocatedFinding[];
  /** Findings for which there was no room. */
  readonly left: number;
}

/** @throws an Error for people if the baseline cannot be read */
export async function createSelection(options: SelectionOptions): Promise<Selection> {
  const known = options.baseline === "" ? new Set<string>() : await readBaseline(options.baseline);
  const isShown = isReported(options);
  let room = options.maxFindings;
  let left = 0;
  return {
    isWanted: (finding) => isShown(finding) && (options.changedSince === "" || finding.context === "draft"),
    take(findings) {
      const unknown = findings.filter(({ key }) => !known.has(key));
      const taken = unknown.slice(0, Math.min(room, unknown.length));
      room -= taken.length;
      left += unknown.length - taken.length;
      return taken;
    },
    get left() {
      return left;
    },
  };
}

/** What a baseline says of itself. */
const VERSION = 1;

async function readBaseline(path: string): Promise<Set<string>> {
  const { text } = await readTextFile(path);
  const problem = `${path}: this is no baseline that --write-baseline has written.`;
  try {
    const { version, findings } = JSON.parse(text) as { version?: unknown; findings?: unknown };
    if (version === VERSION && Array.isArray(findings) && findings.every((key) => typeof key === "string"))
      return new Set(findings);
  } catch (error) {
    throw new Error(problem, { cause: error });
  }
  throw new Error(problem);
}

/** Writes the keys of findings: hashes of their sentences, in an order that does not depend on that of the files. */
export async function writeBaseline(path: string, findings: readonly LocatedFinding[]): Promise<void> {
  const keys = [...new Set(findings.map(({ key }) => key))].sort();
  await writeWhole(path, `${JSON.stringify({ version: VERSION, findings: keys }, null, 2)}\n`);
}
