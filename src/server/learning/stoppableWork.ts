/** Work around what was learned: it reads and writes the same files, and stops when somebody deletes them. */
export interface StoppableWork {
  /** @param work must stop when the signal says so */
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Stops all that runs, waits until it is over, and lets nothing begin before `work` is over as well. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export function createStoppableWork(): StoppableWork {
  const running = new Map<Promise<unknown>, AbortController>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    async run(work) {
      await last;
      const stop = new AbortController();
      const done = work(stop.signal);
      running.set(done, stop);
      try {
        return await done;
      } finally {
        running.delete(done);
      }
    },
    alone(work) {
      running.forEach((stop) => stop.abort());
      const done = last.then(() => Promise.allSettled(running.keys())).then(work);
      last = done.catch(() => undefined);
      return done;
    },
  };
}
