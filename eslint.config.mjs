// What the layers of src/ may import (ARCHITECTURE.md), and the strict TypeScript rules.
import prettier from "eslint-config-prettier";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

/** @typedef {import("typescript-eslint").ConfigArray[number]} Config */

const LAYERS = [
  "grammar",
  "files",
  "configuration",
  "inference",
  "training",
  "server",
  "cli",
  "extension",
  "playground",
];
/** Node's own modules, but for those that reach a network: nothing leaves the machine. */
const NODE = "node:(?!(dgram|dns|http|http2|https|net|tls)(/|$))[a-z/_]+";
const NETWORK_GLOBALS = ["fetch", "WebSocket", "XMLHttpRequest", "EventSource"];
const RUNTIME = "onnxruntime-(node|web|common)";

/**
 * Lets only the listed packages in (regular expressions); relative paths are for the other patterns to judge.
 * @param {string[]} names @param {string} message
 */
function onlyPackages(names, message) {
  const listed = names.length > 0 ? `(?!(${names.join("|")})(/|$))` : "";
  return { regex: `^(?!\\.)${listed}`, message };
}

/**
 * Forbids importing from every layer of src/ that is not listed, `protocol.ts` being a layer of one file.
 * @param {string[]} names @param {string} message
 */
function onlyLayers(names, message) {
  const others = LAYERS.filter((layer) => !names.includes(layer)).map((layer) => `${layer}/`);
  if (!names.includes("protocol")) others.push("protocol(\\.js)?$");
  return { regex: `^(\\.\\./)+(${others.join("|")})`, message };
}

/** Lets types of `grammar/` through, and of what runs the arithmetic of odds, which both need. @param {string} message */
function grammarTypesOnly(message) {
  return { regex: "^(\\.\\./)+grammar/(?!odds(\\.js)?$)", message, allowTypeImports: true };
}

/** The command line may start the server, but not reach into it. */
const SERVER_ENTRY_ONLY = {
  regex: "^(\\.\\./)+server/(?!main(\\.js)?$)",
  message: "cli/ uses only the entry of server/.",
};

/** What is learned from lies in repositories, too; git is run and folders are listed in one place. */
const GIT_AND_LISTING_ONLY = {
  regex: "^(\\.\\./)+configuration/(?!node/(git|listFiles)(\\.js)?$)",
  message: "training/ takes only git and the listing of folders from configuration/.",
};

/** What there is in place of Node's limit. */
const WEB_GRAMMAR_ONLY = {
  regex: "^(\\.\\./)+grammar/(?!(odds|timeLimit)(\\.js)?$)",
  message: "inference/ takes only types from grammar/.",
  allowTypeImports: true,
};
const LIBRARY_ONLY =
  "inference/node/onnxLibrary.ts loads the runtime, with its telemetry switched off; in browsers inference/web/webWorker.ts.";
const RUNTIME_TYPES = { regex: `^${RUNTIME}$`, message: LIBRARY_ONLY, allowTypeImports: true };
/** Such as by `createRequire`. */
const LOADED_RUNTIME = { selector: "CallExpression[arguments.0.value=/^onnxruntime/]", message: LIBRARY_ONLY };

/** Imports that `no-restricted-imports` cannot see. */
const HIDDEN_IMPORTS = [
  LOADED_RUNTIME,
  { selector: "ImportExpression", message: "Import at the top of the file, where the layers are checked." },
  { selector: "CallExpression[callee.name='require']", message: "Import at the top of the file." },
];

/**
 * @param {string[]} files @param {object[]} patterns @param {Config["rules"]} [rules] further rules for these files
 * @returns {Config}
 */
function layer(files, patterns, rules = {}) {
  return { files, rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }], ...rules } };
}

