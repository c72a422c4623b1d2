// Both are inside `codemirror-lang-typst`, which exports its part for an editor only; `tools/bundles.mjs` says where they lie.

/** What the module below asks of JavaScript, and a class over what it gives. */
declare module "codemirror-lang-typst/wasm/typst_syntax_bg.js" {
  /** From now on the class works with these exports. */
  export function __wbg_set_wasm(exports: unknown): void;

  /** One document. */
  export class TypstWasmParser {
    /** Each kind of node with its number. */
    static get_node_types(): [name: string, kind: number][];
    constructor(text: string);
    /** The root; lengths and positions in UTF-16 code units, positions within the parent. */
    tree(): unknown;
    free(): void;
  }
}

/** `typst-syntax`, the parser of Typst itself, compiled from Rust: its bytes, as esbuild's loader `binary` gives them. */
declare module "codemirror-lang-typst/wasm/typst_syntax_bg.wasm" {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

// TypeScript has these names in its library for browsers only, which says much more than is true here.
declare namespace WebAssembly {
  type Imports = Readonly<Record<string, unknown>>;

  /** Compiles. */
  const Module: new (bytes: Uint8Array) => object;

  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  class Instance {
    constructor(module: object, imports: Readonly<Record<string, Imports>>);
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
