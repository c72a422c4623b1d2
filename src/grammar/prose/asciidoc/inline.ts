import { inlineMarkup } from "../inlineText.js";

/** Markup of one mark neither begins nor ends inside a word. */
const BEFORE = "(?<![\\p{L}\\p{N}:;}\\\\])";
const AFTER = "(?![\\p{L}\\p{N}])";
const ROLE = "(?:\\[[^\\[\\]\\n]{0,80}\\])?";
const ADDRESS = "[^\\s\\[\\]<>]{1,300}";

function shown(mark: string, inside: string): string[] {
  return [
    `${ROLE}${mark}${mark}(?<shown>(?:${inside}|${mark}(?!${mark})){1,400}?)${mark}${mark}`,
    `${BEFORE}${ROLE}${mark}(?!\\s)(?<shown>(?:${inside}){1,400}?)(?<!\\s)${mark}${AFTER}`,
  ];
}

export const inline = inlineMarkup(
  // A comment in the middle of a paragraph.
  "(?<=\\n)(?<markup>//(?!/)[^\\n]{0,2000})",
  // Curved quotation marks.
  '"`(?<shown>[^`]{1,400})`"',
  `${BEFORE}'\`(?<shown>[^\`]{1,400})\`'`,
  `(?<opaque>\\+\\+\\+.{1,400}?\\+\\+\\+|\`\`.{1,400}?\`\`|${BEFORE}\`(?!\\s)[^\`]{1,400}\`${AFTER}|${BEFORE}\\+(?!\\s)[^+\\n]{1,400}(?<!\\s)\\+${AFTER})`,
  "(?<opaque>\\b(?:pass|stem|latexmath|asciimath|kbd|btn|icon|menu|counter):[\\w,=#.-]{0,60}\\[[^\\]\\n]{0,400}\\])",
  "(?<markup>\\(\\(\\([^()\\n]{1,200}\\)\\)\\))",
  "\\(\\((?<shown>[^()]{1,200})\\)\\)",
  "(?<markup>\\[\\[[^\\[\\]\\n]{1,100}\\]\\]|\\b(?:indexterm2?|anchor):[^\\s\\[]{0,100}\\[[^\\]\\n]{0,200}\\])",
  "footnote:[\\w-]{0,60}\\[(?<note>[^\\]]{1,1000})\\]",
  "(?<markup>footnote:[\\w-]{0,60}\\[\\])",
  `\\bimage:${ADDRESS}\\[(?<alt>[^\\],=]{1,300})(?:[,=][^\\]]{0,300})?\\]`,
  `(?:\\b(?:https?|ftp|irc)://|\\b(?:link|xref|mailto):)${ADDRESS}\\[(?<shown>[^\\],=]{1,400}?)(?:\\^|,[^\\]]{0,400})?\\]`,
  `(?<opaque>(?:\\b(?:https?|ftp|irc)://|\\b(?:link|xref|mailto|image):)${ADDRESS}\\[[^\\]\\n]{0,300}\\])`,
  "<<[^<>,\\n]{1,200},\\s{0,20}(?<shown>[^<>\\s][^<>]{0,300})>>",
  "(?<opaque><<[^<>\\n]{1,200}>>|\\{[\\w:-]{1,60}\\})",
  "(?<markup>\\s<\\d{1,3}>)(?=\\n|$)",
  "(?<markup> \\+)(?=\\n|$)",
  "(?<markup>\\\\)[*_`#^~+{<\\[]",
  ...shown("\\*", "[^*]"),
  ...shown("_", "[^_]"),
  ...shown("#", "[^#]"),
  "\\^(?<shown>[^\\s^]{1,100})\\^",
  "(?<![\\p{L}\\p{N}/])~(?<shown>[^\\s~]{1,100})~",
);
