import { readTextFile } from "../files/textFile.js";
import type { Lessons } from "../training/contract.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isPlace: Check = (value) => Number.isInteger(value) && (value as number) >= 0;

/** What must be true of the items of each list. */
const ITEMS: Readonly<Record<keyof Lessons, Check>> = {
  prose: isText,
  corrections: has({ source: isText, target: isText, origin: (value) => ["git", "accepted", "byHand"].includes(value as string) }), // prettier-ignore
  ignored: has({ text: isText, start: isPlace, end: isPlace, fix: (value) => value === undefined || isText(value) }),
  words: isText,
};

/**
 * Reads lessons that somebody has written as JSON.
 * @throws an Error that names the file and, where it is JSON, the place in it that is wrong
 */
export async function readLessons(path: string): Promise<Lessons> {
  const { text } = await readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: these are no lessons: ${(error as Error).message}.`, { cause: error });
  }
  const lists = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  for (const [name, isRight] of Object.entries(ITEMS)) {
    const list = lists[name];
    if (!Array.isArray(list)) throw new Error(`${path}: these are no lessons: “${name}” must be a list.`);
    const wrong = list.findIndex((item) => !isRight(item));
    if (wrong >= 0) throw new Error(`${path}: item ${String(wrong + 1)} of “${name}” cannot be used.`);
  }
  return value as Lessons;
}

function has(fields: Readonly<Record<string, Check>>): Check {
  return (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, isRight]) => isRight((value as Readonly<Record<string, unknown>>)[name]));
}
