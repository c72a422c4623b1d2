// Builds the page to try Cloze on, static files only, and serves it on this machine: `npm run playground [-- --build]`.
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { playground } from "./bundles.mjs";
import { root } from "./packageFiles.mjs";
import { messageOf } from "./run.mjs";
import { serveStatic } from "./staticServer.mjs";

const WASM = "ort-wasm-simd-threaded.wasm";

/**
 * @param {string} folder is emptied first
 * @throws if the build fails or the model is missing
 */
export async function buildPlayground(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "model"), { recursive: true });
  await esbuild.build({ ...playground, outdir: folder, minify: true, logLevel: "warning" });
  for (const name of ["index.html", "style.css"]) await cp(join(root, "src/playground/page", name), join(folder, name));
  await cp(join(root, "node_modules/onnxruntime-web/dist", WASM), join(folder, WASM));
  const { files } = JSON.parse(await readFile(join(root, "model/model.json"), "utf8"));
  for (const name of ["model.json", ...Object.keys(files)])
    await cp(join(root, "model", name), join(folder, "model", name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(root, "build/playground");
  try {
    await buildPlayground(folder);
    if (process.argv.includes("--build")) console.log(folder);
    else console.log(`${(await serveStatic({ page: folder })).origin}/page/index.html`);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
