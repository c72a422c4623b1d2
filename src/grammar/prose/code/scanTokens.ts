import { type StreamParser, StringStream } from "@codemirror/streamparser";
import { addName, type CodeComment, type ScanCode } from "./scan.js";

const NAME_STYLE = /variable|def|property|type|attribute|atom/u;
/** UTF-16 code units in one line; a longer one is data, on which some tokenizers are slow. */
const LONGEST_LINE = 10_000;
/** What `.` of a regular expression does not match: a tokenizer that relies on it (that of TOML, in a string) would never go on. */
const SEPARATOR = /[\u2028\u2029]/gu;
const COLUMNS = { tab: 4, indent: 2 };

/** Of a language without a Lezer grammar: by a tokenizer of CodeMirror, which reads line by line. */
export function createTokenScan<State>(parser: StreamParser<State>): ScanCode {
  return (text) => {
    const comments: CodeComment[] = [];
    const names = new Set<string>();
    const state = parser.startState?.(COLUMNS.indent) as State;
    let lineStart = 0;
    for (const line of text.replaceAll(SEPARATOR, " ").split("\n")) {
      if (line === "") parser.blankLine?.(state, COLUMNS.indent);
      else if (line.length <= LONGEST_LINE) {
        readLine(line, parser, state, (style, start, end) => {
          if (style.includes("comment")) addComment(comments, text, lineStart + start, lineStart + end);
          else if (NAME_STYLE.test(style)) addName(names, text, lineStart + start, lineStart + end);
        });
      }
      lineStart += line.length + 1;
    }
    return { comments, names };
  };
}

/** A tokenizer may take nothing a few times while it changes its state; one that goes on so is stuck. */
const PATIENCE = 10;

function readLine<State>(
  line: string,
  parser: StreamParser<State>,
  state: State,
  onToken: (style: string, start: number, end: number) => void,
): void {
  const stream = new StringStream(line, COLUMNS.tab, COLUMNS.indent);
  for (let stuck = 0; !stream.eol() && stuck < PATIENCE;) {
    stream.start = stream.pos;
    const style = parser.token(stream, state);
    stuck = stream.pos > stream.start ? 0 : stuck + 1;
    if (style && stream.pos > stream.start) onToken(style, stream.start, stream.pos);
  }
}

const LINE_MARK = /^(?:\/\/|#)/u;

/** A tokenizer gives a block comment line by line, which is put together again. */
function addComment(comments: CodeComment[], text: string, start: number, end: number): void {
  const last = comments.at(-1);
  const goesOn = last?.kind === "block" && text.slice(last.end, start).trim() === "" && !isClosed(last, text);
  if (goesOn) comments[comments.length - 1] = { kind: "block", start: last.start, end };
  else comments.push({ kind: LINE_MARK.test(text.slice(start, start + 2)) ? "line" : "block", start, end });
}

/** By its last line, since the lines before it were looked at when they were the last. */
function isClosed({ start, end }: CodeComment, text: string): boolean {
  const line = Math.max(start, text.lastIndexOf("\n", end - 1) + 1);
  return text.startsWith("=", start) ? text.startsWith("=end", line) : end - start >= 4 && text.endsWith("*/", end);
}

/** What C# calls a raw string: three quotes or more, up to as many again. */
const OPENING = /^\$*("{3,})/u;

interface InString<State> {
  readonly inner: State;
  /** The quotes that end the string that the line begins in. */
  quotes: string | undefined;
}

/** CodeMirror's tokenizer of C# is older than raw strings, and would find comments in them. */
export function withRawStrings<State>(parser: StreamParser<State>): StreamParser<InString<State>> {
  return {
    startState: (indentUnit) => ({ inner: parser.startState?.(indentUnit) as State, quotes: undefined }),
    token(stream, state) {
      if (state.quotes === undefined) {
        const opening = stream.string.slice(stream.pos).match(OPENING);
        if (!opening) return parser.token(stream, state.inner);
        stream.pos += opening[0].length;
        state.quotes = opening[1]!;
      }
      if (stream.skipTo(state.quotes)) {
        stream.pos += state.quotes.length;
        state.quotes = undefined;
      } else stream.skipToEnd();
      return "string";
    },
  };
}
