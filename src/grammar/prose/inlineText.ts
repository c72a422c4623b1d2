import type { Span } from "../span.js";
import { type Block, type BlockKind, type Cut, textPartsBetween } from "./block.js";

/** What a match of one alternative is to become. */
type Role = "opaque" | "markup" | "space" | "shown" | "note" | "alt";

/** The inline markup of a format: the first alternative that fits counts. */
export interface InlineMarkup {
  /** A group for each alternative, flags `dgu`. */
  readonly pattern: RegExp;
  readonly roles: readonly Role[];
}

/**
 * Each alternative has one group, which says what is to become of the match: `(?<opaque>…)`, `markup` or `space` are cut out;
 * `shown` is the writer's, and what is around it in the match is markup. Of a match with a `note` (a footnote) nothing is
 * shown, and the group is a text of its own; an `alt` (of an image) is one too, but leaves a word behind. Every repetition
 * has a bound, so that reading stays linear, and no match is empty.
 */
export function inlineMarkup(...alternatives: readonly string[]): InlineMarkup {
  const roles = alternatives.map((source) => /\(\?<([a-z]+)>/u.exec(source)?.[1] as Role);
  // Names would make each match slower, by an object with all of them.
  const sources = alternatives.map((source) => source.replace(/\(\?<[a-z]+>/u, "("));
  return { pattern: new RegExp(sources.join("|"), "dgu"), roles };
}

/** @returns the block that the span is, then those that stand inside it */
export function readInline(kind: BlockKind, span: Span, text: string, markup: InlineMarkup): Block[] {
  const inner: Block[] = [];
  const cuts: Cut[] = [];

  function read(from: number, to: number): void {
    const part = text.slice(from, to);
    // The one pattern serves the parts within parts as well: a copy for each would cost more than all the reading.
    let next = 0;
    for (;;) {
      markup.pattern.lastIndex = next;
      const match = markup.pattern.exec(part);
      if (!match) return;
      next = match.index + match[0].length;
      const group = match.findIndex((value, index) => index > 0 && (value as string | undefined) !== undefined);
      const [first = 0, last = 0] = match.indices?.[group] ?? [];
      const whole = { start: from + match.index, end: from + next };
      readMatch(markup.roles[group - 1], whole, { start: from + first, end: from + last });
    }
  }

  function addInner(innerKind: BlockKind, group: Span): void {
    for (const block of readInline(innerKind, group, text, markup)) inner.push(block);
  }

  function readMatch(role: Role | undefined, whole: Span, group: Span): void {
    switch (role) {
      case "opaque":
      case "markup":
      case "space":
        cuts.push({ kind: role, ...group });
        break;
      case "alt":
        cuts.push({ kind: "opaque", ...whole });
        addInner("cell", group);
        break;
      case "note":
        cuts.push({ kind: "markup", ...whole });
        addInner("paragraph", group);
        break;
      case "shown":
        cuts.push({ kind: "markup", start: whole.start, end: group.start });
        read(group.start, group.end);
        cuts.push({ kind: "markup", start: group.end, end: whole.end });
        break;
      default:
        throw new Error(`Unknown role: ${String(role)}`);
    }
  }

  read(span.start, span.end);
  return [{ kind, parts: textPartsBetween(cuts, span) }, ...inner];
}
