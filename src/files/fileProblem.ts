/** Why a file is not read or not written. */
export type FileProblemKind =
  | "binary"
  | "brokenLink"
  | "changed"
  | "circularLink"
  | "folder"
  | "forbidden"
  | "full"
  | "hardLinked"
  | "missing"
  | "notUnicode"
  | "otherKind"
  | "outside"
  | "owned"
  | "readOnly"
  | "special"
  | "system"
  | "tooLarge";

const SENTENCES: Readonly<Record<FileProblemKind, string>> = {
  binary: "this is no text.",
  brokenLink: "this link leads to a file that is not there.",
  changed: "it was changed by another program meanwhile, so it is left as it is. Try again.",
  circularLink: "these links lead round in a circle.",
  folder: "this is a folder.",
  forbidden: "it may not be read.",
  full: "there is no space left to write it, so it is left as it is.",
  hardLinked: "the same file has another name elsewhere (a hard link), so it is left as it is. Copy it first.",
  missing: "there is no such file.",
  notUnicode: "this is neither UTF-8 nor UTF-16, so it is left alone. Save it as UTF-8.",
  otherKind: "this link leads to another kind of file,",
  outside: "this link leads out of its folder, to",
  owned: "it belongs to somebody else, and would be yours if it were written. It is left as it is.",
  readOnly: "it may not be written, so it is left as it is.",
  special: "this is no file but a device, a pipe or a socket.",
  system: "it cannot be used:",
  tooLarge: "it is too large.",
};

/** A file that cannot be used, or must not be. The message is a sentence for people that begins with the path. */
export class FileProblem extends Error {
  override readonly name = "FileProblem";

  /** @param detail ends the sentence, where there is more to say */
  constructor(
    readonly kind: FileProblemKind,
    readonly path: string,
    detail = "",
  ) {
    super(`${path}: ${SENTENCES[kind]}${detail === "" ? "" : ` ${detail}`}`);
  }
}

const READING: Readonly<Record<string, FileProblemKind>> = {
  EACCES: "forbidden",
  EISDIR: "folder",
  ELOOP: "circularLink",
  ENAMETOOLONG: "missing",
  ENOENT: "missing",
  ENOTDIR: "missing",
  ENXIO: "special",
  EPERM: "forbidden",
};

const WRITING: Readonly<Record<string, FileProblemKind>> = {
  ...READING,
  EACCES: "readOnly",
  EDQUOT: "full",
  EFBIG: "full",
  ENOSPC: "full",
  EPERM: "readOnly",
  EROFS: "readOnly",
};

/** What the file system said while a file was read or written, as a sentence; a `FileProblem` stays what it is. */
export function problemOf(error: unknown, path: string, during: "reading" | "writing"): FileProblem {
  if (error instanceof FileProblem) return error;
  const code = codeOf(error);
  const kind = code === undefined ? undefined : (during === "reading" ? READING : WRITING)[code];
  return kind === undefined
    ? new FileProblem("system", path, `${error instanceof Error ? error.message : String(error)}.`)
    : new FileProblem(kind, path);
}

/** The code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
