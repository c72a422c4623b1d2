import { chmod, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf, FileProblem, problemOf } from "./fileProblem.js";
import { writeWhole } from "./writeWhole.js";

/** Permissions of what is the writer's alone. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
/** Of anybody else. */
const OTHERS = 0o077;

/**
 * Makes a folder, and those above it that are not there, that only the writer can look into. One that is there already is closed to others, with
 * all that is in it, as an older version of Cloze may have left it open: it must be one for which nobody else has a use. On Windows the writer's
 * profile is closed anyway.
 * @throws FileProblem if there is a file in its place, or it cannot be made
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER }).catch((error: unknown) => {
    throw codeOf(error) === "EEXIST" ? new FileProblem("system", path, "it is no folder.") : problemOf(error, path, "writing"); // prettier-ignore
  });
  if (process.platform === "win32" || ((await stat(path)).mode & OTHERS) === 0) return;
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await makePrivateFolder(join(path, entry.name));
    else if (entry.isFile()) await closeToOthers(join(path, entry.name));
  }
  // The last of it, so that whatever is interrupted begins anew.
  await close(path, PRIVATE_FOLDER);
}

/** As `writeWhole` does, but the file is the writer's alone, also where it was not before. @throws FileProblem */
export async function writePrivate(path: string, data: string | Buffer): Promise<void> {
  await closeToOthers(path);
  await writeWhole(path, data, { mode: PRIVATE_FILE });
}

/** Takes everybody else's permissions from a file, if it is there. */
export function closeToOthers(path: string): Promise<void> {
  return close(path, PRIVATE_FILE);
}

async function close(path: string, mode: number): Promise<void> {
  try {
    await chmod(path, mode);
  } catch (error) {
    // What is not there, or is gone since, is nobody's; and some file systems know no permissions.
    if (!["ENOENT", "ENOTSUP", "EPERM"].includes(codeOf(error) ?? "")) throw error;
  }
}
