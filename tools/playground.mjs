// Builds the page to try Cloze on, static files only, and serves it on this machine: `npm run playground [-- --build]`.
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { playground } from "./bundles.mjs";
import { root } from "./packageFiles.mjs";
import { messageOf } from "./run.mjs";

const WASM = "ort-wasm-simd-threaded.wasm";
const MODEL = ["model.json", "tokenizer.json", "tokenizer_config.json", "config.json", "lexicon.txt", "weights.bin", "encoder.onnx", "vocabulary.onnx"]; // prettier-ignore
/** @type {Readonly<Record<string, string>>} */
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" }; // prettier-ignore

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
  for (const name of MODEL) await cp(join(root, "model", name), join(folder, "model", name));
}

/** @param {string} folder */
function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = join(folder, path === "/" ? "index.html" : path);
    readFile(file).then(
      (body) =>
        response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1", () => {
    const address = /** @type {import("node:net").AddressInfo} */ (server.address());
    console.log(`http://127.0.0.1:${address.port}/`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(root, "build/playground");
  try {
    await buildPlayground(folder);
    if (process.argv.includes("--build")) console.log(folder);
    else serve(folder);
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
