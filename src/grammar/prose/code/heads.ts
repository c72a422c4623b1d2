import type { Head } from "./sections.js";

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
export const AT_TAGS: Head = {
  pattern: new RegExp(
    `(?<![^\\n])[ \\t]*[@\\\\](?:(?:${NAMED})\\b${TYPE}${NAME}${LATER_TYPE}|(?:throws?|exception|raises?)\\b${TYPE}${ERROR}|(?:${PLAIN})\\b${TYPE}|(?<code>${CODE})\\b|(?<other>[A-Za-z][\\w:-]*))(?:[ \\t]+-(?=[ \\t]))?`,
    "gu",
  ),
  follows: ({ groups }) => (groups?.["code"] ? "no" : groups?.["other"] ? "afterBlankLine" : "prose"),
};

/** PHPDoc writes types before names, with no braces around them. */
export const PHP_TAGS: Head = {
  pattern: /(?<![^\n])[ \t]*@(?:param|var|property(?:-read|-write)?|return|throws)[ \t]+[^\s$]+(?:[ \t]+[&.]*\$\w+)?/gu,
  follows: () => "prose",
};

/** Documentation of C# and the HTML of Javadoc: what stands between their texts. */
export const XML_TAGS: Head = {
  pattern:
    /<(?:\/?(?:summary|remarks|param|typeparam|returns|exception|value|para|list|listheader|item|term|description|permission|doc|p|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|table|tr|td|th|div|hr)|\/(?:code|example|pre)|(?<other>seealso|include|inheritdoc)|(?<code>code|example|pre))\b[^<>\n]*>/giu,
  follows: ({ groups }) => (groups?.["code"] ? "no" : groups?.["other"] ? "afterBlankLine" : "prose"),
};

const SECTIONS =
  "Args|Arguments|Attributes|Keyword (?:Args|Arguments)|(?:Other )?Parameters|Raises|Returns|Yields|Notes?|Todo|Warnings?|Warns|References|Methods";

/** Fields of reStructuredText, sections and entries of Google's style and of NumPy's. */
export const DOCSTRING_FIELDS: Head = {
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
