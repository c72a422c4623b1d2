import { globMatcher } from "./glob.js";

/** What an extension's manifest says of a language. */
export interface LanguageContribution {
  readonly id: string;
  readonly extensions?: readonly string[];
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
}

/** Tells a file's language without opening it, as the editor would by its name. */
export type LanguageOfFile = (name: string) => string | undefined;

/** The editor's own, which no extension contributes. */
const BUILT_IN: LanguageContribution = { id: "plaintext", extensions: [".txt"] };

/**
 * @param contributions of all extensions, in their order
 * @param associations the setting `files.associations`: pattern → language, stronger than all else
 */
export function createLanguageOfFile(
  contributions: readonly LanguageContribution[],
  associations: Readonly<Record<string, string>>,
): LanguageOfFile {
  const byName = new Map<string, string>();
  const byExtension = new Map<string, string>();
  const patterns: { matches: (name: string) => boolean; id: string }[] = [];
  for (const { id, extensions, filenames, filenamePatterns } of [BUILT_IN, ...contributions]) {
    for (const extension of extensions ?? []) byExtension.set(extension.toLowerCase(), id);
    for (const name of filenames ?? []) byName.set(name.toLowerCase(), id);
    for (const pattern of filenamePatterns ?? []) patterns.push({ matches: nameMatcher(pattern), id });
  }
  const stated = Object.entries(associations).map(([pattern, id]) => ({ matches: nameMatcher(pattern), id }));

  return (name) => {
    const lower = name.toLowerCase();
    return (
      stated.find(({ matches }) => matches(lower))?.id ??
      byName.get(lower) ??
      patterns.find(({ matches }) => matches(lower))?.id ??
      endingsOf(lower).map((ending) => byExtension.get(ending)).find((id) => id !== undefined) // prettier-ignore
    );
  };
}

/** Patterns of whole paths are rare here and meant for one machine; their last part has to do. */
function nameMatcher(pattern: string): (name: string) => boolean {
  return globMatcher(pattern.slice(pattern.lastIndexOf("/") + 1).toLowerCase());
}

/** "a.b.md" → ".b.md", ".md": the longest ending that a language has wins. */
function endingsOf(name: string): string[] {
  return [...name.matchAll(/\./gu)].map(({ index }) => name.slice(index));
}
