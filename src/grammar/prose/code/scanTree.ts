import type { SyntaxNodeRef } from "@lezer/common";
import type { LRParser } from "@lezer/lr";
import { addName, type CodeComment, type ScanCode } from "./scan.js";

const NAME_NODE = /(?:Name|Definition|Identifier|Label|^Literal)$/u;

/** Of a language with a Lezer grammar, in all of which comments and names are called the same. */
export function createTreeScan(parser: LRParser): ScanCode {
  return (text) => {
    const comments: CodeComment[] = [];
    const names = new Set<string>();
    const add = (kind: CodeComment["kind"], { from, to }: SyntaxNodeRef): false => {
      comments.push({ kind, start: from, end: to });
      return false;
    };
    parser.parse(text).iterate({
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
