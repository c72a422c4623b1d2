import { mkdir, open, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { FileProblem } from "../../files/fileProblem.js";
import { checkKind, readPlainFile } from "../../files/plainFile.js";
import { closeToOthers, PRIVATE_FILE, PRIVATE_FOLDER, writePrivate } from "../../files/privateFiles.js";
import { formatDecision, parseDecision, type Decision } from "./decision.js";

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
      const line = formatDecision(decision);
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
