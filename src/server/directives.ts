import type { TextEdit } from "vscode-languageserver/node";
import type { ParserName } from "../grammar/prose/parsers.js";
import type { PlaceRange } from "../protocol.js";

export interface DirectiveDocument {
  readonly parser: ParserName | undefined;
  getText(range: PlaceRange): string;
}

/**
 * The edit that silences a line. The directive goes to the line's end, because a comment on a line of its own would cut a
 * paragraph in two.
 * @returns `undefined` where the format has no comments
 */
export function disableLine(line: number, document: DirectiveDocument): TextEdit | undefined {
  const comment = commentOf(document.parser);
  if (comment === undefined) return undefined;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  const place = { line, character: endOfProse(text) };
  return { range: { start: place, end: place }, newText: ` ${comment}` };
}

function commentOf(parser: ParserName | undefined): string | undefined {
  switch (parser) {
    case "markdown":
    case "html":
      return "<!-- cloze-disable-line -->";
    case "mdx":
      return "{/* cloze-disable-line */}";
    case "latex":
      return "% cloze-disable-line";
    case "restructuredtext":
    case "git-commit":
    case "asciidoc":
    case "org":
    case "plain":
    case undefined:
      return undefined;
    default:
      throw new Error(`Unknown parser: ${String(parser)}`);
  }
}

/** Before what ends the line without being prose: spaces, the closing marks of a heading, a hard break, the last bar of a table row. */
function endOfProse(line: string): number {
  const body = line.trimEnd();
  const tail = /(?:[ \t]{1,9}#{1,6}|\\|\|)$/u.exec(body.slice(-20));
  return body.slice(0, body.length - (tail?.[0].length ?? 0)).trimEnd().length;
}
