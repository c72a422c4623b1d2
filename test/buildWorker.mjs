import { build } from "esbuild";
import { sessionWorker } from "../tools/bundles.mjs";

/** The thread that runs the model is a bundle even where everything else runs from its source. */
export default async function buildWorker() {
  await build({ ...sessionWorker, logLevel: "warning" });
}
