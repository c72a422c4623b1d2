import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import * as v from "valibot";
import { FileProblem } from "../../files/fileProblem.js";
import { checkKind, readPlainFile } from "../../files/plainFile.js";
import { closeToOthers, PRIVATE_FILE, PRIVATE_FOLDER, writePrivate } from "../../files/privateFiles.js";
import type { Span } from "../../grammar/span.js";
import type { Correction, IgnoredFinding } from "../types.js";

/** What the writer decided about a finding, with the sentence it stood in. `at` is an ISO 8601 time. */
export type Decision = FixedFinding | RefusedFinding;

/** `accepted`: the writer made of it what Cloze had offered. `byHand`: something else, where a squiggle stood. */
export interface FixedFinding {
  readonly kind: "accepted" | "byHand";
  readonly at: string;
  readonly source: string;
  readonly target: string;
}

export interface RefusedFinding extends Span {
  readonly kind: "ignored";
  readonly at: string;
  readonly text: string;
  /** The refused fix, without surrounding spaces; empty for a deletion. */
  readonly fix?: string;
}

/** UTF-16 code units: longer than any sentence, and short enough to be compared word by word. */
const LONGEST = 5_000;
const text = v.pipe(v.string(), v.maxLength(LONGEST));
const at = v.pipe(v.string(), v.check((time) => !Number.isNaN(Date.parse(time)))); // prettier-ignore
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const fixed = v.pipe(
  v.object({ kind: v.picklist(["accepted", "byHand"]), at, source: text, target: text }),
  v.check(({ source, target }) => source !== target),
);
const refused = v.pipe(
  v.object({ kind: v.literal("ignored"), at, text, start: count, end: count, fix: v.exactOptional(text) }),
  v.check(({ start, end, text: { length } }) => start <= end && end <= length),
);
const decision: v.GenericSchema<unknown, Decision> = v.union([fixed, refused]);

/** @returns `undefined` if the line is no decision: it was cut off, edited by hand into something else, or comes from another version */
export function parseDecision(line: string): Decision | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const read = v.safeParse(decision, value);
  return read.success ? read.output : undefined;
}

/** As the training takes them. */
export function dataFromDecisions(decisions: readonly Decision[]): {
  corrections: Correction[];
  ignored: IgnoredFinding[];
} {
  const corrections = decisions.flatMap((decision) =>
    decision.kind === "ignored" ? [] : [{ source: decision.source, target: decision.target, origin: decision.kind }],
  );
  const ignored = decisions.flatMap((decision) => {
    if (decision.kind !== "ignored") return [];
    const { text, start, end, fix } = decision;
    return [{ text, start, end, ...(fix === undefined ? {} : { fix }) }];
  });
  return { corrections, ignored };
}

/** What the writer decided, one JSON object a line, in a file of the workspace's storage that anyone can read and edit. */
export interface DecisionFile {
  /** On the disk when it resolves. @throws if it cannot be written */
  append(decision: Decision): Promise<void>;
  /** All of them, the oldest first. Lines that cannot be read are told of and left out. @throws FileProblem if the file itself cannot be read */
  read(): Promise<Decision[]>;
  /** Lets go of what is too old or too much, and closes to others what an earlier version has left open. */
  tidy(now: Date): Promise<void>;
  erase(): Promise<void>;
}

const DAY = 86_400_000;
const KEPT_FOR = 180 * DAY;
/** Decisions; some 300 bytes each. */
const MOST = 5_000;
/** Bytes; a larger file is not one that this program has written. */
const LARGEST = 64 * 1024 * 1024;

/** @param warn gets a message with the numbers of lines that cannot be read, never their text */
export function createDecisionFile(path: string, warn: (message: string) => void): DecisionFile {
  let work: Promise<unknown> = Promise.resolve();

  /** One step at a time, so that two lines never mix and no line falls into the rewriting. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const next = work.then(step);
    work = next.catch(() => undefined);
    return next;
  }

  async function readLines(): Promise<string[]> {
    const lines = (await readIfThere(path)).split(/\r?\n/u);
    return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  }

  return {
    async append(decision) {
      const line = JSON.stringify(decision);
      // Of a sentence that is too long nothing is learned.
      if (parseDecision(line)) await inTurn(() => appendLine(path, line));
    },
    read: () =>
      inTurn(async () => {
        const parsed = (await readLines()).map((line) => (line.trim() === "" ? "blank" : parseDecision(line)));
        const broken = parsed.flatMap((decision, index) => (decision === undefined ? [index + 1] : []));
        if (broken.length > 0) warn(`${path}: these lines are no decisions and are not used: ${broken.join(", ")}.`);
        return parsed.filter((decision) => decision !== undefined && decision !== "blank");
      }),
    tidy: (now) =>
      inTurn(async () => {
        await closeToOthers(path);
        const lines = await readLines();
        const kept = lines.filter((line) => !isOld(line, now)).slice(-MOST);
        if (kept.length < lines.length) await writePrivate(path, kept.map((line) => `${line}\n`).join(""));
      }),
    erase: () => inTurn(() => rm(path, { recursive: true, force: true })),
  };
}

/** A line that cannot be read stays: perhaps a person is mending it. */
function isOld(line: string, now: Date): boolean {
  const decision = parseDecision(line);
  return decision !== undefined && now.getTime() - Date.parse(decision.at) > KEPT_FOR;
}

async function appendLine(path: string, line: string): Promise<void> {
  // The folder is the client's, and others may keep theirs there, too.
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  await closeToOthers(path);
  const file = await open(path, "a+", PRIVATE_FILE);
  try {
    checkKind(await file.stat(), path);
    // A line that was cut off by a crash stays alone on its line.
    const start = (await endsWithin(file)) ? "\n" : "";
    await file.appendFile(`${start}${line}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** True if the file ends within a line. */
async function endsWithin(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString("latin1") !== "\n";
}

/** @throws FileProblem */
async function readIfThere(path: string): Promise<string> {
  try {
    return (await readPlainFile(path, { most: LARGEST })).bytes.toString("utf8");
  } catch (error) {
    if (error instanceof FileProblem && error.kind === "missing") return "";
    throw error;
  }
}
