import { blank, opaque, overwrite } from "./overwrite.js";

const LINE = /[^\n]+/gu;
const NEXT_LINE_GOES_ON = /\n[ \t]*\p{Ll}[^\n]*/uy;

/** Leaves out lines of commented-out code; one that a sentence goes on behind, in lower case, is a word of it. */
export function withoutCodeLines(text: string): string {
  let above = "";
  return overwrite(text, LINE, ({ 0: line, index }) => {
    const goesOn = above !== "" && text.charAt(index - 2) !== "\n" && sentenceGoesOn(text, index + line.length);
    const isCode = readsAsCode(line);
    above = isCode ? "" : line;
    return !isCode ? line : goesOn ? opaque(line) : blank(line);
  });
}

function sentenceGoesOn(text: string, offset: number): boolean {
  NEXT_LINE_GOES_ON.lastIndex = offset;
  const [next] = NEXT_LINE_GOES_ON.exec(text) ?? [];
  return next !== undefined && !readsAsCode(next);
}

const NOT_COUNTED = /(`{1,9})[^`]+\1|\w{2,20}:\/\/\S+|<\/?[A-Za-z][^<>]*>|^\s*(?:[-*+]|\d{1,3}[.)])\s/gu;
const SYMBOL = /[{}=<>|&$;\\]|[\p{L}\])][[(]|\(\)|\w\.\w|\w_\w|::|(?<![^\s])--?[A-Za-z]/gu;
const WORD = /(?<![\p{L}\p{N}_.$/-])\p{L}+(?:['’]\p{L}+)?(?![\p{L}\p{N}_($[=/-])/gu;
/** The small words of English that are keywords of few languages. */
const SMALL_WORD =
  /(?<![\p{L}\p{N}_.$])(?:the|an?|of|and|to|that|its?|this|these|are|be|by|you|your|not|has|have|which|when|they|was|were|will|would|should|can|cannot|must|may|we|our|so|such|there|than|but|because|only|also|does|doesn['’]t|don['’]t|isn['’]t)(?![\p{L}\p{N}_.(]\w|\(|\[)/giu;

const OPENING =
  /^\s*(?:[})\]<@$;.]|(?:public|private|protected|static|export|async|await|pub|const|let|var|def|func|fn|function|class|struct|enum|interface|import|from|using|use|return|if|else|elif|for|while|switch|case|try|catch|throw|raise|package|require|include|echo|sudo|cd|rm|git|npm|npx|pip|docker|curl|make)\b)/u;
const CLOSING = /(?:[;{}[(=]|\)[:,]?|=>|->|&&|\|\|)\s*$/u;
const ASSIGNMENT = /^\s*[\w.$[\]"'-]+[ \t]*(?:[:+-]?=)[ \t]*\S/u;
/** `key: value`, where the value is one word: data. */
const PAIR = /^\s*(?:- )?[\w."'-]+:(?:[ \t]+\S+)?[ \t]*$/u;

/**
 * A line reads as prose if it has small words or more words than symbols. Prose that is mistaken for code is left
 * unchecked; code that is mistaken for prose would be underlined, which is worse.
 */
export function readsAsCode(line: string): boolean {
  const shown = line.replace(NOT_COUNTED, " ");
  const small = countOf(SMALL_WORD, shown);
  const words = countOf(WORD, shown);
  const symbols = countOf(SYMBOL, shown);
  if (words === 0) return symbols > 0;
  if (small >= 2) return symbols > words;
  const hasShape = OPENING.test(shown) || CLOSING.test(shown) || ASSIGNMENT.test(shown);
  if (PAIR.test(shown) || (symbols > 0 && hasShape)) return true;
  return small === 0 ? symbols * 2 >= words : symbols >= words;
}

function countOf(pattern: RegExp, text: string): number {
  return text.match(pattern)?.length ?? 0;
}
