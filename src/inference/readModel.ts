import { type ModelManifest, parseManifest } from "./manifest.js";
import { ModelError, type ModelFiles } from "./runtime.js";

/** What the folder's `model.json` says. @throws ModelError that names it if it is missing, broken or of another version */
export async function readManifest(files: ModelFiles): Promise<ModelManifest> {
  const path = files.pathOf("model.json");
  const data = await files.read("model.json");
  const manifest = parseManifest(parseJson(data, path), path);
  await checkSeal(data, path);
  return manifest;
}

/** The end of the file, as `scripts/cloze_model/manifest.py` writes it. */
const SEAL = /,"sha256":"([0-9a-f]{64})"\}\n?$/u;

/** The file has the checksum of its own bytes up to where it stands. */
async function checkSeal(data: Uint8Array, path: string): Promise<void> {
  const [end, expected] = SEAL.exec(textOf(data.subarray(-100))) ?? [];
  if (end === undefined)
    throw new ModelError(`${path} has no checksum of its own at its end. Reinstall Cloze; a model that you have made gets one by scripts/seal_model.py.`); // prettier-ignore
  if ((await sha256(data.subarray(0, data.length - end.length))) !== expected)
    throw new ModelError(`${path} is damaged: its checksum differs from the one at its end. Reinstall Cloze or restore the file.`); // prettier-ignore
}

/**
 * Reads every file that the manifest names.
 * @returns those that are text
 * @throws ModelError that names a file with another checksum
 */
export async function readVerified(files: ModelFiles, { files: hashes }: ModelManifest): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [name, expected] of Object.entries(hashes)) {
    const data = await files.read(name);
    if ((await sha256(data)) !== expected)
      throw new ModelError(
        `${files.pathOf(name)} is damaged: its checksum differs from the one in model.json. Reinstall Cloze or restore the file.`,
      );
    // The weights are read by the runtime itself: they need not stay in memory here.
    if (/\.(?:json|txt)$/u.test(name)) texts.set(name, textOf(data));
  }
  return texts;
}

export function missing(path: string): never {
  throw new ModelError(
    `The model file ${path} is missing or cannot be read. Reinstall Cloze or point cloze.modelPath at a model folder.`,
  );
}

export function parseJson(data: Uint8Array | string, path: string): unknown {
  return explain(path, () => JSON.parse(typeof data === "string" ? data : textOf(data)) as unknown);
}

/** Runs a parser and says which file it failed on. */
export function explain<Result>(path: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    throw new ModelError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function textOf(data: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(data);
}

/** In hexadecimal digits. */
export async function sha256(data: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", data as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
