import { csharp } from "@codemirror/legacy-modes/mode/clike";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { parser as cpp } from "@lezer/cpp";
import { parser as go } from "@lezer/go";
import { parser as java } from "@lezer/java";
import { parser as javascript } from "@lezer/javascript";
import { parser as php } from "@lezer/php";
import { parser as python } from "@lezer/python";
import { parser as rust } from "@lezer/rust";
import { parser as yaml } from "@lezer/yaml";
import type { ProseParser } from "../block.js";
import { AT_TAGS, DOCSTRING_FIELDS, PHP_TAGS, XML_TAGS } from "./docTags.js";
import { createCodeParser } from "./parseCode.js";
import { createTokenScan, withRawStrings } from "./scanTokens.js";
import { createTreeScan } from "./scanTree.js";

/** The parsers that read the comments and docstrings of code. */
export const CODE_PARSERS = {
  javascript: createCodeParser({ scan: createTreeScan(javascript.configure({ dialect: "jsx ts" })), heads: [AT_TAGS] }),
  typescript: createCodeParser({ scan: createTreeScan(javascript.configure({ dialect: "ts" })), heads: [AT_TAGS] }),
  python: createCodeParser({ scan: createTreeScan(python), heads: [DOCSTRING_FIELDS] }),
  go: createCodeParser({ scan: createTreeScan(go), heads: [] }),
  rust: createCodeParser({ scan: createTreeScan(rust), heads: [] }),
  java: createCodeParser({ scan: createTreeScan(java), heads: [AT_TAGS, XML_TAGS] }),
  cpp: createCodeParser({ scan: createTreeScan(cpp), heads: [AT_TAGS] }),
  csharp: createCodeParser({ scan: createTokenScan(withRawStrings(csharp)), heads: [XML_TAGS] }),
  ruby: createCodeParser({ scan: createTokenScan(ruby), heads: [AT_TAGS] }),
  php: createCodeParser({ scan: createTreeScan(php), heads: [PHP_TAGS, AT_TAGS] }),
  shell: createCodeParser({ scan: createTokenScan(shell), heads: [] }),
  yaml: createCodeParser({ scan: createTreeScan(yaml), heads: [] }),
  toml: createCodeParser({ scan: createTokenScan(toml), heads: [] }),
} as const satisfies Readonly<Record<string, ProseParser>>;

export type CodeParserName = keyof typeof CODE_PARSERS;

/** VS Code's language ids of code. */
export const CODE_BY_LANGUAGE: Readonly<Record<string, CodeParserName>> = {
  javascript: "javascript",
  javascriptreact: "javascript",
  typescript: "typescript",
  typescriptreact: "javascript",
  python: "python",
  go: "go",
  rust: "rust",
  java: "java",
  c: "cpp",
  cpp: "cpp",
  "cuda-cpp": "cpp",
  csharp: "csharp",
  ruby: "ruby",
  php: "php",
  shellscript: "shell",
  yaml: "yaml",
  dockercompose: "yaml",
  toml: "toml",
};
