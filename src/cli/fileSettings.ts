import { basename, resolve } from "node:path";
import { defaultWishes, type Layer, type Severity, toPolicy, withLayers } from "../configuration/checkSettings.js";
import { createProjectReader, emptyProject } from "../configuration/node/projectReader.js";
import type { Category } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import { languageOfFile } from "../grammar/prose/languageOfFile.js";
import { commentParserForFile, parserForFile, type ParserName } from "../grammar/prose/parsers.js";
import { isNotebook } from "./notebook.js";
import type { CheckOptions } from "./options.js";

/** How one file is to be checked. */
export interface FileRules {
  /** `off` for a file that `.cloze.json` wants left alone; `undefined` if nothing reads this kind of file. */
  readonly parser: ParserName | "off" | undefined;
  readonly policy: Policy;
  readonly severity: Readonly<Record<Category, Severity>>;
}

export interface FileRulesStore {
  /** @param file a path, `-` for standard input, which counts as a file without an extension in the present folder */
  of(file: string): Promise<FileRules>;
}

/** What the command line itself says of a file. */
type OwnOptions = Pick<CheckOptions, "sensitivity" | "comments">;

/** What holds where nobody says anything but on the command line. */
export function rulesWithout(options: OwnOptions): FileRules {
  return rulesOf("-", {}, options);
}

/**
 * From `.cloze.json` and the dictionaries above each file, with the options of the command line over them.
 * @param warn is called once for each thing that cannot be used
 */
export function createFileRules(
  options: OwnOptions & Pick<CheckOptions, "config">,
  warn: (message: string) => void,
): FileRulesStore {
  const reader = createProjectReader();
  const warned = new Set<string>();
  return {
    async of(file) {
      const { layer, ignoredBy, names, problems } = options.config ? await reader.of(resolve(file)) : emptyProject;
      for (const problem of problems) {
        if (!warned.has(problem)) warn(problem);
        warned.add(problem);
      }
      const rules = rulesOf(file, layer, options, names);
      // What is piped through has no name that a pattern could mean, and must come out again.
      return ignoredBy === undefined || file === "-" ? rules : { ...rules, parser: "off" };
    },
  };
}

/** What is said of a single language counts more than whether comments are wanted. */
function rulesOf(
  file: string,
  layer: Layer,
  { sensitivity, comments }: OwnOptions,
  names: readonly string[] = [],
): FileRules {
  const wishes = withLayers(defaultWishes, [layer, sensitivity === undefined ? {} : { sensitivity }]);
  const chosen = layer.languages ?? {};
  const language = isNotebook(file) ? "markdown" : languageOfFile(file);
  const usual = isNotebook(file)
    ? "markdown"
    : (parserForFile(file) ?? (comments ? commentParserForFile(file) : undefined));
  const parser = language !== undefined && Object.hasOwn(chosen, language) ? chosen[language] : usual;
  return { parser, policy: toPolicy(wishes, Infinity, { names, file: basename(file) }), severity: wishes.severity };
}
