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
export const TOOL_LINE = new RegExp(
  `(?<![^\\n])[ \\t]*@?(?:(?:${TOOLS})(?:[-:=]\\S|[ \\t]+(?:${ORDERS})\\b|[ \\t]+[\\w/-]+:|[ \\t]*(?![^\\n]))|${OTHERS})[^\\n]*`,
  "gu",
);

const LICENCE =
  /copyright\s+(?:\(c\)|©|\d{4})|\(c\)\s*\d{4}|SPDX-|licen[sc]ed under|all rights reserved|permission is hereby granted|@licen[sc]e\b/iu;
/** UTF-16 code units of a comment that are looked at. */
const LICENCE_SAMPLE = 4_000;

/** A licence is not the writer's text, and neither is what stands around it in the same comment. */
export function isLicence(text: string): boolean {
  return LICENCE.test(text.slice(0, LICENCE_SAMPLE));
}