/** Pure libraries that parse or compare text, and a list of words that is nothing but data. */
const PARSERS = [
  "@lezer/[a-z]+",
  "@codemirror/(legacy-modes|streamparser)",
  "codemirror-lang-typst/wasm",
  "htmlparser2",
  "franc-min",
  "fastest-levenshtein",
  "american-british-english-translator/data",
];
/** Pure libraries that read what a team writes down. */
const CONFIGURATION_LIBRARIES = ["jsonc-parser", "ignore", "@noble/hashes/sha2.js"];
const CONFIGURATION_LAYERS = onlyLayers(["grammar", "configuration"], "configuration/ does not know who uses it.");
const CONFIGURATION_NODE_LAYERS = onlyLayers(
  ["grammar", "files", "configuration"],
  "configuration/ does not know who uses it.",
);
/** Pure libraries of the inference. */
const MODEL_LIBRARIES = ["@huggingface/tokenizers", "fastest-levenshtein"];
/** Says whether what others send or store is what it should be. */
const SCHEMAS = "valibot";
/** Gives a text in the writer's language: a table of texts and nothing else. */
const TEXTS = "@vscode/l10n";
/** For comparing what stood before with what stands now. */
const LEARNING_LIBRARIES = ["diff", "fastest-levenshtein", SCHEMAS];
const INFERENCE_LAYERS = [
  onlyLayers(["grammar", "inference"], "inference/ does not know who uses it."),
  grammarTypesOnly("inference/ takes only types from grammar/."),
];
const INFERENCE_NODE_LAYERS = [
  onlyLayers(["grammar", "files", "inference"], "inference/ does not know who uses it."),
  grammarTypesOnly("inference/ takes only types from grammar/."),
];

