/** What a line may begin with that is no text. */
export interface Marker {
  /** UTF-16 code units. */
  readonly length: number;
  readonly kind: "item" | "field" | "lineBlock";
}

const ITEM = /^(?:[-*+•‣]|(?:#|\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})[.)]|\((?:#|\d{1,4}|[A-Za-z])\))(?:[ \t]+|$)/u;
const FIELD = /^:(?![\s:])(?:[^:\n\\`]|\\[^\n]|:(?! |$)){1,100}:(?:[ \t]+|$)/u;
/** `-a`, `--all`, `/a`, with a placeholder: one, or several with commas between. */
const OPTION =
  /^[-/][\w?-]{1,41}(?:[ =](?:<[^>\n]{1,40}>|[A-Z_]{1,40}))?(?:, [-/][\w?-]{1,41}(?:[ =](?:<[^>\n]{1,40}>|[A-Z_]{1,40}))?){0,3}[ \t]{2,}/u;
const LINE_BLOCK = /^\|(?:[ \t]+|$)/u;

/** @param text a line without its indentation */
export function markerOf(text: string): Marker | undefined {
  const item = ITEM.exec(text) ?? OPTION.exec(text);
  if (item) return { length: item[0].length, kind: "item" };
  const field = FIELD.exec(text);
  if (field) return { length: field[0].length, kind: "field" };
  const lineBlock = LINE_BLOCK.exec(text);
  return lineBlock ? { length: lineBlock[0].length, kind: "lineBlock" } : undefined;
}

const DATA_FIELD =
  /^:(?:r?type|vartype|author|authors|organization|contact|address|version|status|date|copyright|revision|license|orphan|tocdepth|nocomments|maxdepth|alt|meta|keywords)\b/iu;

/** A field whose body is a name, a type, a date. */
export function isData(text: string): boolean {
  return DATA_FIELD.test(text);
}
