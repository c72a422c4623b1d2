import type { ProseParser } from "./block.js";

/** A document that its own parser refuses is read by a plainer one, so that no text is without a reading. */
export function withFallback(parse: ProseParser, plainer: ProseParser): ProseParser {
  return (text) => {
    try {
      return parse(text);
    } catch {
      // Not an error to anyone: to the writer the document is half written, and its parser is a guest of ours.
      return plainer(text);
    }
  };
}
