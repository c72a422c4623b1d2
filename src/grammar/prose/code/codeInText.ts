import { opaque, overwrite } from "./overwrite.js";

/** Code within a sentence, on one line each. None of them looks back, so that a long line takes no longer for it. */
const CODE_IN_SENTENCES: readonly RegExp[] = [
  // {@link Name}, {@code x}, {name: type}
  /\{[^{}\n]{0,200}\}/gu,
  // :class:`Name`
  /(?<![\w`]):[a-zA-Z][\w:.+-]{0,40}:`[^`\n]{1,200}`/gu,
  // \p name, @ref name
  /(?<![\w\\@])[\\@](?:c|p|a|e|em|b|ref|link|code)[ \t]+[\w:.()]{1,100}/gu,
  // Map<string, number>
  /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_.]{0,60}<[\p{L}_][^<>\n]{0,60}>{1,3}(?!\w)/gu,
  // **kwargs, &name, *pointer
  /(?<![\p{L}\p{N}*&])(?:\*{1,2}|&)[a-z_][\w.]{0,60}(?![\w*])/gu,
  // a == b, a -> b, a::b, x = 1
  /[^\s`]{1,80}(?:[ \t]?(?:===?|!==?|<=|>=|&&|\|\||=>|->|::|:=|[-+*/|&]=)[ \t]?|[ \t]=[ \t])[^\s`]{1,80}/gu,
];
const CALL = /(?<![\p{L}\p{N}_.])[\p{L}_][\p{L}\p{N}_.]{0,60}\((?!e?s\))[^()\n]{0,100}\)/gu;
const WORD = /(?<![\p{L}\p{N}_])\p{L}[\p{L}\p{N}_]{2,60}/gu;
const INNER_CAPITAL = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u;

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

const INLINE_CODE = /(`+)[^`\n]+\1/gu;

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
