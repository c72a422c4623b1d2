import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder, writePrivate } from "../../../files/privateFiles.js";
import { WITH_SENTENCES } from "./report.js";
import { readIfThere } from "./storeFolder.js";

/**
 * Makes of a store what this version promises, whatever an earlier one has left: nobody else can read it.
 * @param sentences `none` where it belongs to all workspaces: no report may tell there what stands in one of them
 * @throws FileProblem, or the file system's own error
 */
export async function tidyStore(folder: string, sentences: "own" | "none"): Promise<void> {
  const isThere = await lstat(folder).then((found) => found.isDirectory(), () => false); // prettier-ignore
  if (!isThere) return;
  await makePrivateFolder(folder);
  if (sentences === "own") return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const text = name.endsWith(".json") ? await readIfThere(path) : undefined;
    const less = text && withoutSentences(text);
    if (less && less !== text) await writePrivate(path, less);
  }
}

/** Of a description that another version has written the rest stays as it is. @returns `undefined` for what is no report */
function withoutSentences(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // It was cut off, or is no description.
    return undefined;
  }
  const report: unknown = (value as { report?: unknown } | null)?.report;
  if (typeof report !== "object" || report === null) return undefined;
  const kept = Object.fromEntries(WITH_SENTENCES.filter((key) => key in report).map((key) => [key, []]));
  return JSON.stringify({ ...(value as object), report: { ...report, ...kept } });
}
