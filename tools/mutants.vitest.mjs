// How Stryker runs the tests (`mutants.mjs`).
import { defineConfig } from "vitest/config";
import base from "../vitest.config.mjs";

/** Tests that take minutes for each mutant, that start processes, which no mutant reaches, or that change the process or its modules for all tests. */
const LEFT_OUT = [
  "grammar/{anySize,anyText,prose/refused}",
  "configuration/node/listFiles",
  "files/{textFile,writeWhole}",
  "inference/{badModel,bounded}",
  "inference/node/{onnxRuntime,vmTimeLimit}",
  "training/{retrain,node/*}",
  "cli/{cli,peopleFiles,retrainFolder,sameAsEditor,server}",
  "server/{lifeCycle,checking/starved,lsp/connectionEnds}",
];

export default defineConfig({
  ...base,
  test: {
    ...base.test,
    // The bundles lie in the copy that the tests run in.
    globalSetup: [],
    // Modules stay between mutants: what is computed when they load is not broken, and no mutant pays for loading them.
    isolate: false,
    exclude: [...(base.test?.exclude ?? []), ...LEFT_OUT.map((name) => `test/${name}.test.ts`)],
  },
});
