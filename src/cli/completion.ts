import type { Command, Option } from "commander";

export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * A script that teaches a shell to complete the program's commands, options and the values that can be chosen; everything else is the name
 * of a file.
 */
export function completionScript(program: Command, shell: Shell): string {
  const words = wordsOf(program);
  switch (shell) {
    case "bash":
      return bashScript(program.name(), words);
    case "zsh":
      // It runs what is written for bash, once its own completion is there.
      return `autoload -U compinit bashcompinit\n(( $+functions[compdef] )) || compinit\nbashcompinit\n${bashScript(program.name(), words)}`;
    case "fish":
      return fishScript(program.name(), words);
    default:
      throw new Error(`Unknown shell: ${String(shell)}`);
  }
}

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** What its arguments can be, where they are no files. */
  readonly values: readonly string[];
}

function wordsOf(program: Command): CommandWords[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .filter((command) => command.name() !== "help")
    .map((command) => ({
      name: command.name(),
      summary: command.description(),
      options: command.createHelp().visibleOptions(command),
      values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    }));
}

function bashScript(program: string, commands: readonly CommandWords[]): string {
  const choices = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, argChoices }) =>
      argChoices ? [`    "${name} ${long!}") words="${argChoices.join(" ")}" ;;`] : [],
    ),
  );
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, argChoices, required }) => (required && !argChoices ? [`"${name} ${long!}"`] : [])),
  );
  const argumentsOf = commands.flatMap(({ name, values }) =>
    values.length > 0 ? [`    "${name} ${name}") words="${values.join(" ")}" ;;`] : [],
  );
  const options = commands.map(
    (one) => `      ${one.name}) words="${one.options.map(({ long }) => long).join(" ")}" ;;`,
  );
  return [
    `_${program}() {`,
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""`,
    `  case "$command $previous" in`,
    ...choices,
    ...argumentsOf,
    ...(values.length > 0 ? [`    ${values.join("|")}) ;;`] : []),
    `    *) if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.map(({ name }) => name).join(" ")}"; elif [ "\${current#-}" != "$current" ]; then case "$command" in`,
    ...options,
    `    esac; fi ;;`,
    `  esac`,
    `  COMPREPLY=($(compgen -W "$words" -- "$current"))`,
    `}`,
    `complete -o default -F _${program} ${program}`,
    "",
  ].join("\n");
}

function fishScript(program: string, commands: readonly CommandWords[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return [
    ...commands.map(
      ({ name, summary }) => `complete -c ${program} -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ),
    ...commands.flatMap(({ name, values }) =>
      values.length > 0
        ? [`complete -c ${program} -n '__fish_seen_subcommand_from ${name}' -x -a '${values.join(" ")}'`]
        : [],
    ),
    ...commands.flatMap(({ name, options }) =>
      options.map(({ long, description, argChoices, required }) => {
        const value = argChoices ? ` -x -a ${quoted(argChoices.join(" "))}` : required ? " -r" : "";
        return `complete -c ${program} -n '__fish_seen_subcommand_from ${name}' -l ${long!.slice(2)}${value} -d ${quoted(description)}`;
      }),
    ),
    "",
  ].join("\n");
}
