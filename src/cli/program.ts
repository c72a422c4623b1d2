import { Argument, Command } from "commander";
import { addCheck } from "./checkCommand.js";
import { type Shell, SHELLS } from "./completion.js";
import { type CheckOptions, failWithTwo, type RetrainOptions } from "./options.js";
import { addRetrain } from "./retrainCommand.js";

/** What is called with what was asked for. */
interface Actions {
  readonly check: (options: CheckOptions) => Promise<void>;
  readonly retrain: (options: RetrainOptions) => Promise<void>;
  readonly serve: () => void;
  readonly complete: (program: Command, shell: Shell) => Promise<void>;
}

/** Builds the command line. */
export function createProgram(version: string, { check, retrain, serve, complete }: Actions): Command {
  const program = new Command("cloze")
    .description("Checks English grammar with a masked language model on this machine. It opens no connection.")
    .addHelpText("after", "\nMore of each: cloze check --help. All of it: docs/command-line.md.")
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
  program
    .command("completion")
    .exitOverride(failWithTwo)
    .description('Print what teaches a shell to complete the options: eval "$(cloze completion bash)".')
    .addArgument(new Argument("<shell>").choices(SHELLS))
    .action((shell: Shell) => complete(program, shell));
  return program;
}
