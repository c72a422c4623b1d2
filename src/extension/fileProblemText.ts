import { l10n } from "vscode";
import type { FileProblem, FileProblemKind } from "../files/fileProblem.js";

/** Why a file is not used, in the writer's language. */
export function fileProblemText({ kind, path, message }: FileProblem): string {
  return TEXTS[kind]?.(path) ?? message;
}

/** The rest is rare, or the system's own words. */
const TEXTS: Readonly<Partial<Record<FileProblemKind, (path: string) => string>>> = {
  binary: (path) => l10n.t("{0} is no text, so it is left as it is.", path),
  changed: (path) => l10n.t("{0} was changed by another program meanwhile, so it is left as it is. Try again.", path),
  forbidden: (path) => l10n.t("{0} may not be read.", path),
  full: (path) => l10n.t("There is no space left to write {0}, so it is left as it is.", path),
  notUnicode: (path) => l10n.t("{0} is neither UTF-8 nor UTF-16, so it is left as it is.", path),
  otherKind: (path) => l10n.t("{0} is a link to another kind of file, which is left as it is.", path),
  outside: (path) => l10n.t("{0} is a link that leads out of its folder, so it is left as it is.", path),
  readOnly: (path) => l10n.t("{0} may not be written, so it is left as it is.", path),
};
