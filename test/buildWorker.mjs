import { build } from "esbuild";
import { sessionWorker, trainer } from "../tools/bundles.mjs";

/** What runs in a thread or process of its own is a bundle even where everything else runs from its source. */
export default async function buildWorker() {
  await Promise.all([sessionWorker, trainer].map((bundle) => build({ ...bundle, logLevel: "warning" })));
}
