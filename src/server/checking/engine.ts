import type { Checker } from "../../grammar/checker.js";
import type { LoadedModel } from "../../inference/assembleModel.js";
import { sha256 } from "../../inference/readModel.js";
import type { Settings } from "../settings/settings.js";

/** A loaded model with the checker built on it. */
export interface Engine {
  readonly checker: Checker;
  /** Tells one model's files from another's. */
  readonly fingerprint?: string;
  /** Gives the model's memory back. */
  close(): Promise<void> | void;
}

export type EngineSettings = Pick<Settings, "scoring" | "threads" | "modelPath"> & {
  /** Path of what retraining has learnt; the model as it ships if absent. */
  readonly adapter?: string | undefined;
};

/** @throws an error with one clear message that names the file and the way out */
export type LoadEngine = (settings: EngineSettings) => Promise<Engine>;

/** Short enough to be read out: of the checksums of all files, and of what was learned. @param learned names it; empty where nothing was */
export async function fingerprintOf({ manifest }: LoadedModel, learned: string): Promise<string> {
  const parts = [...Object.values(manifest.files).sort(), learned];
  return (await sha256(new TextEncoder().encode(parts.join()))).slice(0, 12);
}

/** Keeps at most one engine: loads it when it is first asked for, and lets it go when nobody asks. */
export interface EngineHost {
  /** The engine, or `undefined` while it is loading or cannot be loaded; asking is what begins the loading. */
  current(): Engine | undefined;
  /** The engine was used just now: it stays for another while. */
  touch(): void;
  isLoading(): boolean;
  /** Why the engine cannot be loaded. */
  problem(): string | undefined;
  /** The engine, when there are settings and it is loaded; `undefined` if it cannot be. */
  ready(): Promise<Engine | undefined>;
  /** The settings to load with. Others than before let the present engine go; a broken one gets another try. */
  use(settings: EngineSettings): void;
  /** Resolves when no engine is left. */
  dispose(): Promise<void>;
}

interface EngineHostOptions {
  readonly load: LoadEngine;
  /** Milliseconds without use after which the engine is closed. */
  readonly keepFor: number;
  /** True while the engine is in use, so that it is not idle. */
  isBusy(): boolean;
  /** Stops what the present engine does; resolves when nothing runs on it any more, as no engine is closed under a run. */
  stopWork(): Promise<void>;
  /** Loaded, or failed for good. */
  onSettled(): void;
  onError(error: unknown): void;
}

/** @param before what is being closed already */
async function closeAfterWork(engine: Engine, before: Promise<void>, options: EngineHostOptions): Promise<void> {
  try {
    await options.stopWork();
    await engine.close();
  } catch (error) {
    options.onError(error);
  }
  await before;
}

/** Calls when it has not been started again for `keepFor`, and nothing is in use then. */
function createIdleTimer({ keepFor, isBusy }: EngineHostOptions, onIdle: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  function start(): void {
    stop();
    timer = setTimeout(() => (isBusy() ? start() : onIdle()), keepFor);
    // In browsers it is a number, and keeps nothing alive.
    (timer as { unref?(): void }).unref?.();
  }
  return { start, stop };
}

export function createEngineHost(options: EngineHostOptions): EngineHost {
  let settings: EngineSettings | undefined;
  let engine: Engine | undefined;
  let loading: Promise<void> | undefined;
  let problem: string | undefined;
  let closed = Promise.resolve();
  const onSettings: (() => void)[] = [];
  const idle = createIdleTimer(options, close);

  function close(): void {
    idle.stop();
    if (engine) closed = closeAfterWork(engine, closed, options);
    engine = undefined;
  }

  function touch(): void {
    if (engine) idle.start();
  }

  async function begin(wanted: EngineSettings): Promise<void> {
    try {
      const loaded = await options.load(wanted);
      if (settings !== wanted) return await loaded.close();
      engine = loaded;
      touch();
    } catch (error) {
      if (settings !== wanted) return;
      problem = error instanceof Error ? error.message : String(error);
      options.onError(error);
    }
    loading = undefined;
    options.onSettled();
  }

  function current(): Engine | undefined {
    if (!engine && !loading && settings && problem === undefined) loading = begin(settings);
    return engine;
  }

  return {
    current,
    async ready() {
      if (!settings) await new Promise<void>((resolve) => onSettings.push(resolve));
      current();
      await loading;
      touch();
      return engine;
    },
    touch,
    isLoading: () => loading !== undefined,
    problem: () => problem,
    use(next) {
      if (problem === undefined && JSON.stringify(next) === JSON.stringify(settings)) return;
      settings = { ...next };
      loading = problem = undefined;
      close();
      onSettings.splice(0).forEach((resolve) => resolve());
    },
    dispose() {
      settings = undefined;
      close();
      return closed;
    },
  };
}
