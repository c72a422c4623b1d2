import type { BlockKind } from "../block.js";
import { EMPTY, OFTEN_OPEN } from "./elements.js";

/** The blocks that are open. */
export interface OpenElements {
  begin(name: string, kind: BlockKind): void;
  /** An end tag without its element changes nothing. */
  end(name: string): void;
  /** What text is, inside the innermost of them. */
  kind(): BlockKind;
}

/** Blocks within blocks that an end tag is looked for. */
const DEEPEST = 20;

export function createOpenElements(): OpenElements {
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
