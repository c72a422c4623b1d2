import { resolve } from "node:path";
import { createProjectReader, emptyProject } from "../configuration/node.js";
import { toPolicy } from "../configuration/policy.js";
import { defaultWishes, withLayers, type Layer, type Severity } from "../configuration/wishes.js";
import type { Category } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import { commentParserForFile, parserForFile, type ParserName } from "../grammar/prose/parsers.js";
import { languageOfFile } from "./languageOfFile.js";
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

/** What holds where nobody says anything but on the command line. */
export function rulesWithout(options: Pick<CheckOptions, "sensitivity">): FileRules {
  return rulesOf("-", [overrides(options)], false);
}

/**
 * From `.cloze.json` and the dictionaries above each file, with the options of the command line over them.
 * @param warn is called once for each thing that cannot be used
 */
export function createFileRules(
  options: Pick<CheckOptions, "sensitivity" | "config" | "comments">,
  warn: (message: string) => void,
): FileRulesStore {
  const reader = createProjectReader();
  const warned = new Set<string>();
  return {
    async of(file) {
      const { layer, ignoredBy, problems } = options.config ? await reader.of(resolve(file)) : emptyProject;
      for (const problem of problems) {
        if (!warned.has(problem)) warn(problem);
        warned.add(problem);
      }
      const rules = rulesOf(file, [layer, overrides(options)], options.comments);
      // What is piped through has no name that a pattern could mean, and must come out again.
      return ignoredBy === undefined || file === "-" ? rules : { ...rules, parser: "off" };
    },
  };
}

function overrides({ sensitivity }: Pick<CheckOptions, "sensitivity">): Layer {
  return sensitivity === undefined ? {} : { sensitivity };
}

function rulesOf(file: string, layers: readonly Layer[], comments: boolean): FileRules {
  const wishes = withLayers(defaultWishes, layers);
  return { parser: parserOf(file, layers, comments), policy: toPolicy(wishes, Infinity), severity: wishes.severity };
}

/** What the layers say of the file's language counts more than its name. */
function parserOf(file: string, layers: readonly Layer[], comments: boolean): FileRules["parser"] {
  const chosen = layers.reduce<Layer["languages"]>((below, { languages }) => ({ ...below, ...languages }), {}) ?? {};
  const language = languageOfFile(file);
  if (language !== undefined && Object.hasOwn(chosen, language)) return chosen[language];
  return parserForFile(file) ?? (comments ? commentParserForFile(file) : undefined);
}
