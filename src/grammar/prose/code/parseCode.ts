import type { Span } from "../../span.js";
import type { Block, TextPart, Prose, ProseParser } from "../block.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { parseMarkdown } from "../markdown/markdown.js";
import { parsePlain } from "../plain.js";
import { contentOf, groupComments } from "./commentText.js";
import { type DocTag, splitSections } from "./docTags.js";
import {
  blank,
  overwrite,
  withOpaqueCode,
  withOpaqueMarkedCode,
  withoutCodeLines,
  withoutFencedCode,
} from "./embeddedCode.js";
import type { CodeComment, ScanCode } from "./scan.js";
import { withFallback } from "../fallback.js";

// Lines of comments that are written for a tool and not for a reader.

const TOOLS = [
  "[ejt]slint|jshint|stylelint|prettier|biome|oxlint|dprint|deno|istanbul|c8|v8|webpack\\w*|vite|jest|vitest",
  "pylint|mypy|ruff|flake8|pyright|isort|yapf|black|bandit|nosec|noqa|nolint|rustfmt|clippy|golangci",
  "clang-format|clang-tidy|cppcheck|NOLINT\\w*|checkstyle|spotless|noinspection|NOSONAR|resharper|rubocop|sorbet|standard",
  "phpcs|phpstan|psalm|shellcheck|yamllint|hadolint|markdownlint|ansible-lint|checkov|trivy|yaml-language-server|renovate",
  "c[sS]pell|spell-?checker|codespell|vale|harper|[lL][tT]e[xX]|languagetool|textlint|proselint|cloze",
].join("|");
const ORDERS =
  "disable|enable|ignore|next|skip|source|suppress|off|on|format|global|exported|env|words?|file|language|config|allow";
const OTHERS = [
  "ts-(?:ignore|expect-error|nocheck|check)\\b",
  "globals?[ \\t]+\\w+[ \\t]*[,:]",
  "(?:type|fmt|lint|line|vim?|ex|typed|encoding|coding|frozen_string_literal|formatter|warn_indent|MARK)[:=]",
  "-\\*-|:nodoc:|:nocov:|\\$schema\\b|\\+build\\b|pragma\\b|language=|__\\w+__",
  "#?(?:end)?region\\b|[#@][ \\t]*source(?:Mapping)?URL|</?(?:editor-fold|reference|amd-)",
  // Whatever the tool: `go:build`, `nolint:errcheck`.
  "[A-Za-z][\\w.-]*:[\\w-]+(?![^ \\t\\n])",
].join("|");

/** `eslint-disable-next-line x`, `noqa`, `go:build linux`, `type: ignore`, to the end of the line. */
const TOOL_LINE = new RegExp(
  `(?<![^\\n])[ \\t]*@?(?:(?:${TOOLS})(?:[-:=]\\S|[ \\t]+(?:${ORDERS})\\b|[ \\t]+[\\w/-]+:|[ \\t]*(?![^\\n]))|${OTHERS})[^\\n]*`,
  "gu",
);

const LICENCE =
  /copyright\s+(?:\(c\)|©|\d{4})|\(c\)\s*\d{4}|SPDX-|licen[sc]ed under|all rights reserved|permission is hereby granted|@licen[sc]e\b/iu;
/** UTF-16 code units of a comment that are looked at. */
const LICENCE_SAMPLE = 4_000;

/** A licence is not the writer's text, and neither is what stands around it in the same comment. */
function isLicence(text: string): boolean {
  return LICENCE.test(text.slice(0, LICENCE_SAMPLE));
}

/** A language of which comments and docstrings are read. */
interface CodeLanguage {
  readonly scan: ScanCode;
  /** How its documentation is tagged. */
  readonly heads: readonly DocTag[];
}

/**
 * Comments are read as Markdown, which is what most documentation generators take, with the language's tags in it; one that this
 * reading refuses as plain text. Of a file that the grammar refuses nothing is read: as text, its code would be full of mistakes.
 */
export function createCodeParser({ scan, heads }: CodeLanguage): ProseParser {
  const read: ProseParser = (text) => {
    const { comments, names } = scan(text);
    const readComment = withFallback((said) => readAsMarkdown(said, names, heads), readAsPlain);
    const blocks = groupComments(comments, text)
      .filter((group) => !isShebang(group, text))
      .flatMap((group) => {
        const content = contentOf(group, text);
        return readComment(content.text).blocks.map((block) => content.place(block));
      });
    return { blocks, comments: comments.filter(({ kind }) => kind !== "docstring"), names };
  };
  return withFallback((file) => readWithPlainLineEnds(file, read), readNothing);
}

function readNothing(): Prose {
  return { blocks: [], comments: [] };
}

function readAsPlain(said: string): Prose {
  const { blocks, comments } = parsePlain(said);
  return { blocks: blocks.map(({ parts }) => ({ kind: "comment", parts })), comments };
}

function isShebang([first]: readonly CodeComment[], text: string): boolean {
  return first?.start === 0 && text.startsWith("#!");
}

const RULE_AT_END = /(?:(?<![-=*#_+])[-=*#_+]{3,}|(?<!~)~{4,})[ \t]*(?![^\n])/gu;

function readAsMarkdown(said: string, names: ReadonlySet<string>, heads: readonly DocTag[]): Prose {
  if (isLicence(said)) return readNothing();
  const withoutTools = overwrite(withoutFencedCode(said), TOOL_LINE, ([all]) => blank(all));
  const text = withOpaqueMarkedCode(withoutTools);
  return {
    blocks: splitSections(text, heads).flatMap((section) => readSection(section, text, said, names)),
    comments: [],
  };
}

function readSection({ start, end }: Span, text: string, all: string, names: ReadonlySet<string>): Block[] {
  const tidy = overwrite(text.slice(start, end), RULE_AT_END, ([rule]) => blank(rule));
  const read = withOpaqueCode(withoutCodeLines(tidy), names);
  const said = all.slice(start, end);
  return parseMarkdown(read).blocks.map(({ kind, parts }) => ({
    kind: kind === "paragraph" ? "comment" : kind,
    parts: parts
      .flatMap((piece) => (piece.kind === "prose" ? whereSame(piece, read, said) : [piece]))
      .map((piece) => ({ ...piece, start: piece.start + start, end: piece.end + start })),
  }));
}

/** The parts of a piece over which nothing was written. */
function whereSame(piece: TextPart, read: string, said: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = piece.start;
  for (let at = piece.start; at <= piece.end; at++) {
    if (at < piece.end && read[at] === said[at]) continue;
    if (from < at) parts.push({ ...piece, start: from, end: at });
    from = at + 1;
  }
  return parts;
}
