/** Reads one value of unknown type. Returns `undefined` when it cannot be used, and adds the bad key to `bad`. */
export type Reader<T> = (value: unknown, key: string, bad: string[]) => T | undefined;

/** Anything that passes the test, which also narrows the type. */
function valueThat<T>(isRight: (value: unknown) => value is T): Reader<T> {
  return (value, key, bad) => {
    if (isRight(value)) return value;
    bad.push(key);
    return undefined;
  };
}

export const readBoolean = valueThat((value): value is boolean => typeof value === "boolean");

export const readString = valueThat((value): value is string => typeof value === "string");

/** Asterisks in a name, and `**` in a path: more would be tried on a long one in too many ways. */
const MOST_WILDCARDS = 3;

/** A pattern as in `.gitignore` that is matched in no time whatever the path. */
export const readPattern = valueThat((value): value is string => typeof value === "string" && isQuickPattern(value));

export function isQuickPattern(pattern: string): boolean {
  const names = pattern.split("/");
  const deep = names.filter((name) => name === "**");
  return (
    deep.length <= MOST_WILDCARDS &&
    names.every((name) => name === "**" || name.split("*").length - 1 <= MOST_WILDCARDS)
  );
}

/** A whole number between both ends, which belong to the range. */
export function readInteger(least: number, most: number): Reader<number> {
  return valueThat(
    (value): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  );
}

export function readOneOf<const T extends string>(names: readonly T[]): Reader<T> {
  return valueThat((value): value is T => names.some((name) => name === value));
}

/** A list; items that cannot be used are left out, each with its own warning. */
export function readList<T>(readItem: Reader<T>): Reader<readonly T[]> {
  return (value, key, bad) => {
    if (!Array.isArray(value)) {
      bad.push(key);
      return undefined;
    }
    return value.flatMap((item, index) => {
      const read = readItem(item, `${key}[${String(index)}]`, bad);
      return read === undefined ? [] : [read];
    });
  };
}

/** An object with these keys and no others; keys that are missing or cannot be used take the default. */
export function readFields<T extends object>(
  readers: { readonly [K in keyof T]: Reader<T[K]> },
  defaults: T,
): Reader<T> {
  return (value, key, bad) => {
    if (!isObject(value)) {
      bad.push(key);
      return undefined;
    }
    const result = { ...defaults };
    for (const [name, given] of Object.entries(value)) {
      if (!Object.hasOwn(readers, name)) bad.push(`${key}.${name}`);
      else assignRead(result, name as keyof T & string, given, readers, `${key}.${name}`, bad);
    }
    return result;
  };
}

function assignRead<T extends object, K extends keyof T>(
  result: T,
  name: K,
  given: unknown,
  readers: { readonly [P in keyof T]: Reader<T[P]> },
  key: string,
  bad: string[],
): void {
  const read = readers[name](given, key, bad);
  if (read !== undefined) result[name] = read;
}

/** An object of any keys, over the defaults. */
export function readMap<T>(
  readItem: Reader<T>,
  defaults: Readonly<Record<string, T>>,
): Reader<Readonly<Record<string, T>>> {
  return (value, key, bad) => {
    if (!isObject(value)) {
      bad.push(key);
      return undefined;
    }
    const result = { ...defaults };
    for (const [name, given] of Object.entries(value)) {
      const read = readItem(given, `${key}.${name}`, bad);
      if (read !== undefined) result[name] = read;
    }
    return result;
  };
}

/** An object whose fields must all be there. */
export function readAll<T extends object>(readers: { readonly [K in keyof T]: Reader<T[K]> }): Reader<T> {
  return (value, key, bad) => {
    const missing: string[] = [];
    const entries = Object.entries<Reader<unknown>>(readers).map(([name, read]) => [
      name,
      read(isObject(value) ? value[name] : undefined, `${key}.${name}`, missing),
    ]);
    bad.push(...missing);
    return missing.length === 0 ? (Object.fromEntries(entries) as T) : undefined;
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
