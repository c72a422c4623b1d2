import { codeLanguages } from "../protocol.js";

/** Documents that a writer writes in. Others, such as the left side of a comparison, show text of long ago. */
export const writtenSchemes = ["file", "untitled", "vscode-scm", "vscode-vfs", "vscode-notebook-cell"];

/** Only documents of these languages are sent to the server, which then decides for each. */
export function documentSelector(languages: Readonly<Record<string, unknown>>): { scheme: string; language: string }[] {
  return Object.keys(languages).flatMap((language) => writtenSchemes.map((scheme) => ({ scheme, language })));
}

/** The settings of one scope that say which languages are sent. */
interface LanguageSettings {
  readonly languages: Readonly<Record<string, unknown>> | undefined;
  /** Anything but `true` counts as false, as it does to the server. */
  readonly comments: unknown;
}

/** All languages that any scope names, each a key. */
export function languagesOf(scopes: readonly LanguageSettings[]): Record<string, unknown> {
  const code = Object.fromEntries(codeLanguages.map((language) => [language, "comments"]));
  const maps = scopes.map(({ languages, comments }) => ({ ...(comments === true ? code : {}), ...languages }));
  return Object.assign({}, ...maps) as Record<string, unknown>;
}
