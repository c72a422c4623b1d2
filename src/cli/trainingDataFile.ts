import { readTextFile } from "../files/textFile.js";
import type { TrainingData } from "../training/types.js";

type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === "string";
const isPlace: Check = (value) => Number.isInteger(value) && (value as number) >= 0;
const isOrigin: Check = (value) => ["git", "accepted", "byHand"].includes(value as string);

/** What must be true of the items of each list, or of their fields. */
const ITEMS: Readonly<Record<keyof TrainingData, Check | Fields>> = {
  prose: isText,
  corrections: { source: isText, target: isText, origin: isOrigin },
  ignored: { text: isText, start: isPlace, end: isPlace, fix: (value) => value === undefined || isText(value) },
  words: isText,
};

/**
 * Reads training data that somebody has written as JSON.
 * @throws an Error that names the file and, where it is JSON, the place in it that is wrong
 */
export async function readTrainingData(path: string): Promise<TrainingData> {
  const { text } = await readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${path}: this is no training data: ${(error as Error).message}.`, { cause: error });
  }
  const lists = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  for (const [name, isRight] of Object.entries(ITEMS)) {
    const list = lists[name];
    if (!Array.isArray(list)) throw new Error(`${path}: this is no training data: “${name}” must be a list.`);
    for (const [index, item] of list.entries()) {
      const wrong = wrongIn(item, isRight);
      if (wrong !== undefined)
        throw new Error(`${path}: this is no training data: “${name}[${String(index)}]${wrong}” cannot be used.`);
    }
  }
  return value as TrainingData;
}

/** @returns the field that is wrong, with a point before it; nothing of the item itself; `undefined` if all is right */
function wrongIn(item: unknown, wanted: Check | Fields): string | undefined {
  if (typeof wanted === "function") return wanted(item) ? undefined : "";
  if (typeof item !== "object" || item === null) return "";
  const wrong = Object.entries(wanted).find(([field, isRight]) => !isRight((item as Readonly<Record<string, unknown>>)[field])); // prettier-ignore
  return wrong && `.${wrong[0]}`;
}
