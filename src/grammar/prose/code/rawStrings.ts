import type { StreamParser } from "@codemirror/streamparser";

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
