import type { Span } from "../../span.js";

/** Tags that are followed by a name. */
const NAMED = "param|arg|argument|prop|property|tparam|template|typeparam|option|yieldparam|attr|attribute|retval";
/** Tags that are followed by a text. */
const PLAIN =
  "returns?|result|yields?|yieldreturn|deprecated|remarks?|summary|desc|description|classdesc|brief|short|details?|note|warning|attention|important|caution|hint|todo|fixme|bug|file|fileoverview|overview|privateRemarks|internal|pre|post|invariant|par|abstract|private|public|protected|readonly|override|beta|alpha|experimental|li|apiNote|implNote|implSpec|end\\w+";
/** Tags that are followed by code. */
const CODE = "example|code|verbatim|dot|msc|startuml|formula|snippet";

/** `{Type}` of JSDoc, `[Type]` of YARD; before the name also `[in]` of Doxygen. */
const BRACKETS = "[ \\t]*\\{(?:[^{}\\n]|\\{[^{}\\n]*\\})*\\}|[ \\t]+\\[[A-Z:][^\\]\\n]*\\]";
const TYPE = `(?:\\[[^\\]\\n]*\\]|${BRACKETS})?`;
const LATER_TYPE = `(?:${BRACKETS})?`;
const NAME = "(?:[ \\t]+(?:\\[[^\\]\\n]*\\]|[^\\s,]+))?";

/** Not the first word of "If it fails". */
const ERROR = "(?:[ \\t]+(?!(?:If|When|The|An?)\\b)[A-Z][\\w.:\\\\]*)?";

/** JSDoc, Javadoc, Doxygen, PHPDoc, YARD: `@param {string} name - the text`. */
export const AT_TAGS: DocTag = {
  pattern: new RegExp(
    `(?<![^\\n])[ \\t]*[@\\\\](?:(?:${NAMED})\\b${TYPE}${NAME}${LATER_TYPE}|(?:throws?|exception|raises?)\\b${TYPE}${ERROR}|(?:${PLAIN})\\b${TYPE}|(?<code>${CODE})\\b|(?<other>[A-Za-z][\\w:-]*))(?:[ \\t]+-(?=[ \\t]))?`,
    "gu",
  ),
  follows: ({ groups }) => (groups?.["code"] ? "no" : groups?.["other"] ? "afterBlankLine" : "prose"),
};

/** PHPDoc writes types before names, with no braces around them. */
export const PHP_TAGS: DocTag = {
  pattern: /(?<![^\n])[ \t]*@(?:param|var|property(?:-read|-write)?|return|throws)[ \t]+[^\s$]+(?:[ \t]+[&.]*\$\w+)?/gu,
  follows: () => "prose",
};

/** Documentation of C# and the HTML of Javadoc: what stands between their texts. */
export const XML_TAGS: DocTag = {
  pattern:
    /<(?:\/?(?:summary|remarks|param|typeparam|returns|exception|value|para|list|listheader|item|term|description|permission|doc|p|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|table|tr|td|th|div|hr)|\/(?:code|example|pre)|(?<other>seealso|include|inheritdoc)|(?<code>code|example|pre))\b[^<>\n]*>/giu,
  follows: ({ groups }) => (groups?.["code"] ? "no" : groups?.["other"] ? "afterBlankLine" : "prose"),
};

const SECTIONS =
  "Args|Arguments|Attributes|Keyword (?:Args|Arguments)|(?:Other )?Parameters|Raises|Returns|Yields|Notes?|Todo|Warnings?|Warns|References|Methods";

/** Fields of reStructuredText, sections and entries of Google's style and of NumPy's. */
export const DOCSTRING_FIELDS: DocTag = {
  pattern: new RegExp(
    `(?<![^\\n])(?:[ \\t]*(?:${[
      ":(?:param|parameter|arg|argument|key|keyword|raises?|except|exception|var|ivar|cvar|returns?|yields?)(?:[ \\t][^:\\n]{0,100})?:",
      "(?<code>(?:Examples?|Usage|Doctests?):?[ \\t]*(?![^\\n])|>>>|\\.\\.[ \\t][\\w-]+::)",
      "(?<other>:[a-z]+(?:[ \\t][^:\\n]{0,100})?:(?!`)|See Also:?[ \\t]*(?![^\\n]))",
      `(?:${SECTIONS}):?[ \\t]*(?![^\\n])`,
      "\\*{0,2}[A-Za-z_][\\w.]*[ \\t]:[ \\t][^\\n]*",
    ].join("|")})|[ \\t]{2,}\\*{0,2}[A-Za-z_][\\w.]*(?:[ \\t]*\\([^()\\n]{1,80}\\))?:(?=[ \\t]+\\S))`,
    "gu",
  ),
  follows: ({ groups }) => (groups?.["code"] ? "no" : groups?.["other"] ? "afterBlankLine" : "prose"),
};

/** What stands before a text and is none: a documentation tag with types and names, a label. Flags `gu`. */
export interface DocTag {
  readonly pattern: RegExp;
  /** Whether what follows is prose: `no` up to the next tag, `afterBlankLine` only behind the next blank line. */
  follows(match: RegExpExecArray): "prose" | "no" | "afterBlankLine";
}

const LABEL: DocTag = {
  pattern:
    /(?<![^\n])[ \t]*(?:TODO|FIXME|XXX|HACK|BUG|NOTE|NB|OPTIMIZE|REVIEW|SAFETY|WARNING|DEPRECATED|Deprecated)(?:\([^()\n]*\))?(?::|[ \t]+-(?=[ \t]))/gu,
  follows: () => "prose",
};
/** `---- Reading ----`; what it ends with is overwritten elsewhere. */
const RULE: DocTag = { pattern: /(?<![^\n])[ \t]*(?:-{2,}|[=*#_+]{3,}|~{4,})(?=[ \t]+\S)/gu, follows: () => "prose" };

const BLANK_LINE = /\n[ \t]*\n/gu;
const NOT_SPACE = /\S/gu;

/** Splits a comment's text at tags and labels into parts that are read as documents of their own. */
export function splitSections(text: string, heads: readonly DocTag[]): Span[] {
  const found = [LABEL, RULE, ...heads].flatMap((head) =>
    Array.from(text.matchAll(head.pattern), (match) => ({ match, follows: head.follows(match) })),
  );
  found.sort((a, b) => a.match.index - b.match.index);
  const sections: Span[] = [];
  let from: number | undefined = 0;
  const add = (to: number): void => {
    const start = from === undefined ? to : firstAt(NOT_SPACE, from, text);
    if (start < to) sections.push({ start, end: to });
  };
  let end = 0;
  for (const { match, follows } of found) {
    if (match.index < end) continue;
    add(match.index);
    end = match.index + match[0].length;
    from = follows === "no" ? undefined : follows === "prose" ? end : firstAt(BLANK_LINE, end, text);
  }
  add(text.length);
  return sections;
}

function firstAt(pattern: RegExp, offset: number, text: string): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.index ?? text.length;
}
