import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type CheckOptions, failWithTwo, FORMATS, parseCount, WHOLE_FORMATS } from "./options.js";

/** What a manual page has behind the options. */
const CHECK_HELP = `
Examples:
  cloze check README.md docs             files, and folders: the prose that git does not ignore
  cloze check "docs/**/*.md" --fix       a pattern; what stands out is fixed
  git log -1 --format=%B | cloze check   standard input, read as a draft
  cloze check . --changed-since main --format github

Exit status:
  0  nothing was found
  1  findings
  2  something could not be read, checked or written; the rest was done

Files:
  .cloze.json        settings, in any folder on the way up
  .cloze-words.txt   words of the project, one a line
  .clozeignore       what is left alone, as in .gitignore

Environment:
  NO_COLOR, FORCE_COLOR   as --color never and --color always
`;

/** Adds `cloze check` to the program. */
export function addCheck(program: Command, check: (options: CheckOptions) => Promise<void>): void {
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
    .addHelpText("after", CHECK_HELP)
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
      new Option("--report <format=file>", "write a report into a file as well: sarif=cloze.sarif; may be repeated")
        .argParser(parseReport)
        .default([], "none")
        .conflicts("jsonl"),
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

function parseReport(value: string, others: CheckOptions["report"]): CheckOptions["report"] {
  const [name, ...rest] = value.split("=");
  const [format, file] = [WHOLE_FORMATS.find((one) => one === name), rest.join("=")];
  if (!format || file === "")
    throw new InvalidArgumentError(`It must be FORMAT=FILE, with ${WHOLE_FORMATS.join(", ")}.`);
  return [...others, { format, file }];
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
