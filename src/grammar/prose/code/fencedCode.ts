import { blank } from "./overwrite.js";

const FENCE = /^[ \t]*(`{3,}|~{3,})/u;

/** Leaves out the code between fences; between one that is not closed and the end. */
export function withoutFencedCode(text: string): string {
  if (!text.includes("```") && !text.includes("~~~")) return text;
  let open: string | undefined;
  const read = (line: string): string => {
    const fence = FENCE.exec(line)?.[1];
    if (open === undefined && fence === undefined) return line;
    const closes = open !== undefined && fence?.startsWith(open);
    open = closes ? undefined : (open ?? fence);
    return blank(line);
  };
  return text.split("\n").map(read).join("\n");
}
