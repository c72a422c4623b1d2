import type { BlockKind } from "../block.js";
import type { TypstNode } from "./grammar.js";

/**
 * What a call is to the text around it. `flow`: its content goes on in the sentence. `word`: stands for one. `block`: ends the
 * paragraph. `hidden`: has no width. `space`: is one. `unknown`: a function of the writer's own, or one that is used in several ways.
 */
export type CallRole = "flow" | "word" | "block" | "hidden" | "space" | "unknown";

const FUNCTIONS: Readonly<Record<Exclude<CallRole, "unknown">, string>> = {
  flow: "emph strong text link highlight underline overline strike smallcaps sub super lower upper box",
  word: "cite ref raw lorem numbering sym datetime",
  block:
    "figure table grid heading title list enum terms par align block columns stack page pad bibliography outline pagebreak " +
    "colbreak parbreak v line divider",
  hidden: "footnote label metadata hide",
  space: "h linebreak",
};
const ROLES: ReadonlyMap<string, CallRole> = new Map(
  Object.entries(FUNCTIONS).flatMap(([role, names]) => names.split(" ").map((name) => [name, role as CallRole])),
);

const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ["heading", "heading"],
  ["title", "heading"],
  ["figure", "item"],
  ["list", "item"],
  ["enum", "item"],
  ["terms", "item"],
  ["table", "cell"],
  ["grid", "cell"],
]);
const NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,60}/u;

export function roleOfCall(call: TypstNode, text: string): CallRole {
  return ROLES.get(nameOf(call, text)) ?? "unknown";
}

/**
 * What a text in the arguments of a call is.
 * @param place `arguments`: between parentheses, such as `caption: [A cat]`; `behind`: in brackets that follow the name or those
 */
export function kindInCall(call: TypstNode, text: string, place: "arguments" | "behind"): BlockKind {
  return KINDS.get(nameOf(call, text)) ?? (place === "behind" ? "paragraph" : "item");
}

/** Of `table.cell(…)[…]` it is `table`. */
function nameOf({ start, end }: TypstNode, text: string): string {
  return NAME.exec(text.slice(start, Math.min(end, start + 64)))?.[0] ?? "";
}
