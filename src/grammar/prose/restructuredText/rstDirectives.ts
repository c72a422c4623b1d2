import { addBlock, type Line, type LineReading, skipDeeper, skipParagraph } from "../lines.js";

/**
 * What a directive holds: `body` is prose; with `title` its argument is a heading, with `lead` its argument is the first part
 * of the body. Of any other directive neither argument nor content is prose.
 */
type DirectiveContent = "body" | "title" | "lead";

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
function directiveContentOf(directive: string): DirectiveContent | undefined {
  const name = directive.toLowerCase();
  return CONTENT.get(name) ?? (/^\w+:\w+$/u.test(name) && !NOT_PROSE.has(name) ? "body" : undefined);
}

/** Directives whose first word is not part of the text: a version. */
const WITH_VERSION: ReadonlySet<string> = new Set(["deprecated", "versionadded", "versionchanged", "versionremoved"]);

const DIRECTIVE = /^\.\.[ \t]+(\|[^|\n]{1,100}\|[ \t]+)?(\w[\w:.+-]{0,60}?) ?::(?:[ \t]+|$)/u;
const NOTE = /^\.\.[ \t]+\[[^\]\s]{1,100}\](?:[ \t]+|$)/u;
const TARGET = /^(?:\.\.[ \t]+_|__[ \t])/u;
const OPTION = /^:([\w-]{1,60}):(?:[ \t]+|$)/u;
const VERSION = /^\S+(?:[ \t]+|$)/u;

export function isExplicit({ text }: Line): boolean {
  return text === ".." || /^\.\.[ \t]/u.test(text) || text.startsWith("__ ");
}

/** What begins with two full stops: a directive, a note, a target, and all the rest is a comment. */
export function readExplicit(reading: LineReading): void {
  const line = reading.lines[reading.at++]!;
  const [head, substitution, directive] = DIRECTIVE.exec(line.text) ?? [];
  if (head !== undefined && directive !== undefined) {
    readDirective(reading, line, line.start + head.length, substitution === undefined ? directive : "replace");
    return;
  }
  const note = NOTE.exec(line.text);
  if (note)
    addBlock(
      reading,
      "paragraph",
      line.start + note[0].length,
      skipParagraph(reading, (next) => next.indent <= line.indent),
    );
  else if (TARGET.test(line.text)) skipDeeper(reading, line.indent);
  else {
    const isEmpty = line.text === ".." && (reading.lines[reading.at]?.isBlank ?? true);
    reading.comments.push({ start: line.start, end: isEmpty ? line.end : skipDeeper(reading, line.indent) });
  }
}

/** @param argument where the directive's argument begins */
function readDirective(reading: LineReading, line: Line, argument: number, name: string): void {
  const content = directiveContentOf(name);
  const hasArgument = argument < line.end;
  switch (content) {
    case "lead":
      if (hasArgument) {
        const skipped = WITH_VERSION.has(name)
          ? (VERSION.exec(reading.text.slice(argument, line.end))?.[0].length ?? 0)
          : 0;
        addBlock(
          reading,
          "paragraph",
          argument + skipped,
          skipParagraph(reading, (next) => next.indent <= line.indent),
        );
      } else readOptions(reading, line);
      break;
    case "title":
      addBlock(reading, "heading", argument, line.end);
      readOptions(reading, line);
      break;
    case "body":
      // Signatures, options.
      while (readOptions(reading, line)) reading.at++;
      break;
    case undefined:
      readOptions(reading, line);
      skipDeeper(reading, line.indent);
      break;
    default:
      throw new Error(`Unknown content: ${String(content)}`);
  }
}

/** The text instead of an image is prose. @returns whether a line follows that is none of the options and not blank */
function readOptions(reading: LineReading, { indent }: Line): boolean {
  for (let line = reading.lines[reading.at]; line && line.indent > indent; line = reading.lines[++reading.at]) {
    if (line.isBlank) return false;
    const [head, name] = OPTION.exec(line.text) ?? [];
    if (head === undefined) return true;
    if (name === "alt" || name === "caption") addBlock(reading, "cell", line.start + head.length, line.end);
  }
  return false;
}
