import { readFile, mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "esbuild";
import { bundles } from "../tools/bundles.mjs";

/**
 * What runs in a thread or process of its own is a bundle even where everything else runs from its source: no test sees an older one. What is as
 * it should be is not written again, since another step of `npm test` may be running it.
 */
export default async function buildWorker() {
  await Promise.all(bundles.map(bringUpToDate));
}

/** @param {import("esbuild").BuildOptions} bundle */
async function bringUpToDate(bundle) {
  const { outputFiles = [] } = await build({ ...bundle, logLevel: "warning", write: false });
  for (const { path, contents } of outputFiles) {
    const before = await readFile(path).catch(() => undefined);
    if (before?.equals(contents)) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
}
