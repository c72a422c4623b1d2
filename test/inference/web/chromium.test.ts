import { build } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { playground } from "../../../tools/bundles.mjs";
import { serveStatic } from "../../../tools/staticServer.mjs";
import { chromiumPath, launchBrowser } from "../../e2e/browser.js";
import { readParity } from "../../golden/model.js";
import { compare, linesOf, TIPPED, weigh, type Weighed } from "../../golden/weighed.js";
import { modelFolder, shippedModel } from "../shippedModel.js";

const wasm = dirname(createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));

async function weighInChromium(texts: readonly string[]): Promise<Weighed[]> {
  const bundles = mkdtempSync(join(tmpdir(), "cloze-chromium-"));
  const entryPoints = {
    page: join(import.meta.dirname, "weighInBrowser.ts"),
    runtime: "src/inference/web/webWorker.ts",
  };
  await build({ ...playground, entryPoints, outdir: bundles, logLevel: "warning" });
  const page = '<!DOCTYPE html><script src="/bundles/page.js"></script>';
  const server = await serveStatic({ bundles, wasm, model: modelFolder }, () => ({ "/": page }));
  const browser = await launchBrowser();
  try {
    const opened = await browser.newPage();
    await opened.goto(server.origin);
    return await opened.evaluate((all) => weighInBrowser(all), texts);
  } finally {
    await browser.close();
    await server.stop();
    rmSync(bundles, { recursive: true });
  }
}

// `.ci/run` installs it.
it.skipIf(chromiumPath === undefined)(
  "finds in Chromium what the native runtime finds, in the whole parity file",
  async () => {
    const texts = readParity().map(({ text }) => text);
    const native = await shippedModel();
    const { edits, apart, otherFindings } = compare(texts, await weigh(native, texts), await weighInChromium(texts), linesOf(native)); // prettier-ignore
    expect(edits).toBeGreaterThan(1_200);
    expect(apart.length / edits, apart.join("\n")).toBeLessThan(TIPPED);
    expect(otherFindings).toEqual([]);
    await native.close();
  },
);
