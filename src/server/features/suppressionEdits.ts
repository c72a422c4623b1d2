import type { TextEdit } from "vscode-languageserver";
import { type CommentSyntax, commentSyntaxOf } from "../../grammar/commentSyntax.js";
import type { ParserName } from "../../grammar/prose/parsers.js";
import type { Place, PlaceRange } from "../../protocol.js";

export interface DirectiveDocument {
  readonly parser: ParserName | undefined;
  getText(range?: PlaceRange): string;
  positionAt(offset: number): Place;
}

/**
 * The edit that silences the line of a finding, in the document's own comment syntax. Where a comment can stand behind the prose
 * it does, because one on a line of its own would cut a paragraph in two.
 * @returns `undefined` where no comment can stand without changing the text around it
 */
export function disableLine(place: Place, document: DirectiveDocument): TextEdit | undefined {
  const syntax = commentSyntaxOf(document.parser);
  if (!syntax) return undefined;
  const line = lineOf(place.line, document);
  switch (syntax.place) {
    case "lineEnd":
      return insertion({ line: place.line, character: endOfProse(line) }, ` ${comment(syntax, "cloze-disable-line")}`);
    case "lineBefore":
      return lineBefore(place, line, syntax, "");
    case "commentBefore":
      return line.slice(0, place.character).includes(syntax.open.trim())
        ? lineBefore(place, line, syntax, "")
        : undefined;
    case "paragraphBefore":
      return isFirstOfParagraph(place, document) ? lineBefore(place, line, syntax, "") : undefined;
    case "paragraphBeforeApart":
      return isFirstOfParagraph(place, document) ? lineBefore(place, line, syntax, lineEndOf(document)) : undefined;
    default:
      throw new Error(`Unknown place: ${String(syntax.place)}`);
  }

  function lineBefore({ line: at }: Place, text: string, own: CommentSyntax, gap: string): TextEdit {
    const indent = /^[ \t]*/u.exec(text)?.[0] ?? "";
    const directive = `${indent}${comment(own, "cloze-disable-next-line")}${lineEndOf(document)}${gap}`;
    return insertion({ line: at, character: 0 }, directive);
  }
}

/**
 * The edit that silences a word in the whole file: it goes into the list that is there already, or into a new one at the end,
 * where a comment can stand in every format.
 */
export function ignoreWord(word: string, document: DirectiveDocument): TextEdit | undefined {
  const syntax = commentSyntaxOf(document.parser);
  if (!syntax) return undefined;
  const text = document.getText();
  const list = text.lastIndexOf(`${syntax.open}cloze-ignore `);
  if (list >= 0) {
    const end = endOfList(text, list, syntax);
    return insertion(document.positionAt(end), ` ${word}`);
  }
  const lineEnd = lineEndOf(document);
  const isEnded = text === "" || /[\r\n]$/u.test(text);
  const directive = `${isEnded ? "" : lineEnd}${lineEnd}${comment(syntax, `cloze-ignore ${word}`)}${lineEnd}`;
  return insertion(document.positionAt(text.length), directive);
}

/** Behind the last word of the list that begins at `start`. */
function endOfList(text: string, start: number, { close }: CommentSyntax): number {
  const rest = /^[^\r\n]*/u.exec(text.slice(start))?.[0] ?? "";
  const mark = close === "" ? -1 : rest.indexOf(close.trim());
  return start + (mark < 0 ? rest : rest.slice(0, mark)).trimEnd().length;
}

function comment({ open, close }: CommentSyntax, content: string): string {
  return `${open}${content}${close}`;
}

function insertion(place: Place, newText: string): TextEdit {
  return { range: { start: place, end: place }, newText };
}

function lineOf(line: number, document: DirectiveDocument): string {
  return document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
}

function lineEndOf(document: DirectiveDocument): string {
  return lineOf(0, document).endsWith("\r\n") ? "\r\n" : "\n";
}

function isFirstOfParagraph({ line }: Place, document: DirectiveDocument): boolean {
  return line === 0 || lineOf(line - 1, document).trim() === "";
}

/** Before what ends the line without being prose: spaces, the closing marks of a heading, a hard break, the last bar of a table row. */
function endOfProse(line: string): number {
  const body = line.trimEnd();
  const tail = /(?:[ \t]{1,9}#{1,6}|\\|\|)$/u.exec(body.slice(-20));
  return body.slice(0, body.length - (tail?.[0].length ?? 0)).trimEnd().length;
}
