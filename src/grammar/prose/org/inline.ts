import { inlineMarkup } from "../inlineText.js";

const BEFORE = "(?<=^|[\\s\\-({'\"])";
const AFTER = "(?=$|[\\s\\-.,;:!?'\")}\\[])";

function emphasis(group: string, mark: string, inside: string): string {
  return group === "shown"
    ? `${BEFORE}${mark}(?!\\s)(?<shown>${inside}{1,400}?)(?<!\\s)${mark}${AFTER}`
    : `${BEFORE}(?<opaque>${mark}(?!\\s)${inside}{1,400}?(?<!\\s)${mark})${AFTER}`;
}

export const inline = inlineMarkup(
  "\\[\\[[^\\[\\]\\n]{1,400}\\]\\[(?<shown>[^\\]]{1,400})\\]\\]",
  "(?<opaque>\\[\\[[^\\[\\]\\n]{1,400}\\]\\])",
  "\\[fn:[\\w-]{0,60}:(?<note>[^\\[\\]]{1,1000})\\]",
  "(?<markup>\\[fn:[\\w-]{1,60}\\]|\\[\\d{0,4}/\\d{0,4}\\]|\\[\\d{0,3}%\\])",
  "(?<opaque>\\[cite[^\\[\\]\\n]{0,400}\\]|[<\\[]\\d{4}-\\d\\d-\\d\\d[^>\\]\\n]{0,60}[>\\]])",
  "<<<(?<shown>[^<>\\n]{1,100})>>>",
  "(?<markup><<[^<>\\n]{1,100}>>|@@\\w{1,20}:[^@\\n]{0,400}@@)",
  "(?<opaque><(?:https?|file|mailto):[^<>\\s]{1,400}>|\\{\\{\\{[^{}\\n]{1,200}\\}\\}\\}|\\b(?:src_\\w{1,30}|call_\\w{1,60})(?:\\[[^\\]\\n]{0,100}\\])?[{(][^{}()\\n]{0,400}[})])",
  "(?<opaque>\\\\\\(.{1,400}?\\\\\\)|\\\\\\[(?:[^\\\\]|\\\\[^\\[\\]]){1,1000}\\\\\\]|\\$\\$[^$]{1,1000}\\$\\$)",
  "(?<![\\p{L}\\p{N}$])(?<opaque>\\$(?![\\s.,;])[^$\\n]{1,200}(?<![\\s.,])\\$)(?![\\p{L}\\p{N}])",
  "(?<space>\\\\\\\\)(?=[ \\t]*(?:\\n|$))",
  "(?<opaque>\\\\[a-zA-Z]{1,30}(?:\\{\\})?)",
  emphasis("opaque", "=", "[^=]"),
  emphasis("opaque", "~", "[^~]"),
  emphasis("shown", "\\*", "[^*]"),
  emphasis("shown", "/", "[^/]"),
  emphasis("shown", "_", "[^_]"),
  emphasis("shown", "\\+", "[^+]"),
);
