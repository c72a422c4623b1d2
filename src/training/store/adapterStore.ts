import { randomBytes } from "node:crypto";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { AdapterShape } from "../../inference/nodeAdapterFile.js";
import type { TrainingReport } from "../contract.js";
import {
  adapterOf,
  adapterProblem,
  choiceIn,
  currentVersion,
  dayOf,
  descriptionOf,
  problemOf,
  type Current,
} from "./currentVersion.js";
import { listVersions, readIfThere, sweep } from "./storeFolder.js";
import { parseLastTraining, type LastTraining, type Version } from "./version.js";

/**
 * The retrained models of a workspace: `ID.bin` and `ID.json` each, `current.json` for the one in use, `last.json` for the last
 * training. Every file appears whole or not at all, and the choice is the last to be written, so that whatever is interrupted,
 * and whoever else writes at the same time, what was chosen before still stands.
 */
export interface AdapterStore {
  /** A path of nobody else's for a training to write its adapter to. */
  incoming(): Promise<string>;
  /** Takes an adapter in and makes it the current one. @throws if it is damaged or cannot be written; nothing has changed then */
  add(path: string, report: TrainingReport, date: Date): Promise<Version>;
  /** The newest first; those for other models, too. */
  list(): Promise<Version[]>;
  current(): Promise<Current>;
  /** @param id `null` for the model that ships @throws if there is no such version, or it does not fit the model */
  use(id: string | null): Promise<void>;
  remember(training: LastTraining): Promise<void>;
  /** `undefined` if there was none. */
  last(): Promise<LastTraining | undefined>;
  /** The model that ships is the current one from now on. */
  eraseAll(): Promise<void>;
}

export interface AdapterStoreOptions {
  readonly folder: string;
  /** Of the model that is in use: adapters for others are set aside. */
  readonly shape: AdapterShape;
  /** Writes a file so that it is there as a whole or not at all. */
  readonly write?: (path: string, text: string) => Promise<void>;
}

/** Versions that are kept beside the newest. */
const KEPT = 10;

export function createAdapterStore({ folder, shape, write = writeFileAtomic }: AdapterStoreOptions): AdapterStore {
  const lastTraining = join(folder, "last.json");

  async function choose(id: string | null): Promise<void> {
    await mkdir(folder, { recursive: true });
    await write(choiceIn(folder), JSON.stringify({ id }));
  }

  return {
    async incoming() {
      await mkdir(folder, { recursive: true });
      await sweep(folder, Date.now());
      return join(folder, `incoming-${randomBytes(6).toString("hex")}`);
    },
    async add(path, report, date) {
      const problem = await adapterProblem(path, shape);
      if (problem !== undefined) throw new Error(`The new model ${problem}, so the old one stays.`);
      const id = `${date.toISOString().replace(/\W/gu, "-")}${randomBytes(3).toString("hex")}`;
      const version: Version = { format: 1, id, date: date.toISOString(), report };
      try {
        await rename(path, adapterOf(id, folder));
        await write(descriptionOf(id, folder), JSON.stringify(version));
        await choose(id);
      } catch (error) {
        await remove(id, folder);
        throw error;
      }
      const others = (await listVersions(folder)).filter((other) => other.id !== id);
      for (const old of others.slice(KEPT)) await remove(old.id, folder);
      return version;
    },
    list: () => listVersions(folder),
    current: () => currentVersion(folder, shape),
    async use(id) {
      if (id === null) return choose(null);
      const version = (await listVersions(folder)).find((one) => one.id === id);
      if (!version) throw new Error("That version is gone.");
      const problem = await problemOf(version, folder, shape);
      if (problem !== undefined) throw new Error(`The model of ${dayOf(version)} ${problem}.`);
      await choose(id);
    },
    async remember(training) {
      await mkdir(folder, { recursive: true });
      await write(lastTraining, JSON.stringify(training));
    },
    async last() {
      const text = await readIfThere(lastTraining);
      return text === undefined ? undefined : parseLastTraining(text);
    },
    eraseAll: () => rm(folder, { recursive: true, force: true }),
  };
}

async function remove(id: string, folder: string): Promise<void> {
  await rm(descriptionOf(id, folder), { force: true });
  await rm(adapterOf(id, folder), { force: true });
}
