import type { BlockKind, Prose } from "../block.js";
import { type BlockWriter, createBlockWriter } from "../blockWriter.js";
import { EMPTY, HIDDEN, kindOfElement, OFTEN_OPEN, OPAQUE, WORDS } from "./elements.js";

/** The blocks that are open. */
interface OpenElements {
  begin(name: string, kind: BlockKind): void;
  /** An end tag without its element changes nothing. */
  end(name: string): void;
  /** What text is, inside the innermost of them. */
  kind(): BlockKind;
}

/** Blocks within blocks that an end tag is looked for. */
const DEEPEST = 20;

function createOpenElements(): OpenElements {
  const open: { readonly name: string; readonly kind: BlockKind }[] = [];
  return {
    begin(name, kind) {
      const last = open.at(-1)?.name ?? "";
      if (last === "p" || (last === name && OFTEN_OPEN.has(name))) open.pop();
      if (!EMPTY.has(name)) open.push({ name, kind });
    },
    end(name) {
      for (let index = open.length - 1; index >= Math.max(0, open.length - DEEPEST); index--) {
        if (open[index]?.name !== name) continue;
        open.length = index;
        return;
      }
    },
    kind: () => open.at(-1)?.kind ?? "paragraph",
  };
}

/** An element that is passed over, whatever is in it. */
interface SkippedElement {
  readonly start: number;
  /** It stands for a word; else nothing of it is read. */
  readonly isWord: boolean;
  /** What a tag means to it: a word whose end tag is missing is cut off by the next block. */
  take(name: string, change: 1 | -1): "inside" | "end" | "cutOff";
}

/** @param start where its tag begins */
function skipElement(name: string, start: number): SkippedElement {
  const isWord = OPAQUE.has(name);
  let depth = 1;
  return {
    start,
    isWord,
    take(other, change) {
      if (isWord && kindOfElement(other)) return "cutOff";
      if (other === name) depth += change;
      return depth > 0 ? "inside" : "end";
    },
  };
}

/** Takes a document's tokens in their order. All offsets are those of the text. */
interface HtmlReader {
  text(start: number, end: number): void;
  openTag(name: string, start: number, end: number): void;
  closeTag(name: string, start: number, end: number): void;
  /** A value that people read, in the tag that begins at `tag`. */
  attribute(start: number, end: number, tag: number): void;
  comment(start: number, end: number): void;
  result(): Prose;
}

export function createHtmlReader(text: string): HtmlReader {
  const writer = createBlockWriter(text);
  const open = createOpenElements();
  let passed: SkippedElement | undefined;
  /** Up to here all is cut that is no text. */
  let done = 0;
  let owesBlock = false;

  function skipTo(at: number): void {
    if (owesBlock) writer.next(open.kind(), done, at);
    else if (at > done) writer.cut("markup", done, at);
    owesBlock = false;
    done = Math.max(done, at);
  }

  function cut(kind: "opaque" | "space", start: number, end: number): void {
    skipTo(start);
    writer.cut(kind, start, end);
    done = end;
  }

  /** @returns whether the tag belongs to what is passed over */
  function isPassed(name: string, change: 1 | -1, start: number, end: number): boolean {
    const meaning = passed?.take(name, change);
    if (!passed || meaning === "inside") return passed !== undefined;
    if (passed.isWord) cut("opaque", passed.start, meaning === "cutOff" ? start : end);
    else owesBlock = true;
    passed = undefined;
    return meaning === "end";
  }

  return {
    text(start, end) {
      if (passed) return;
      skipTo(start);
      cutInText(writer, text, start, end);
      done = end;
    },
    openTag(name, start, end) {
      if (isPassed(name, 1, start, end)) return;
      const kind = kindOfElement(name);
      if (HIDDEN.has(name) || OPAQUE.has(name)) passed = skipElement(name, start);
      else if (kind) {
        open.begin(name, kind);
        owesBlock = true;
      } else if (name === "br" || WORDS.has(name)) cut(name === "br" ? "space" : "opaque", start, end);
    },
    closeTag(name, start, end) {
      if (isPassed(name, -1, start, end) || !kindOfElement(name)) return;
      open.end(name);
      owesBlock = true;
    },
    attribute(start, end, tag) {
      if (passed) return;
      skipTo(tag);
      writer.open("cell", start);
      cutInText(writer, text, start, end);
      writer.close(end);
    },
    comment: writer.comment,
    result() {
      skipTo(text.length);
      return writer.result(text.length);
    },
  };
}

/** Entities, and the placeholders of templates. */
const IN_TEXT =
  /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});|\{\{[^{}\n]{0,400}\}\}|\{%[^%\n]{0,400}%\}|<%[^%\n]{0,400}%>/giu;
const SPACES = /^&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);$/iu;

function cutInText(writer: BlockWriter, text: string, start: number, end: number): void {
  for (const { 0: found, index } of text.slice(start, end).matchAll(IN_TEXT)) {
    const at = start + index;
    // Only this one shows its own first character.
    if (found === "&amp;") writer.cut("markup", at + 1, at + found.length);
    else writer.cut(SPACES.test(found) ? "space" : "opaque", at, at + found.length);
  }
}
