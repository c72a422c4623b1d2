import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { bundles } from "../../tools/bundles.mjs";
import { packageFiles, PLATFORMS, UNIVERSAL } from "../../tools/packageFiles.mjs";

const root = resolve(import.meta.dirname, "../..");
const TARGETS = [...PLATFORMS, UNIVERSAL];

/** All that an extension needs, but for the runtimes. */
const NEEDED = [
  /^(package\.json|package\.nls(\.[a-z-]+)?\.json|README\.md|CHANGELOG\.md|LICENSE|THIRD_PARTY_NOTICES)$/,
  /^docs\/kinds\/[\w-]+\.md$/,
  /^media\/(icon\.png|example\.md|cloze\.schema\.json|walkthrough\/[a-z]+\.svg)$/,
  /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^model\/second\/(config\.json|weights\.bin|(encoder|vocabulary)\.onnx)$/,
  /^model\/(README\.md|model\.json|config\.json|tokenizer(_config)?\.json|lexicon\.txt|weights\.bin|(encoder|vocabulary|train)\.onnx)$/,
];
/** What the build makes. */
const BUNDLES = bundles.map(({ outfile }) => outfile!);
const isNeeded = (path: string): boolean => NEEDED.some((pattern) => pattern.test(path)) || BUNDLES.includes(path);

/** In each VSIX, of what the native runtime is made of. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  "linux-x64": ["linux/x64/libonnxruntime.so.1", "linux/x64/onnxruntime_binding.node"],
  "linux-arm64": ["linux/arm64/libonnxruntime.so.1", "linux/arm64/onnxruntime_binding.node"],
  "win32-x64": ["win32/x64/onnxruntime.dll", "win32/x64/onnxruntime_binding.node"],
  "win32-arm64": ["win32/arm64/onnxruntime.dll", "win32/arm64/onnxruntime_binding.node"],
  "darwin-arm64": ["darwin/arm64/libonnxruntime.1.dylib", "darwin/arm64/onnxruntime_binding.node"],
  [UNIVERSAL]: [],
};

describe.each(TARGETS)("the VSIX for %s", (target) => {
  it("has files that exist, each once", async () => {
    const files = await packageFiles(target);
    expect(files.filter(({ from }) => !existsSync(join(root, from)))).toEqual([]);
    expect(new Set(files.map(({ to }) => to)).size).toBe(files.length);
  });

  it("has its own runtime, no other, and what is needed beside it", async () => {
    const paths = (await packageFiles(target)).map(({ to }) => to);
    const packages = /^dist\/node_modules\/(.*)$/;
    const runtime = paths.flatMap((path) => packages.exec(path)?.[1] ?? []);
    const own = paths.filter((path) => !packages.test(path));
    expect(own).toEqual(expect.arrayContaining(["model/weights.bin", "model/second/weights.bin"]));
    expect(own.filter((path) => !isNeeded(path))).toEqual([]);
    expect(own.some((path) => path.startsWith("dist/web/"))).toBe(target === UNIVERSAL);

    const native = "onnxruntime-node/bin/napi-v6/";
    expect(runtime.flatMap((path) => (path.startsWith(native) ? path.slice(native.length) : [])).sort()).toEqual(NATIVE[target]);
    expect(runtime.filter((path) => path.endsWith(".wasm"))).toEqual(
      target === UNIVERSAL ? ["onnxruntime-web/dist/ort-wasm-simd-threaded.wasm"] : [],
    );
    expect(runtime.filter((path) => /\.(map|d\.ts|md)$|cuda|tensorrt|directml/iu.test(path))).toEqual([]);
  }); // prettier-ignore
});

it("names no library of a platform that its own binding asks for and that is left out", async () => {
  for (const target of PLATFORMS) {
    const files = await packageFiles(target);
    const binding = files.find(({ from }) => from.endsWith("onnxruntime_binding.node"))!;
    const asked = readFileSync(join(root, binding.from), "latin1").match(/(lib)?onnxruntime(\.so\.1|\.dll|\.1\.dylib)(?=\0)/);
    expect(asked?.[0], target).toBeDefined();
    expect(files.some(({ from }) => from.endsWith(`/${asked![0]}`)), `${target}: ${asked![0]}`).toBe(true);
  }
}); // prettier-ignore
