import type { Span } from "../span.js";
import { readCloze } from "./cloze.js";
import { linesOfComment } from "./commentLines.js";
import { readCspell } from "./cspell.js";
import type { Directive, DirectiveReader } from "./directive.js";
import { readHarper } from "./harper.js";
import { readLtex } from "./ltex.js";
import { readVale } from "./vale.js";

/** A part of the document in which less is reported. */
export interface Mute extends Span {
  /** Folded: they alone are silent. */
  readonly words?: ReadonlySet<string>;
  /** Only its spelling is left alone. */
  readonly only?: "spelling";
}

const readers: readonly DirectiveReader[] = [readCloze, readCspell, readHarper, readLtex, readVale];

/** Most comments say nothing of the kind, and are not taken apart. */
const LIKELY = /cloze-|spell|localwords|harper|ltex|vale /iu;

/** A directive and where it stands. */
interface Placed {
  readonly directive: Directive;
  /** From the directive to the end of what the line says. */
  readonly own: Span;
  /** Where the next line is looked for. */
  readonly end: number;
}

/**
 * Reads the directives in a document's comments: our own, and those of other tools as their documentation has them. Comments that
 * say something else are passed over.
 */
export function mutesOf(comments: readonly Span[], text: string): Mute[] {
  const found = comments.flatMap((comment) => placedIn(comment, text));
  // In a file of code a comment is prose, and the directive in it is none.
  const own = found.map((placed) => placed.own);
  const single = found.flatMap((placed) => mutesOfOne(placed, text));
  return [...own, ...single, ...mutedBlocks(found, comments, text), ...mutedStretches(found, text)];
}

function placedIn(comment: Span, text: string): Placed[] {
  if (!LIKELY.test(text.slice(comment.start, comment.end))) return [];
  return linesOfComment(comment, text).flatMap(({ content, start, end, isLast }) =>
    readers
      .flatMap((read) => read(content))
      .map(({ directive, at }) => ({
        directive,
        own: { start: start + at, end },
        end: isLast ? comment.end : end,
      })),
  );
}

/** Of a directive that needs no other to be understood. */
function mutesOfOne({ directive, own, end }: Placed, text: string): Mute[] {
  switch (directive.kind) {
    case "line":
      return [{ ...lineAt(own.start, text), ...scopeOf(directive) }];
    case "nextLine":
      return [{ ...lineAt(startOfNextLine(end, text), text), ...scopeOf(directive) }];
    case "file":
      return [{ start: 0, end: text.length }];
    case "words":
      return [{ start: 0, end: text.length, words: new Set(directive.words.map(fold)) }];
    case "comment":
    case "off":
    case "on":
      return [];
    default:
      throw new Error("Unknown directive");
  }
}

/** The comments that are not to be checked, each with those around it. */
function mutedBlocks(found: readonly Placed[], comments: readonly Span[], text: string): Mute[] {
  const marked = found.flatMap(({ directive, own }) => (directive.kind === "comment" ? [own.start] : []));
  if (marked.length === 0) return [];
  let next = 0;
  return blocksOf(comments, text).filter(({ end }) => {
    const before = next;
    while (next < marked.length && marked[next]! < end) next++;
    return next > before;
  });
}

/** From each "off" to the next "on" of the same hand, or to the end. */
function mutedStretches(found: readonly Placed[], text: string): Mute[] {
  const mutes: Mute[] = [];
  const open = new Map<string, Mute>();
  const close = (by: string, end: number): void => {
    const mute = open.get(by);
    if (mute) mutes.push({ ...mute, end });
    open.delete(by);
  };
  for (const { directive, own } of found) {
    if (directive.kind === "on") close(directive.by, own.start);
    else if (directive.kind === "off" && !open.has(directive.by))
      open.set(directive.by, { start: own.start, end: text.length, ...scopeOf(directive) });
  }
  for (const by of [...open.keys()]) close(by, text.length);
  return mutes;
}

function scopeOf({ only }: { readonly only?: "spelling" }): { readonly only?: "spelling" } {
  return only === undefined ? {} : { only };
}

/** The stretches of comments that follow on one another without an empty line or anything else between. */
function blocksOf(comments: readonly Span[], text: string): Span[] {
  const blocks: Span[] = [];
  for (const { start, end } of comments) {
    const last = blocks.at(-1);
    const between = last && text.slice(last.end, start);
    const touches = between?.trim() === "" && (between.match(/\r\n|\r|\n/gu) ?? []).length < 2;
    if (last && touches) blocks[blocks.length - 1] = { start: last.start, end };
    else blocks.push({ start, end });
  }
  return blocks;
}

function lineAt(offset: number, text: string): Span {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const ends = /[\r\n]/gu;
  ends.lastIndex = offset;
  return { start: offset === 0 ? 0 : start, end: ends.exec(text)?.index ?? text.length };
}

/** Empty lines between are passed over: in some formats a comment must be followed by one. */
function startOfNextLine(offset: number, text: string): number {
  const breaks = /(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*/gu;
  breaks.lastIndex = offset;
  const match = breaks.exec(text);
  return match ? match.index + match[0].length : text.length;
}

/** How words are compared: in lower case, with straight apostrophes. */
export function fold(word: string): string {
  return word.replace(/[‘’]/gu, "'").toLowerCase();
}