/** @type {Config[]} */
const layers = [
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...NETWORK_GLOBALS],
      "no-restricted-syntax": ["error", LOADED_RUNTIME],
    },
  },
  layer(
    ["src/grammar/**/*.ts"],
    [
      onlyPackages(PARSERS, "grammar/ is pure: itself and pure parsing libraries only."),
      onlyLayers(["grammar"], "grammar/ imports no other layer."),
    ],
    {
      "no-restricted-globals": ["error", ...NETWORK_GLOBALS, "process", "Buffer", "console", "__dirname", "__filename"],
      "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS],
    },
  ),
  layer(
    ["src/files/**/*.ts"],
    [
      onlyPackages([NODE], "files/ reads and writes files and nothing else."),
      onlyLayers(["files"], "files/ does not know who uses it."),
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/configuration/**/*.ts"],
    [
      onlyPackages(CONFIGURATION_LIBRARIES, "configuration/ is pure; only configuration/node/ reads files."),
      CONFIGURATION_LAYERS,
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/configuration/node/**/*.ts"],
    [onlyPackages([NODE], "configuration/node reads files, runs git, and nothing else."), CONFIGURATION_NODE_LAYERS],
  ),
  layer(
    ["src/inference/**/*.ts"],
    [
      onlyPackages(MODEL_LIBRARIES, "inference/ is handed its Runtime; only inference/node/ has one."),
      ...INFERENCE_LAYERS,
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/inference/onnxSessions.ts"],
    [
      onlyPackages([RUNTIME], "The runtime comes from inference/node/ or inference/web/."),
      RUNTIME_TYPES,
      ...INFERENCE_LAYERS,
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/inference/web/**/*.ts"],
    [
      onlyPackages([], "inference/web/ is handed what it reads; only its worker has a runtime."),
      onlyLayers(["grammar", "inference"], "inference/ does not know who uses it."),
      WEB_GRAMMAR_ONLY,
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/inference/web/webWorker.ts"],
    [onlyPackages(["onnxruntime-web/wasm"], "inference/web/webWorker.ts runs graphs."), ...INFERENCE_LAYERS],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/inference/node/**/*.ts"],
    [
      onlyPackages([...MODEL_LIBRARIES, SCHEMAS, RUNTIME, NODE], "inference/ runs the model and nothing else."),
      RUNTIME_TYPES,
      ...INFERENCE_NODE_LAYERS,
    ],
    { "no-restricted-syntax": ["error", LOADED_RUNTIME] },
  ),
  layer(
    ["src/inference/node/onnxLibrary.ts"],
    [
      onlyPackages([RUNTIME, NODE], "inference/node/onnxLibrary.ts loads the runtime and nothing else."),
      ...INFERENCE_LAYERS,
    ],
    { "no-restricted-syntax": "off" },
  ),
  layer(
    ["src/training/**/*.ts"],
    [
      onlyPackages(["diff"], "training/ is handed its step; only training/node/ has a runtime."),
      onlyLayers(["grammar", "inference", "training"], "training/ does not know who uses it."),
    ],
    { "no-restricted-syntax": ["error", ...HIDDEN_IMPORTS] },
  ),
  layer(
    ["src/training/node/**/*.ts"],
    [
      onlyPackages([RUNTIME, NODE], "training/ trains the model and nothing else."),
      RUNTIME_TYPES,
      onlyLayers(["grammar", "files", "inference", "training"], "training/ does not know who uses it."),
    ],
    { "no-restricted-syntax": ["error", LOADED_RUNTIME] },
  ),
  layer(
    ["src/training/collect/**/*.ts"],
    [
      onlyPackages(
        [NODE, ...LEARNING_LIBRARIES],
        "What is learned from lies in files, and no model is run to read them.",
      ),
      onlyLayers(
        ["grammar", "files", "configuration", "inference", "training"],
        "training/ does not know who uses it.",
      ),
      GIT_AND_LISTING_ONLY,
    ],
  ),
  layer(
    ["src/server/**/*.ts"],
    [
      onlyPackages(
        ["vscode-languageserver[a-z-]*", TEXTS, SCHEMAS],
        "server/ runs in browsers, too: see server/machine.ts.",
      ),
      onlyLayers(
        ["grammar", "files", "configuration", "inference", "training", "server", "protocol"],
        "server/ does not know its clients.",
      ),
    ],
  ),
  layer(
    ["src/server/{main,nodeMachine}.ts", "src/server/learning/*.ts"],
    [
      onlyPackages(
        ["vscode-languageserver[a-z-]*", TEXTS, SCHEMAS, NODE],
        "server/ speaks LSP; the model comes by inference/.",
      ),
      onlyLayers(
        ["grammar", "files", "configuration", "inference", "training", "server", "protocol"],
        "server/ does not know its clients.",
      ),
    ],
  ),
  layer(
    ["src/cli/**/*.ts"],
    [
      onlyPackages(
        ["commander", "jsonc-parser", "ignore", "picomatch", "sarif", NODE],
        "cli/ is the core without an editor.",
      ),
      onlyLayers(
        ["grammar", "files", "configuration", "inference", "training", "server", "cli"],
        "cli/ is the core without an editor.",
      ),
      SERVER_ENTRY_ONLY,
    ],
  ),
  layer(
    ["src/extension/**/*.ts"],
    [
      onlyPackages(
        ["vscode", "vscode-languageclient", "proper-lockfile", TEXTS, "picomatch", NODE],
        "extension/ is a thin shell around the client.",
      ),
      onlyLayers(["files", "extension", "protocol"], "extension/ talks to the server by protocol.ts only."),
    ],
  ),
  layer(
    ["src/extension/web/**/*.ts"],
    [
      onlyPackages(["vscode", "vscode-languageclient", TEXTS], "extension/web/ runs in a browser."),
      onlyLayers(["extension", "protocol"], "extension/ talks to the server by protocol.ts only."),
    ],
  ),
  layer(
    ["src/playground/**/*.ts"],
    [
      onlyPackages([], "playground/ is a page: it has the core, a model in workers, and itself."),
      onlyLayers(["grammar", "inference", "playground"], "playground/ is the core without an editor."),
    ],
  ),
  {
    // The one place that reads by address: the files that lie beside the page.
    files: ["src/playground/worker.ts"],
    rules: { "no-restricted-globals": ["error", ...NETWORK_GLOBALS.filter((name) => name !== "fetch")] },
  },
  layer(["src/protocol.ts"], [{ regex: ".*", message: "protocol.ts imports types only.", allowTypeImports: true }]),
];

export default tseslint.config(
  { ignores: ["dist/", "build/", ".venv/", ".workbench/", ".vscode-test/", "test/e2e/out/", "model/", "scripts/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Under `noUncheckedIndexedAccess` it is how one says that an index is in bounds.
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
      "max-lines": ["warn", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["warn", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["test/**/*.ts", "bench/**/*.ts"],
    rules: { "max-lines-per-function": "off" },
  },
  {
    // Typed by their comments: `tools/tsconfig.json`, `bench/tsconfig.json`.
    files: ["**/*.mjs"],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    languageOptions: {
      parserOptions: { project: ["tools/tsconfig.json", "bench/tsconfig.json"], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/no-non-null-assertion": "off",
      eqeqeq: "error",
    },
  },
  {
    // What `test/conventions/linearPatterns.test.ts` counts, as far as it can be seen at once.
    files: ["src/**/*.ts"],
    plugins: { regexp },
    rules: { "regexp/no-super-linear-backtracking": "error", "regexp/no-super-linear-move": "error" },
  },
  ...layers,
  prettier,
);
