import { inlineMarkup } from "../inlineText.js";

/** Markup neither begins nor ends inside a word, and has no space at its edges. */
const BEFORE = "(?<![\\p{L}\\p{N}*`])";
const AFTER = "(?![\\p{L}\\p{N}])";
const ROLE = ":[\\w:.+-]{1,40}:";
/** Roles whose text is the writer's own; that of any other is a name, unless it is a link with a title. */
const PROSE_ROLES = ":(?:emphasis|strong|term|dfn|abbr|title|sub|sup|guilabel|t):";

export const inline = inlineMarkup(
  `${PROSE_ROLES}\`(?<shown>[^\`<]{1,400}?)(?:(?<!\\s)\\s*<[^\`<>]{1,400}>)?\``,
  `${ROLE}\`!?(?<shown>[^\`<]{1,400}?)(?<!\\s)\\s+<[^\`<>]{1,400}>\``,
  `(?<opaque>\`\`(?:[^\`]|\`(?!\`)){1,400}\`\`|${ROLE}\`[^\`]{1,400}\`)`,
  `${BEFORE}\`(?<shown>[^\`<\\s][^\`<]{0,400}?)(?:(?<!\\s)\\s*<[^\`<>]{1,400}>)?\`__?${AFTER}`,
  `${BEFORE}_\`(?<shown>[^\`\\s][^\`]{0,400})\``,
  `${BEFORE}(?<opaque>\`[^\`\\s][^\`]{0,400}\`(?:${ROLE})?)`,
  `${BEFORE}\\*\\*(?=\\S)(?<shown>(?:[^*]|\\*(?!\\*)){1,400}?)(?<=\\S)\\*\\*${AFTER}`,
  `${BEFORE}\\*(?=[^\\s*])(?<shown>[^*]{1,400}?)(?<=\\S)\\*${AFTER}`,
  `${BEFORE}(?<opaque>\\|(?=\\S)[^|\\n]{1,100}(?<=\\S)\\|)_{0,2}`,
  // A note leaves nothing behind, a work that is cited a word.
  "(?<markup>\\s?\\[(?:\\d{1,4}|#[\\w.-]{0,60}|\\*)\\]_)",
  "(?<opaque>\\[[\\w.-]{1,60}\\]_)",
  // What is escaped is the writer's, but an escaped space is nothing at all.
  "(?<markup>\\\\\\s)",
  "(?<markup>\\\\)\\S",
  `(?<![\\p{L}\\p{N}_.:/])(?<shown>[\\p{L}\\p{N}]{1,60}(?:[-.][\\p{L}\\p{N}]{1,60}){0,5})__?(?![\\p{L}\\p{N}_/])`,
  // The second colon before a literal block.
  ":(?<markup>:)$",
);
