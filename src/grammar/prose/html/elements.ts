import type { BlockKind } from "../block.js";

function names(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u));
}

/** Of these nothing is read. */
export const HIDDEN = names(
  "script style pre textarea template svg math object canvas iframe noframes audio video plaintext xmp listing",
);
/** In the sentence around them, these are one word. */
export const OPAQUE = names("code kbd samp var tt");
/** These have no content, but stand for a word. */
export const WORDS = names("img input select meter progress embed");
/** These never have an end tag. */
export const EMPTY = names("area base br col embed hr img input link meta source track wbr");

const KINDS: Readonly<Record<Exclude<BlockKind, "paragraph" | "comment">, string>> = {
  heading: "h1 h2 h3 h4 h5 h6 title",
  item: "li dt option button label legend summary figcaption caption nav",
  cell: "td th",
};
const PARAGRAPHS =
  names(`html head body p div section article aside header footer main address blockquote dd dl ul ol menu
  figure fieldset form details dialog table thead tbody tfoot tr hr optgroup select center meta link base hgroup search`);
const KIND_BY_NAME: ReadonlyMap<string, BlockKind> = new Map([
  ...Array.from(PARAGRAPHS, (name) => [name, "paragraph"] as const),
  ...Object.entries(KINDS).flatMap(([kind, list]) => list.split(" ").map((name) => [name, kind as BlockKind] as const)),
]);

/** @returns `undefined` for an element that stands in the text */
export function kindOfElement(name: string): BlockKind | undefined {
  return KIND_BY_NAME.get(name);
}

/** Attributes that people read. */
export const READ_ATTRIBUTES = names("alt title placeholder aria-label summary");
/** What often has no end tag: the same element again ends it, and so does any block if it is a paragraph. */
export const OFTEN_OPEN = names("p li dt dd td th tr option");
