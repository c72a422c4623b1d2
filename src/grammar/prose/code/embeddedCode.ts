/**
 * A comment's text in which something else has been written over what is no prose, of the same length, so that positions stay.
 * Nothing but the reader of Markdown sees it; what is checked is the writer's own text.
 */
export function overwrite(text: string, pattern: RegExp, by: (match: RegExpExecArray) => string): string {
  let result = "";
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const written = by(match);
    if (written.length !== match[0].length) throw new Error("What is written over a text must be as long as the text.");
    result += text.slice(at, match.index) + written;
    at = match.index + match[0].length;
  }
  return result + text.slice(at);
}

/** Nothing stands here; lines stay lines. */
export function blank(text: string): string {
  return text.replace(/[^\n]/gu, " ").padEnd(text.length);
}

/** One word that is not the writer's: inline code to Markdown. */
function opaque(text: string): string {
  return text.length < 3 ? blank(text) : `\`${"x".repeat(text.length - 2)}\``;
}

/** What the markup of documentation marks as code: `{@link A}`, `:class:`A``, `\p a`, `<see cref="A"/>`, `<c>a</c>`. */
const MARKED_CODE: readonly RegExp[] = [
  /(?<![\w`]):[a-zA-Z][\w:.+-]{0,40}:`[^`\n]{1,200}`/gu,
  /\[`[^`\n]{1,200}`\](?:\([^()\n]{0,200}\)|\[[^\]\n]{0,200}\])?/gu,
  /\{@\w[^{}\n]{0,200}\}/gu,
  /(?<![\w\\@])[\\@](?:c|p|a|e|em|b|ref|link|code)[ \t]+[\w:.()]{0,99}[\w)]/gu,
  /<(?:see|paramref|typeparamref|inheritdoc)\b[^<>\n]{0,200}\/>|<(c|tt|code)>[^<>\n]{1,200}<\/\1>/giu,
];

/** Code within a sentence. None of them looks far, so that a long line takes no longer for it. */
const CODE_IN_SENTENCES: readonly RegExp[] = [
  // {name: type}
  /\{[^{}\n]{0,200}\}/gu,
  // Map<string, number>
  /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_.]{0,60}<[\p{L}_][^<>\n]{0,60}>{1,3}(?!\w)/gu,
  // **kwargs, &name, *pointer
  /(?<![\p{L}\p{N}*&])(?:\*{1,2}|&)[a-z_][\w.]{0,60}(?![\w*])/gu,
  // a == b, a -> b, a::b, x = 1; only from the beginning of what stands between spaces, since each beginning would look as far.
  /(?<![^\s`])[^\s`]+(?:[ \t]?(?:===?|!==?|<=|>=|&&|\|\||=>|->|::|:=|[-+*/|&]=)[ \t]?|[ \t]=[ \t])[^\s`]{0,79}[^\s`.,;:!?)]/gu,
];
const CALL = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_.]{0,60}\((?!e?s\))[^()\n]{0,100}\)/gu;
const IDENTIFIER = /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}_]{2,60}/gu;
const INNER_CAPITAL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

export function withOpaqueMarkedCode(text: string): string {
  return MARKED_CODE.reduce((before, pattern) => overwrite(before, pattern, ([all]) => opaque(all)), text);
}

/** @param names the names of the file's code: one that has the shape of no word is opaque */
export function withOpaqueCode(text: string, names: ReadonlySet<string>): string {
  const done = CODE_IN_SENTENCES.reduce(
    (before, pattern) => outsideCode(before, pattern, ([all]) => opaque(all)),
    text,
  );
  const calls = outsideCode(done, CALL, ([all]) => {
    const name = /^[^(]*/u.exec(all)?.[0] ?? "";
    return names.has(name) || /[_.\p{N}]/u.test(name) || INNER_CAPITAL.test(name) ? opaque(all) : all;
  });
  return outsideCode(calls, IDENTIFIER, ([word]) =>
    names.has(word) && INNER_CAPITAL.test(word) ? opaque(word) : word,
  );
}

const INLINE_CODE = /(`{1,9})[^`\n]+\1/gu;

/** What stands in backquotes is code already. */
function outsideCode(text: string, pattern: RegExp, by: (match: RegExpExecArray) => string): string {
  let result = "";
  let at = 0;
  for (const code of text.matchAll(INLINE_CODE)) {
    result += overwrite(text.slice(at, code.index), pattern, by) + code[0];
    at = code.index + code[0].length;
  }
  return result + overwrite(text.slice(at), pattern, by);
}

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
function readsAsCode(line: string): boolean {
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

const FENCE = /^[ \t]*(`{3,}|~{3,})/u;

/** Leaves out the code between fences; between one that is not closed and the end. */
export function withoutFencedCode(text: string): string {
  if (!text.includes("```") && !text.includes("~~~")) return text;
  let open: string | undefined;
  const read = (line: string): string => {
    const fence = FENCE.exec(line)?.[1];
    if (open === undefined && fence === undefined) return line;
    const closes = open !== undefined && fence?.startsWith(open);
    open = closes ? undefined : (open ?? fence);
    return blank(line);
  };
  return text.split("\n").map(read).join("\n");
}
