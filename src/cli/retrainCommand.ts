import { type Command, InvalidArgumentError, Option } from "commander";
import { failWithTwo, parseCount, type RetrainOptions } from "./options.js";

/** With the former names of two options. */
type GivenOptions = Omit<RetrainOptions, "folder"> & { readonly lessons: string; readonly writeLessons: string };

/** Adds `cloze retrain` to the program. */
export function addRetrain(program: Command, retrain: (options: RetrainOptions) => Promise<void>): void {
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

function parseMinutes(value: string): number {
  const minutes = Number(value);
  if (!(minutes > 0 && minutes <= 600)) throw new InvalidArgumentError("It must be a number of minutes, at most 600.");
  return minutes;
}
