/** What a comment asks for. */
export type Directive =
  /** Nothing is reported until the same hand turns it on again. */
  | { readonly kind: "off" | "on"; readonly by: string; readonly only?: "spelling" }
  | { readonly kind: "line" | "nextLine" | "file"; readonly only?: "spelling" }
  /** The comment itself, with the comments right before and after it. */
  | { readonly kind: "comment" }
  /** These words, in the whole file. */
  | { readonly kind: "words"; readonly words: readonly string[] };

/** A directive and where in the line it begins. */
interface Found {
  readonly directive: Directive;
  readonly at: number;
}

/** Looks for one tool's directives in a line of a comment, without the comment's marks. */
export type DirectiveReader = (line: string) => readonly Found[];

/** Words between spaces or commas, behind a colon or without one. */
function splitWordList(text: string): string[] {
  return text
    .replace(/^[\s:]+/u, "")
    .split(/[\s,]+/u)
    .filter((word) => word !== "");
}

const CLOZE_DIRECTIVE = /^cloze-(disable-file|disable-next-line|disable-line|disable|enable|ignore)(?![\w-])/u;

/** Our own: `cloze-disable`, `cloze-enable`, `-line`, `-next-line`, `-file`, and `cloze-ignore WORD…`. */
export const readCloze: DirectiveReader = (line) => {
  const [head = "", name] = CLOZE_DIRECTIVE.exec(line) ?? [];
  return name === undefined ? [] : [{ directive: clozeDirective(name, line.slice(head.length)), at: 0 }];
};

function clozeDirective(name: string, rest: string): Directive {
  switch (name) {
    case "disable":
      return { kind: "off", by: "cloze" };
    case "enable":
      return { kind: "on", by: "cloze" };
    case "disable-line":
      return { kind: "line" };
    case "disable-next-line":
      return { kind: "nextLine" };
    case "disable-file":
      return { kind: "file" };
    case "ignore":
      return { kind: "words", words: splitWordList(rest) };
    default:
      throw new Error(`Unknown directive: ${name}`);
  }
}

/** Anywhere in a comment, as cSpell takes it. */
const CSPELL_DIRECTIVE =
  /\bc?spell(?:-?checker)?::?\s*(disable-next(?:-line)?|disable-line|disable|enable|ignore(?:-?words?)?|words?)(?![\w-])/iu;
const LOCAL_WORDS = /^LocalWords:?(?=\s)/u;

/**
 * Those of Code Spell Checker (https://cspell.org/docs/document-settings): they are about spelling and leave everything else to be
 * reported, but a word of its lists counts as a word of the dictionary.
 */
export const readCspell: DirectiveReader = (line) => {
  const local = LOCAL_WORDS.exec(line);
  if (local) return [{ directive: { kind: "words", words: splitWordList(line.slice(local[0].length)) }, at: 0 }];
  const match = CSPELL_DIRECTIVE.exec(line);
  if (!match) return [];
  const rest = line.slice(match.index + match[0].length);
  return [{ directive: cspellDirective((match[1] ?? "").toLowerCase(), rest), at: match.index }];
};

function cspellDirective(name: string, rest: string): Directive {
  switch (name) {
    case "disable":
      return { kind: "off", by: "cspell", only: "spelling" };
    case "enable":
      return { kind: "on", by: "cspell" };
    case "disable-line":
      return { kind: "line", only: "spelling" };
    case "disable-next":
    case "disable-next-line":
      return { kind: "nextLine", only: "spelling" };
    default:
      return { kind: "words", words: splitWordList(rest) };
  }
}

const IGNORE = /\b(?:harper|spell-?check(?:er)?): ?ignore\b/u;

/** Harper's (https://writewithharper.com/docs/integrations/language-server): a comment in which it stands is not checked. */
export const readHarper: DirectiveReader = (line) => {
  const match = IGNORE.exec(line);
  return match ? [{ directive: { kind: "comment" }, at: match.index }] : [];
};

/** Alone in its comment, in any case; only the values have one. */
const MAGIC_COMMENT = /^ltex:\s*(\w+=\S+(?:\s+\w+=\S+)*)$/iu;

/**
 * LTeX's magic comments (https://valentjn.github.io/ltex/advanced-usage.html#magic-comments). A language other than English is the
 * same to us as being turned off.
 */
export const readLtex: DirectiveReader = (line) => {
  const [, settings = ""] = MAGIC_COMMENT.exec(line) ?? [];
  return settings.split(/\s+/u).flatMap((setting): Found[] => {
    const equals = setting.indexOf("=");
    const value = setting.slice(equals + 1);
    switch (setting.slice(0, equals).toLowerCase()) {
      case "enabled":
        return [{ directive: { kind: value === "false" ? "off" : "on", by: "ltex enabled" }, at: 0 }];
      case "language":
        return [{ directive: { kind: /^(?:en\b|auto$)/u.test(value) ? "on" : "off", by: "ltex language" }, at: 0 }];
      default:
        return [];
    }
  });
};

const SWITCH = /^vale (on|off)$/u;
const SPELLING = /^vale Vale\.Spelling(?:\[(.+)\])? ?= ?(YES|NO)$/su;
const QUOTED = /"([^"]*)"/gu;

/**
 * Vale's (https://vale.sh/docs/formats/markdown#comments). Of its rules only the one for spelling is about something that Cloze
 * looks at, too; those of style guides are passed over.
 */
export const readVale: DirectiveReader = (line) => {
  const [, state] = SWITCH.exec(line) ?? [];
  if (state !== undefined) return [{ directive: { kind: state === "off" ? "off" : "on", by: "vale" }, at: 0 }];
  const [, matches, value] = SPELLING.exec(line) ?? [];
  if (value === undefined) return [];
  if (matches === undefined) {
    const kind = value === "NO" ? "off" : "on";
    return [{ directive: { kind, by: "vale spelling", only: "spelling" }, at: 0 }];
  }
  const words = value === "NO" ? Array.from(matches.matchAll(QUOTED), ([, word = ""]) => word) : [];
  return [{ directive: { kind: "words", words }, at: 0 }];
};
