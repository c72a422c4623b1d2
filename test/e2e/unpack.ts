import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const python = resolve(import.meta.dirname, "../../.venv/bin/python");

/** Unpacks a VSIX, as an editor would. @returns the extension's folder */
export function unpack(vsix: string, folder: string): string {
  execFileSync(python, ["-m", "zipfile", "-e", vsix, folder]);
  return join(folder, "extension");
}
