import { type CommanderError, InvalidArgumentError } from "commander";
import type { Sensitivity } from "../grammar/policy.js";

/** `auto`: what git has of a file is published, the rest of it a draft; so is standard input, while a file in no repository is published. */
export type ContextOption = "auto" | "draft" | "published";

/** `text` is `full` on a terminal and `concise` elsewhere. */
export const FORMATS = ["text", "full", "concise", "json", "sarif", "github", "junit", "markdown"] as const;

/** Those that are written in one piece, when all is known. */
export const WHOLE_FORMATS = ["json", "sarif", "junit", "markdown"] as const;
export type WholeFormat = (typeof WHOLE_FORMATS)[number];

/** `cloze check`, parsed. */
export interface CheckOptions {
  /** Paths, `-` for standard input; none means standard input. */
  readonly files: readonly string[];
  readonly format: (typeof FORMATS)[number];
  /** Reports that are written into files besides. */
  readonly report: readonly { readonly format: WholeFormat; readonly file: string }[];
  readonly color: "auto" | "always" | "never";
  /** Only what differs from this revision is reported; empty for all. */
  readonly changedSince: string;
  /** A file with findings that are known, which are not reported; empty for none. */
  readonly baseline: string;
  /** Where to write what was found, as a baseline; empty for nowhere. */
  readonly writeBaseline: string;
  /** How many findings are reported at most. */
  readonly maxFindings: number;
  /** Over what `.cloze.json` says. */
  readonly sensitivity?: Sensitivity;
  readonly context: ContextOption;
  /** False to read no `.cloze.json` and no dictionary. */
  readonly config: boolean;
  readonly scoring: "cascade" | "exhaustive";
  /** Of the model, at most one a core. */
  readonly threads: number;
  /** Model folder; empty for the one that ships. */
  readonly model: string;
  /** What `retrain` wrote; empty for the model as it ships. */
  readonly adapter: string;
  readonly fix: boolean;
  /** Findings of the tier `perhaps` are reported, too. */
  readonly hints: boolean;
  /** Files of code are read for their comments and docstrings. */
  readonly comments: boolean;
  readonly jsonl: boolean;
  readonly explain: boolean;
}

/** `cloze retrain`, parsed; an empty string stands for an option that was not given. */
export interface RetrainOptions {
  readonly folder: string;
  readonly minutes: number;
  readonly seed: number;
  /** Where the adapter goes; empty only if `writeData` is given. */
  readonly out: string;
  readonly model: string;
  /** Training data as JSON (`src/training/types.ts`) in place of the folder's prose. */
  readonly data: string;
  /** Where to write the folder's training data as JSON, instead of learning from them. */
  readonly writeData: string;
  readonly report: string;
  readonly clock: "wall" | "cpu";
}

/** A wrong option is an error like any other: exit status 2; asking for help is none. */
export function failWithTwo({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

export function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return count;
}
