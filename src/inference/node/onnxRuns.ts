// A thread that is ended while the runtime computes in it takes the whole process with it: the runtime throws its `Napi::Error` where nobody can
// catch it. So no thread is ended within a run, and none begins one that is about to be ended.

/** What one thread is at, shared with the thread that may end it. */
export type Runs = Int32Array<SharedArrayBuffer>;

const [IDLE, RUNNING, CLOSED] = [0, 1, 2];

export function createRuns(): Runs {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** In the thread: acts, one at a time. Never comes back where the thread is about to be ended. */
export async function inOneRun<Result>(runs: Runs, act: () => Promise<Result>): Promise<Result> {
  if (Atomics.compareExchange(runs, 0, IDLE, RUNNING) === CLOSED) return new Promise(() => undefined);
  try {
    return await act();
  } finally {
    Atomics.store(runs, 0, IDLE);
    Atomics.notify(runs, 0);
  }
}

/** In the thread that may end it: lets no further run begin. @returns false while one is under way; then nothing is changed */
export function closeRuns(runs: Runs): boolean {
  return Atomics.compareExchange(runs, 0, IDLE, CLOSED) !== RUNNING;
}

const live = new Set<Runs>();

/** Milliseconds. Long for any run, and not for ever if the thread has died in one. */
const LONGEST = 5_000;

/**
 * In the thread that may end it: the process does not end within a run, however it comes to its end by itself.
 * @returns says that the other thread is no more
 */
export function closeAtExit(runs: Runs): () => void {
  if (live.size === 0) process.on("exit", closeAll);
  live.add(runs);
  return () => {
    Atomics.store(runs, 0, CLOSED);
    live.delete(runs);
    if (live.size === 0) process.off("exit", closeAll);
  };
}

/** Nothing but blocking can be done any more when a process exits; a run takes some hundredths of a second. */
function closeAll(): void {
  for (const runs of live) while (!closeRuns(runs) && Atomics.wait(runs, 0, RUNNING, LONGEST) !== "timed-out");
}
