import { basename, resolve } from "node:path";
import {
  defaultCheckSettings,
  type SettingsLayer,
  type Severity,
  toPolicy,
  mergeLayers,
} from "../configuration/checkSettings.js";
import { createProjectReader, emptyProject } from "../configuration/node/projectReader.js";
import type { Category } from "../grammar/findings.js";
import type { Policy } from "../grammar/policy.js";
import { languageOfFile } from "../grammar/prose/languageOfFile.js";
import { commentParserForFile, parserForFile, type ParserName } from "../grammar/prose/parsers.js";
import { isNotebook } from "./notebook.js";
import type { CheckOptions } from "./options.js";

/** How one file is to be checked. */
export interface FileSettings {
  /** `off` for a file that `.cloze.json` wants left alone; `undefined` if nothing reads this kind of file. */
  readonly parser: ParserName | "off" | undefined;
  readonly policy: Policy;
  readonly severity: Readonly<Record<Category, Severity>>;
}

export interface FileSettingsStore {
  /** @param file a path, `-` for standard input, which counts as a file without an extension in the present folder */
  of(file: string): Promise<FileSettings>;
}

/** What the command line itself says of a file. */
type OwnOptions = Pick<CheckOptions, "sensitivity" | "comments">;

/** What holds where nobody says anything but on the command line. */
export function settingsWithout(options: OwnOptions): FileSettings {
  return settingsOf("-", {}, options);
}

/**
 * From `.cloze.json` and the dictionaries above each file, with the options of the command line over them.
 * @param warn is called once for each thing that cannot be used
 */
export function createFileSettings(
  options: OwnOptions & Pick<CheckOptions, "config">,
  warn: (message: string) => void,
): FileSettingsStore {
  const reader = createProjectReader();
  const warned = new Set<string>();
  return {
    async of(file) {
      const { layer, ignoredBy, names, problems } = options.config ? await reader.of(resolve(file)) : emptyProject;
      for (const problem of problems) {
        if (!warned.has(problem)) warn(problem);
        warned.add(problem);
      }
      const settings = settingsOf(file, layer, options, names);
      // What is piped through has no name that a pattern could mean, and must come out again.
      return ignoredBy === undefined || file === "-" ? settings : { ...settings, parser: "off" };
    },
  };
}

/** What is said of a single language counts more than whether comments are wanted. */
function settingsOf(
  file: string,
  layer: SettingsLayer,
  { sensitivity, comments }: OwnOptions,
  names: readonly string[] = [],
): FileSettings {
  const settings = mergeLayers(defaultCheckSettings, [layer, sensitivity === undefined ? {} : { sensitivity }]);
  const chosen = layer.languages ?? {};
  const language = isNotebook(file) ? "markdown" : languageOfFile(file);
  const usual = isNotebook(file)
    ? "markdown"
    : (parserForFile(file) ?? (comments ? commentParserForFile(file) : undefined));
  const parser = language !== undefined && Object.hasOwn(chosen, language) ? chosen[language] : usual;
  return { parser, policy: toPolicy(settings, Infinity, { names, file: basename(file) }), severity: settings.severity };
}
