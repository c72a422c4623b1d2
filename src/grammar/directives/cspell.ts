import { splitWordList, type Directive, type DirectiveReader } from "./directive.js";

/** Anywhere in a comment, as cSpell takes it. */
const DIRECTIVE =
  /\bc?spell(?:-?checker)?::?\s*(disable-next(?:-line)?|disable-line|disable|enable|ignore(?:-?words?)?|words?)(?![\w-])/iu;
const LOCAL_WORDS = /^LocalWords:?(?=\s)/u;

/**
 * Those of Code Spell Checker (https://cspell.org/docs/document-settings): they are about spelling and leave everything else to be
 * reported, but a word of its lists counts as a word of the dictionary.
 */
export const readCspell: DirectiveReader = (line) => {
  const local = LOCAL_WORDS.exec(line);
  if (local) return [{ directive: { kind: "words", words: splitWordList(line.slice(local[0].length)) }, at: 0 }];
  const match = DIRECTIVE.exec(line);
  if (!match) return [];
  const rest = line.slice(match.index + match[0].length);
  return [{ directive: directiveOf((match[1] ?? "").toLowerCase(), rest), at: match.index }];
};

function directiveOf(name: string, rest: string): Directive {
  switch (name) {
    case "disable":
      return { kind: "off", by: "cspell", only: "spelling" };
    case "enable":
      return { kind: "on", by: "cspell" };
    case "disable-line":
      return { kind: "line", only: "spelling" };
    case "disable-next":
    case "disable-next-line":
      return { kind: "nextLine", only: "spelling" };
    default:
      return { kind: "words", words: splitWordList(rest) };
  }
}
