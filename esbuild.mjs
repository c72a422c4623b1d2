// Builds the bundles into dist/ and unpacks the model's weights. `--watch` builds again on every change; `--production` minifies for a package.
import { rm } from "node:fs/promises";
import * as esbuild from "esbuild";
import { bundles } from "./tools/bundles.mjs";
import { messageOf } from "./tools/run.mjs";
import { unpackWeights } from "./tools/weights.mjs";

const minify = process.argv.includes("--production");

async function build() {
  await rm("dist", { recursive: true, force: true });
  await Promise.all(bundles.map((options) => esbuild.build({ ...options, minify })));
}

async function watch() {
  const contexts = await Promise.all(bundles.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
}

try {
  await unpackWeights();
} catch (error) {
  console.error(messageOf(error));
  process.exit(1);
}
try {
  await (process.argv.includes("--watch") ? watch() : build());
} catch {
  // esbuild has printed each error with its place; a stack of ours would only hide them.
  process.exitCode = 1;
}
