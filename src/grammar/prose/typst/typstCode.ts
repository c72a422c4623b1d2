import type { BlockKind } from "../block.js";
import type { TypstNode, TypstReading } from "./typstTree.js";

/**
 * What a call is to the text around it. `flow`: its content goes on in the sentence. `word`: stands for one. `block`: ends the
 * paragraph. `hidden`: has no width. `space`: is one. `unknown`: a function of the writer's own, or one that is used in several ways.
 */
type CallRole = "flow" | "word" | "block" | "hidden" | "space" | "unknown";

const FUNCTIONS: Readonly<Record<Exclude<CallRole, "unknown">, string>> = {
  flow: "emph strong text link highlight underline overline strike smallcaps sub super lower upper box",
  word: "cite ref raw lorem numbering sym datetime",
  block:
    "figure table grid heading title list enum terms par align block columns stack page pad bibliography outline pagebreak " +
    "colbreak parbreak v line divider",
  hidden: "footnote label metadata hide",
  space: "h linebreak",
};
const ROLES: ReadonlyMap<string, CallRole> = new Map(
  Object.entries(FUNCTIONS).flatMap(([role, names]) => names.split(" ").map((name) => [name, role as CallRole])),
);

const KINDS: ReadonlyMap<string, BlockKind> = new Map([
  ["heading", "heading"],
  ["title", "heading"],
  ["figure", "item"],
  ["list", "item"],
  ["enum", "item"],
  ["terms", "item"],
  ["table", "cell"],
  ["grid", "cell"],
]);
const NAME = /^[\p{L}_][\p{L}\p{N}_-]{0,60}/u;

function roleOfCall(call: TypstNode, text: string): CallRole {
  return ROLES.get(nameOf(call, text)) ?? "unknown";
}

/**
 * What a text in the arguments of a call is.
 * @param place `arguments`: between parentheses, such as `caption: [A cat]`; `behind`: in brackets that follow the name or those
 */
function kindInCall(call: TypstNode, text: string, place: "arguments" | "behind"): BlockKind {
  return KINDS.get(nameOf(call, text)) ?? (place === "behind" ? "paragraph" : "item");
}

/** Of `table.cell(…)[…]` it is `table`. */
function nameOf({ start, end }: TypstNode, text: string): string {
  return NAME.exec(text.slice(start, Math.min(end, start + 64)))?.[0] ?? "";
}

/** Code in markup. */
interface CodeInMarkup {
  /** Where its `#` stands. */
  readonly start: number;
  readonly code: TypstNode;
  /** Nothing else stands on its lines. */
  readonly isAlone: boolean;
  /** Of the text around it. */
  readonly kind: BlockKind;
}

/** Orders, which show nothing themselves. */
const STATEMENTS: ReadonlySet<string> = new Set([
  "LetBinding",
  "DestructAssignment",
  "SetRule",
  "ShowRule",
  "ModuleImport",
  "ModuleInclude",
  "LoopBreak",
  "LoopContinue",
  "FuncReturn",
]);

/** Code is no prose, but what stands in its brackets is. */
export function readCode(reading: TypstReading, place: CodeInMarkup): void {
  const { writer } = reading;
  const { start, code } = place;
  const role = roleOf(reading, place);
  switch (role) {
    case "flow":
      readFlow(reading, place);
      return;
    case "block":
      writer.next(place.kind, start, start);
      writer.cut("markup", start, code.end);
      readContents(reading, code, "paragraph");
      writer.next(place.kind, code.end, code.end);
      return;
    case "word":
    case "hidden":
    case "space":
      writer.cut(role === "word" ? "opaque" : role === "hidden" ? "markup" : "space", start, code.end);
      readContents(reading, code, "paragraph");
      return;
    default:
      throw new Error(`Unknown role: ${String(role)}`);
  }
}

function roleOf({ text }: TypstReading, { code, isAlone }: CodeInMarkup): Exclude<CallRole, "unknown"> {
  if (STATEMENTS.has(code.kind)) return "hidden";
  if (code.kind === "ContentBlock") return "flow";
  const contents = contentsBehind(code);
  const role = code.kind === "FuncCall" ? roleOfCall(code, text) : "unknown";
  if (role === "flow") return contents.length === 1 ? "flow" : "word";
  if (role !== "unknown") return role;
  if (isAlone && hasContent(code)) return "block";
  return contents.length === 1 ? "flow" : "word";
}

/** The brackets at the end of a call: `[c]` in `#f(a, [b])[c]`. */
function contentsBehind(code: TypstNode): readonly TypstNode[] {
  if (code.kind === "ContentBlock") return [code];
  const list = code.kind === "FuncCall" ? (code.children().at(-1)?.children() ?? []) : [];
  return list.slice(list.findLastIndex(({ kind }) => kind === "RightParen") + 1).filter(isContent);
}

function isContent({ kind }: TypstNode): boolean {
  return kind === "ContentBlock";
}

function hasContent(node: TypstNode): boolean {
  return isContent(node) || node.children().some(hasContent);
}

/** What stands in the last brackets is read on with the sentence around it; all else has no width. */
function readFlow(reading: TypstReading, { start, code, kind }: CodeInMarkup): void {
  const { writer } = reading;
  const content = contentsBehind(code)[0]!;
  const markup = markupOf(content);
  const from = markup?.start ?? content.end;
  const to = markup?.end ?? content.end;
  writer.cut("markup", start, from);
  readContents(reading, code, kind, content);
  reading.readMarkup(markup?.children() ?? [], kind);
  writer.cut("markup", to, code.end);
}

function markupOf(content: TypstNode): TypstNode | undefined {
  return content.children().find(({ kind }) => kind === "Markup");
}

/** Every text in brackets is a block of its own. @param except is read elsewhere */
function readContents(reading: TypstReading, node: TypstNode, kind: BlockKind, except?: TypstNode): void {
  const { writer } = reading;
  if (node.kind === "LineComment" || node.kind === "BlockComment") writer.comment(node.start, node.end);
  if (isContent(node)) {
    const markup = node.start === except?.start ? undefined : markupOf(node);
    if (!markup) return;
    writer.open(kind, markup.start);
    reading.readMarkup(markup.children(), kind);
    writer.close(markup.end);
    return;
  }
  const kinds = node.kind === "FuncCall" ? kindsInCall(reading, node) : undefined;
  for (const child of node.children()) {
    if (child.kind !== "Args" || !kinds) readContents(reading, child, kind, except);
    else readArguments(reading, child, kinds, except);
  }
}

interface KindsInCall {
  readonly arguments: BlockKind;
  readonly behind: BlockKind;
}

function kindsInCall({ text }: TypstReading, call: TypstNode): KindsInCall {
  return { arguments: kindInCall(call, text, "arguments"), behind: kindInCall(call, text, "behind") };
}

function readArguments(reading: TypstReading, args: TypstNode, kinds: KindsInCall, except?: TypstNode): void {
  const list = args.children();
  const close = list.findLastIndex(({ kind }) => kind === "RightParen");
  list.forEach((child, at) => {
    readContents(reading, child, at < close ? kinds.arguments : kinds.behind, except);
  });
}
