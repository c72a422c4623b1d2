import { Command, type CommanderError, InvalidArgumentError, Option } from "commander";
import { availableParallelism } from "node:os";
import type { Sensitivity } from "../grammar/policy.js";

/** `auto`: what git has of a file is published, the rest of it a draft; so is standard input, while a file in no repository is published. */
export type ContextOption = "auto" | "draft" | "published";

/** `text` is `full` on a terminal and `concise` elsewhere. */
const FORMATS = ["text", "full", "concise", "json", "sarif", "github", "junit"] as const;

/** `cloze check`, parsed. */
export interface CheckOptions {
  /** Paths, `-` for standard input; none means standard input. */
  readonly files: readonly string[];
  readonly format: (typeof FORMATS)[number];
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

/** With the former names of two options. */
type GivenOptions = Omit<RetrainOptions, "folder"> & { readonly lessons: string; readonly writeLessons: string };

/** What is called with what was asked for. */
interface Actions {
  readonly check: (options: CheckOptions) => Promise<void>;
  readonly retrain: (options: RetrainOptions) => Promise<void>;
  readonly serve: () => void;
}

/** Builds the command line. */
export function createProgram(version: string, { check, retrain, serve }: Actions): Command {
  const program = new Command("cloze")
    .description("Checks English grammar with a masked language model on this machine.")
    .version(version)
    .exitOverride(failWithTwo);
  addCheck(program, check);
  addRetrain(program, retrain);
  program
    .command("server")
    .exitOverride(failWithTwo)
    .description("Serve an editor by the Language Server Protocol (docs/editors.md).")
    .requiredOption("--stdio", "over standard input and output")
    .action(serve);
  return program;
}

function addCheck(program: Command, check: Actions["check"]): void {
  const command = program
    .command("check")
    .exitOverride(failWithTwo)
    .description("Report what a careful editor would correct. Exit status: 0 clean, 1 findings, 2 error.")
    .argument(
      "[files...]",
      'files to check, patterns such as "docs/**/*.md", - for standard input, or folders; the name chooses the parser',
    )
    .addOption(
      new Option(
        "--sensitivity <level>",
        "how sure a finding must be; without it what .cloze.json says, else balanced",
      ).choices(["relaxed", "balanced", "strict"]),
    )
    .addOption(
      new Option(
        "--context <kind>",
        "read as a draft, where mistakes are likelier, or as published; auto: what differs from the last commit, and standard input, is a draft",
      )
        .choices(["auto", "draft", "published"])
        .default("auto"),
    )
    .option("--hints", "report what is only perhaps wrong too; --fix leaves it alone", false)
    .addOption(
      new Option("--scoring <mode>", "mask only what screening doubts, or every word and gap")
        .choices(["cascade", "exhaustive"])
        .default("cascade"),
    )
    .addOption(
      new Option("--threads <count>", "threads of the model, 0 for as many as there are cores; never more than that")
        .argParser(parseThreads)
        .default(boundedThreads(0), "0"),
    )
    .option("--model <folder>", "another model folder", "")
    .option("--comments", "check the comments and docstrings of code files too", false)
    .option("--adapter <file>", "what cloze retrain has written", "")
    .option(
      "--fix",
      "write the first fix of every finding into the files, check sentences that had several again, and tell what was changed and left",
      false,
    )
    .option("--no-config", "read no .cloze.json and no .cloze-words.txt")
    .option(
      "--jsonl",
      "read lines {id, text} of plain text, write lines {id, findings, fixed}, fixed as by --fix; lines in a row with the same “document” are one document; no .cloze.json",
      false,
    )
    .addOption(new Option("--explain", "with --jsonl: write all evidence that was weighed").default(false).hideHelp())
    .action((files: string[], options: Omit<CheckOptions, "files">, command: Command) => {
      if (options.jsonl && (options.fix || options.format !== "text" || files.some((file) => file !== "-")))
        command.error("error: --jsonl reads standard input, and goes with no file, --fix or --format");
      return check({ ...options, files });
    });
  addReporting(command);
}

/** What is reported, and how. */
function addReporting(command: Command): void {
  command
    .addOption(
      new Option(
        "--format <format>",
        "how to report: a line for each finding (concise), with the text around it (full), text for full on a terminal and concise elsewhere, or for another program",
      )
        .choices(FORMATS)
        .default("text"),
    )
    .addOption(
      new Option("--color <when>", "colour the full report; auto: on a terminal, unless NO_COLOR is set")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .addOption(
      new Option("--changed-since <revision>", "report only what differs from that commit, read as a draft")
        .default("", "")
        .conflicts(["fix", "jsonl"]),
    )
    .addOption(
      new Option("--baseline <file>", "leave out the findings that this file names")
        .default("", "")
        .conflicts(["fix", "jsonl"]),
    )
    .addOption(
      new Option("--write-baseline <file>", "write what is found there, for --baseline, and report nothing")
        .default("", "")
        .conflicts(["fix", "jsonl", "baseline", "maxFindings"]),
    )
    .addOption(
      new Option("--max-findings <count>", "report at most so many; the rest are counted")
        .argParser(parseCount)
        .default(Infinity, "all")
        .conflicts(["fix", "jsonl"]),
    );
}

function addRetrain(program: Command, retrain: Actions["retrain"]): void {
  program
    .command("retrain")
    .exitOverride(failWithTwo)
    .description(
      "Adapt the model to a folder's prose and git history, on this machine. Exit status: 0 kept, 1 no better and not kept, 2 error.",
    )
    .argument("[folder]", "the project to learn from", ".")
    .option("--out <file>", "where to write what was learnt, for check --adapter", "")
    .option("--minutes <count>", "how long it may take in all", parseMinutes, 5)
    .option("--seed <number>", "another seed shows the data in another order", parseCount, 0)
    .option("--model <folder>", "another model folder", "")
    .option("--data <file>", "learn from these training data, as JSON, instead", "")
    .addOption(
      new Option("--write-data <file>", "write the folder's training data there, as JSON, and learn nothing")
        .default("")
        .conflicts(["out", "data", "report"]),
    )
    .addOption(new Option("--lessons <file>", "the former name of --data").default("").hideHelp())
    .addOption(
      new Option("--write-lessons <file>", "the former name of --write-data")
        .default("")
        .conflicts(["out", "report"])
        .hideHelp(),
    )
    .option("--report <file>", "write all figures and examples there, as JSON", "")
    .addOption(
      new Option("--clock <kind>", "count wall-clock or processor time")
        .choices(["wall", "cpu"])
        .default("wall")
        .hideHelp(),
    )
    .action((folder: string, { lessons, writeLessons, ...options }: GivenOptions, command: Command) => {
      const [data, writeData] = [options.data || lessons, options.writeData || writeLessons];
      if (options.out === "" && writeData === "")
        command.error("error: give --out <file> for what is learnt, or --write-data <file>");
      return retrain({ ...options, folder, data, writeData });
    });
}

/** A wrong option is an error like any other: exit status 2; asking for help is none. */
function failWithTwo({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

function parseCount(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError("It must be a whole number, 0 or more.");
  return count;
}

/** Each thread takes some 100 MB; nobody means more of them than the largest machines have cores. */
const MOST_THREADS = 64;

/** @returns at most as many as there are cores: more would only take turns */
function parseThreads(value: string): number {
  const count = parseCount(value);
  if (count > MOST_THREADS) throw new InvalidArgumentError(`It must be at most ${String(MOST_THREADS)}.`);
  return boundedThreads(count);
}

function boundedThreads(count: number): number {
  const cores = availableParallelism();
  return count === 0 ? cores : Math.min(count, cores);
}

function parseMinutes(value: string): number {
  const minutes = Number(value);
  if (!(minutes > 0 && minutes <= 600)) throw new InvalidArgumentError("It must be a number of minutes, at most 600.");
  return minutes;
}
