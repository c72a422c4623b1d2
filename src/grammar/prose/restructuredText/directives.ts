/**
 * What a directive holds: `body` is prose; with `title` its argument is a heading, with `lead` its argument is the first part
 * of the body. Of any other directive neither argument nor content is prose.
 */
export type DirectiveContent = "body" | "title" | "lead";

const LEAD = `note warning tip important hint attention caution danger error seealso todo deprecated versionadded
  versionchanged versionremoved epigraph highlights pull-quote centered footer header`;
const TITLE =
  "admonition topic sidebar rubric table list-table dropdown card tab-item tab grid-item-card details collapse";
/** The argument, if there is one, is a name, a path or a signature. */
const BODY = `figure container compound glossary hlist only ifconfig class function method attribute data exception module
  describe object option cmdoption envvar confval program tabs tab-set grid grid-item md-block rst-class role parsed-text
  autoclass autofunction automodule automethod macro type var enum enumerator struct union member property decorator
  staticmethod classmethod setting templatetag templatefilter fieldlookup django-admin directive rst:directive`;
const NOT_PROSE: ReadonlySet<string> = new Set(["py:currentmodule", "py:module", "js:module", "c:namespace"]);

const CONTENT: ReadonlyMap<string, DirectiveContent> = new Map([
  ...rows("lead", LEAD),
  ...rows("title", TITLE),
  ...rows("body", BODY),
]);

function rows(content: DirectiveContent, names: string): (readonly [string, DirectiveContent])[] {
  return names.split(/\s+/u).map((name) => [name, content] as const);
}

/** A directive of a domain (`py:function`) describes something. */
export function contentOf(directive: string): DirectiveContent | undefined {
  const name = directive.toLowerCase();
  return CONTENT.get(name) ?? (/^\w+:\w+$/u.test(name) && !NOT_PROSE.has(name) ? "body" : undefined);
}

/** Directives whose first word is not part of the text: a version. */
export const WITH_VERSION: ReadonlySet<string> = new Set([
  "deprecated",
  "versionadded",
  "versionchanged",
  "versionremoved",
]);
