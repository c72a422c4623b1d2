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
export function opaque(text: string): string {
  return text.length < 3 ? blank(text) : `\`${"x".repeat(text.length - 2)}\``;
}
