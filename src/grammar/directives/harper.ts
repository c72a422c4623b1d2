import type { DirectiveReader } from "./directive.js";

const IGNORE = /\b(?:harper|spell-?check(?:er)?): ?ignore\b/u;

/** Harper's (https://writewithharper.com/docs/integrations/language-server): a comment in which it stands is not checked. */
export const readHarper: DirectiveReader = (line) => {
  const match = IGNORE.exec(line);
  return match ? [{ directive: { kind: "comment" }, at: match.index }] : [];
};
