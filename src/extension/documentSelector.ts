/** Documents that a writer writes in. Others, such as the left side of a comparison, show text of long ago. */
export const writtenSchemes = ["file", "untitled", "vscode-scm", "vscode-vfs", "vscode-notebook-cell"];

/** Only documents of these languages are sent to the server, which then decides for each. */
export function documentSelector(languages: Readonly<Record<string, unknown>>): { scheme: string; language: string }[] {
  return Object.keys(languages).flatMap((language) => writtenSchemes.map((scheme) => ({ scheme, language })));
}
