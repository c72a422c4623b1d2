import { build } from "esbuild";
import { bundles } from "../tools/bundles.mjs";

/** What runs in a thread or process of its own is a bundle even where everything else runs from its source: no test sees an older one. */
export default async function buildWorker() {
  await Promise.all(bundles.map((bundle) => build({ ...bundle, logLevel: "warning" })));
}
