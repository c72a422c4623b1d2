// What goes into a VSIX: the files that .vscodeignore names, and of the runtimes what the one platform needs.
import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import picomatch from "picomatch";

export const root = resolve(fileURLToPath(import.meta.url), "../..");

/** The platforms that the native runtime has a build for. */
export const PLATFORMS = ["linux-x64", "linux-arm64", "win32-x64", "win32-arm64", "darwin-arm64"];
/** For all others, and for VS Code in a browser: the runtime in WebAssembly. */
export const UNIVERSAL = "universal";

/**
 * Within the folder of a platform's library: for graphics cards, which we do not use and the library loads only where it is asked to, and a
 * second copy of the library, whose name nothing asks for.
 */
const UNUSED = ["DirectML.dll", "dxcompiler.dll", "dxil.dll", /^libonnxruntime\.\d+\.\d+\.\d+\.dylib$/];
/** For browsers only. */
const WEB = "dist/web/";

/**
 * @param {string} target one of PLATFORMS, or UNIVERSAL
 * @returns {Promise<{ from: string, to: string }[]>} relative to the repository, and to the extension's folder
 * @throws if the runtime has no build for the target
 */
export async function packageFiles(target) {
  if (target !== UNIVERSAL && !PLATFORMS.includes(target))
    throw new Error(
      `No runtime for ${target}. There is one for: ${PLATFORMS.join(", ")}; all others have ${UNIVERSAL}.`,
    );
  const own = (await ownFiles()).filter((path) => target === UNIVERSAL || !path.startsWith(WEB));
  const runtime = [...(await (target === UNIVERSAL ? webRuntime() : nativeRuntime(target))), ...(await common())];
  return [
    ...own.map((path) => ({ from: path, to: path })),
    // Not beside `dist/`, where the packager takes every package for a dependency of the manifest's.
    ...runtime.map((path) => ({ from: `node_modules/${path}`, to: `dist/node_modules/${path}` })),
  ];
}

/** What `vsce ls` lists; that would look through every folder of the repository for it. */
async function ownFiles() {
  const lines = (await readFile(join(root, ".vscodeignore"), "utf8")).split("\n");
  const named = lines.flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
  const folders = new Set(named.flatMap((pattern) => (pattern.includes("/") ? pattern.split("/", 1) : [])));
  const under = async (/** @type {string} */ folder, recursive = true) => {
    const entries = await readdir(join(root, folder), { recursive, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(root, join(parentPath, name)));
  };
  const found = await Promise.all([under("", false), ...[...folders].map((folder) => under(folder))]);
  const all = found.flat().map((path) => path.replaceAll("\\", "/"));
  const isNamed = picomatch(named);
  return all.filter((path) => isNamed(path)).sort();
}

/** @param {string} target */
async function nativeRuntime(target) {
  const native = `onnxruntime-node/bin/napi-v6/${target.replace("-", "/")}`;
  const libraries = await readdir(join(root, "node_modules", native));
  const used = libraries.filter(
    (name) => !UNUSED.some((one) => (typeof one === "string" ? one === name : one.test(name))),
  );
  return [
    "onnxruntime-node/package.json",
    ...(await scripts("onnxruntime-node/dist")),
    ...used.map((name) => `${native}/${name}`),
  ];
}

function webRuntime() {
  const files = ["ort.node.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];
  return ["onnxruntime-web/package.json", ...files.map((name) => `onnxruntime-web/dist/${name}`)];
}

async function common() {
  const folder = "onnxruntime-common/dist/cjs";
  return ["onnxruntime-common/package.json", `${folder}/package.json`, ...(await scripts(folder))];
}

/** @param {string} folder in node_modules */
async function scripts(folder) {
  const names = await readdir(join(root, "node_modules", folder));
  return names.filter((name) => name.endsWith(".js")).map((name) => `${folder}/${name}`);
}
