import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";

/** Either the SHA-256 of an adapter that can be used, or what is wrong with it, as the end of a sentence. */
export type CheckedAdapter =
  { readonly sha256: string; readonly problem?: undefined } | { readonly problem: string; readonly sha256?: undefined };

/** @param length how many numbers it must have */
export async function checkAdapter(path: string, length: number): Promise<CheckedAdapter> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return { problem: "cannot be read" };
  }
  if (bytes.length !== length * Float32Array.BYTES_PER_ELEMENT) return { problem: "is damaged" };
  for (let at = 0; at < bytes.length; at += Float32Array.BYTES_PER_ELEMENT)
    if (!Number.isFinite(bytes.readFloatLE(at))) return { problem: "holds numbers that are none" };
  return { sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Before a file gets the name it is known by: a name that survives a crash must not stand for bytes that do not. */
export async function bringToDisk(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
