import type { BlockKind } from "../block.js";

const MATHS =
  "equation align gather multline flalign alignat eqnarray math displaymath dmath IEEEeqnarray aligned split gathered";
const CODE = `verbatim Verbatim BVerbatim lstlisting minted alltt comment tikzpicture pgfpicture axis filecontents picture
  thebibliography algorithmic algorithmicx algorithm2e pspicture tikzcd forest codeblock python pycode luacode asy`;
const LISTS = "itemize enumerate description compactitem compactenum inparaenum tasks list";
const TABLES = "tabular tabularx tabulary longtable supertabular tabu array tblr longtblr NiceTabular";

function names(text: string): readonly string[] {
  return text.split(/\s+/u).flatMap((name) => [name, `${name}*`]);
}

/** In the sentence around it, a formula is one word. */
export const MATH_ENVIRONMENTS: ReadonlySet<string> = new Set(names(MATHS));
/** Holds nothing that anyone reads as prose. */
export const CODE_ENVIRONMENTS: ReadonlySet<string> = new Set(names(CODE));
/** The argument after the name is a heading. */
export const TITLED_ENVIRONMENTS: ReadonlySet<string> = new Set(["frame", "block", "alertblock", "exampleblock"]);

const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ...names(LISTS).map((name) => [name, "item"] as const),
  ...names(TABLES).map((name) => [name, "cell"] as const),
]);

/** An environment that says nothing about it leaves its text what it was. */
export function kindIn(environment: string, around: BlockKind): BlockKind {
  return KINDS.get(environment) ?? around;
}
