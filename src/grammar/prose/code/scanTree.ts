import { Tree, type SyntaxNodeRef } from "@lezer/common";
import type { LRParser } from "@lezer/lr";
import { addName, type CodeComment, type ScanCode } from "./scan.js";

/** UTF-16 code units in one line; a longer one is data, or was written by a program. */
const LONGEST_LINE = 10_000;
/** UTF-16 code units by which a grammar is judged, and for one of which it may have one error. */
const SAMPLE = { size: 5_000, perError: 10 };

const NAME_NODE = /(?:Name|Definition|Identifier|Label|^Literal)$/u;

/** Of a language with a Lezer grammar, in all of which comments and names are called the same. */
export function createTreeScan(parser: LRParser): ScanCode {
  return (text) => {
    const code = withoutLongLines(text);
    const tree = fits(parser, code) ? parse(parser, code) : Tree.empty;
    const comments: CodeComment[] = [];
    const names = new Set<string>();
    const add = (kind: CodeComment["kind"], { from, to }: SyntaxNodeRef): false => {
      comments.push({ kind, start: from, end: to });
      return false;
    };
    tree.iterate({
      enter(node) {
        switch (node.name) {
          case "LineComment":
          case "Comment":
            return add("line", node);
          case "BlockComment":
            return add("block", node);
          case "String":
            return isDocstring(node) ? add("docstring", node) : false;
          default:
            if (NAME_NODE.test(node.name)) addName(names, text, node.from, node.to);
            return true;
        }
      },
    });
    return { comments, names };
  };
}

function withoutLongLines(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.length > LONGEST_LINE ? " ".repeat(line.length) : line))
    .join("\n");
}

/** Lezer puts trees together by recursion: code in ten thousand brackets has no tree, and so no comments. */
function parse(parser: LRParser, text: string): Tree {
  try {
    return parser.parse(text);
  } catch (error) {
    if (error instanceof RangeError) return Tree.empty;
    throw error;
  }
}

/** False for what is surely no code of this language: to read on with errors takes a grammar fifty times as long. */
function fits(parser: LRParser, text: string): boolean {
  if (text.length <= SAMPLE.size) return true;
  let errors = 0;
  parse(parser, text.slice(0, SAMPLE.size)).iterate({
    enter: ({ type }) => {
      if (type.isError) errors++;
    },
  });
  return errors * SAMPLE.perError < SAMPLE.size;
}

/** In Python: a string that is the first statement of a module, a class or a function. */
function isDocstring({ node }: SyntaxNodeRef): boolean {
  const statement = node.parent;
  if (statement?.name !== "ExpressionStatement" || statement.firstChild?.to !== statement.to) return false;
  const owner = statement.parent;
  if (owner?.name !== "Script" && !/^(?:Class|Function)Definition$/u.test(owner?.parent?.name ?? "")) return false;
  let before = statement.prevSibling;
  while (before && (before.name === "Comment" || before.name === ":")) before = before.prevSibling;
  return before === null;
}
