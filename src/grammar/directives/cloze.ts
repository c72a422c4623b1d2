import { splitWordList, type Directive, type DirectiveReader } from "./directive.js";

const DIRECTIVE = /^cloze-(disable-file|disable-next-line|disable-line|disable|enable|ignore)(?![\w-])/u;

/** Our own: `cloze-disable`, `cloze-enable`, `-line`, `-next-line`, `-file`, and `cloze-ignore WORD…`. */
export const readCloze: DirectiveReader = (line) => {
  const [head = "", name] = DIRECTIVE.exec(line) ?? [];
  return name === undefined ? [] : [{ directive: directiveOf(name, line.slice(head.length)), at: 0 }];
};

function directiveOf(name: string, rest: string): Directive {
  switch (name) {
    case "disable":
      return { kind: "off", by: "cloze" };
    case "enable":
      return { kind: "on", by: "cloze" };
    case "disable-line":
      return { kind: "line" };
    case "disable-next-line":
      return { kind: "nextLine" };
    case "disable-file":
      return { kind: "file" };
    case "ignore":
      return { kind: "words", words: splitWordList(rest) };
    default:
      throw new Error(`Unknown directive: ${name}`);
  }
}
