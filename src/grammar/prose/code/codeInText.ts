import { opaque, overwrite } from "./overwrite.js";

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
const WORD = /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}_]{2,60}/gu;
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
  return outsideCode(calls, WORD, ([word]) => (names.has(word) && INNER_CAPITAL.test(word) ? opaque(word) : word));
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
