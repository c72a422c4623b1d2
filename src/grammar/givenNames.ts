import { capitalize } from "./textEdit.js";
import { SMALL_WORDS } from "./titles.js";

/** What a document and its project are called by others than the document itself. */
export interface DocumentNames {
  /** Of the project, as its package is called: "commander", "@scope/fs-extra". */
  readonly names: readonly string[];
  /** Of the file, without its folder. */
  readonly file: string;
}

/** Names for the words of a document. */
export interface GivenNames {
  /** Small, each a name whatever the document says: the package. */
  readonly sure: ReadonlySet<string>;
  /** As written, each a name if the document uses it like one: words of its title, of its file, of the package. */
  readonly likely: ReadonlySet<string>;
  /** Of several words with hyphens between them, as written: “graceful-fs”. */
  readonly hyphenated: ReadonlySet<string>;
}

/** UTF-16 code units in which a title stands. */
const BEGINNING = 4_000;

/** The first heading of every format that has headings, and titles in front matter. */
const TITLES: readonly RegExp[] = [
  /^(?:#|=)[ \t]{1,9}(.{1,200})/mu,
  /^(\S.{0,199})\r?\n(?:={3,}|-{3,}|\*{3,}|~{3,})[ \t]*$/mu,
  /^(?:title|name)[ \t]{0,9}:(.{1,200})/imu,
  /^#\+title:(.{1,200})/imu,
  /\\title\{([^{}]{1,200})\}/u,
  /<(?:h1|title)\b[^<>]{0,200}>([^<]{1,200})/iu,
];

const WORDS = /[\p{L}\p{N}]+/gu;
const HYPHENATED = /[\p{L}\p{N}]{1,50}(?:-[\p{L}\p{N}]{1,50}){1,8}/gu;

export function givenNames(text: string, called: DocumentNames | undefined): GivenNames {
  const beginning = text.slice(0, BEGINNING);
  const titles = TITLES.flatMap((title) => title.exec(beginning)?.[1] ?? []);
  const stem = called?.file.split(".", 1)[0] ?? "";
  const bare = (called?.names ?? []).map((name) => name.slice(name.lastIndexOf("/") + 1));
  const packages = bare.map(wordsOf);
  return {
    sure: new Set(packages.flatMap((words) => (words.length === 1 ? words.map((word) => word.toLowerCase()) : []))),
    likely: new Set([...titles.flatMap(wordsOf), ...[...wordsOf(stem), ...packages.flat()].map(capitalize)]),
    hyphenated: new Set([...titles, ...bare].flatMap((name) => name.match(HYPHENATED) ?? [])),
  };
}

function wordsOf(text: string): string[] {
  return (text.match(WORDS) ?? []).filter((word) => word.length > 1 && !SMALL_WORDS.has(word.toLowerCase()));
}
