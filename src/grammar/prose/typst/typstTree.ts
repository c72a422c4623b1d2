import type { BlockKind } from "../block.js";
import type { BlockWriter } from "../blockWriter.js";
import * as glue from "codemirror-lang-typst/wasm/typst_syntax_bg.js";
import bytes from "codemirror-lang-typst/wasm/typst_syntax_bg.wasm";
import type { Span } from "../../span.js";

/** As it comes from the grammar. */
interface TypstTree {
  readonly kind: number;
  readonly length: number;
  readonly children: readonly TypstTree[];
  readonly positions: readonly number[];
}

/** Part of a Typst document. */
export interface TypstNode extends Span {
  /** As `typst-syntax` names it: `Markup`, `Heading`, `FuncCall`. */
  readonly kind: string;
  children(): readonly TypstNode[];
}

interface Instance {
  readonly memory: WebAssembly.Memory;
  readonly kinds: ReadonlyMap<number, string>;
}

/** Bytes; the memory of an instance never shrinks, and one large document must not keep it for good. */
const MOST_MEMORY = 16 * 1024 * 1024;

let compiled: object | undefined;
let instance: Instance | undefined;

/**
 * The syntax tree of a document, by Typst's own parser.
 * @throws an Error for brackets within brackets by the thousand: the parser is recursive, and its stack is that of the process
 */
export function parseTree(text: string): TypstNode {
  const { memory, kinds } = (instance ??= instantiate());
  try {
    const parser = new glue.TypstWasmParser(text);
    // What is not freed would be freed by the garbage collector, perhaps in an instance that knows nothing of it.
    const tree = freed(parser);
    if (memory.buffer.byteLength > MOST_MEMORY) discard(memory);
    return place(tree, 0, kinds);
  } catch (error) {
    discard(memory);
    throw error;
  }
}

function freed(parser: glue.TypstWasmParser): TypstTree {
  try {
    return parser.tree() as TypstTree;
  } finally {
    parser.free();
  }
}

function place(tree: TypstTree, start: number, kinds: ReadonlyMap<number, string>): TypstNode {
  return {
    kind: kinds.get(tree.kind) ?? "",
    start,
    end: start + tree.length,
    children: () => tree.children.map((child, index) => place(child, start + (tree.positions[index] ?? 0), kinds)),
  };
}

function instantiate(): Instance {
  compiled ??= new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(compiled, { "./typst_syntax_bg.js": silent(glue) });
  glue.__wbg_set_wasm(exports);
  (exports["__wbindgen_start"] as () => void)();
  return { memory: exports["memory"] as WebAssembly.Memory, kinds: kindsOfNodes() };
}

function kindsOfNodes(): ReadonlyMap<number, string> {
  return new Map(glue.TypstWasmParser.get_node_types().map(([name, kind]) => [kind, name]));
}

/** After a trap an instance is in ruins. */
function discard(memory: WebAssembly.Memory): void {
  instance = undefined;
  // The glue reads the old memory for as long as its buffer is attached; growing detaches it, be it by nothing.
  memory.grow(0);
}

/** The grammar prints why it gave up, and with it what the writer has written. */
function silent(imports: object): WebAssembly.Imports {
  const prints = (name: string): boolean => name.startsWith("__wbg_error_");
  return Object.fromEntries(
    Object.entries(imports).map(([name, value]: [string, unknown]) => [name, prints(name) ? () => undefined : value]),
  );
}

/** What every part of the reader knows. Markup holds code, and code holds markup. */
export interface TypstReading {
  readonly text: string;
  readonly writer: BlockWriter;
  /** Reads nodes that stand beside each other in markup. @param kind of the text that is none of its own kind */
  readMarkup(nodes: readonly TypstNode[], kind: BlockKind): void;
}
