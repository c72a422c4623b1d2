import { complain, printable, setFoot } from "./output.js";

/** Tells how far the check is. */
export interface Progress {
  /** How many files there are. */
  expect(files: number): void;
  /** How many sentences of a file, which may be one of several, are checked. */
  sentences(file: string, done: number, all: number): void;
  /** One more file is done. */
  fileDone(file: string): void;
  /** Takes away what does not belong to the report. */
  end(): void;
}

/** Milliseconds between two lines where there is no terminal. */
const EVERY = 10_000;

/** On a terminal a bar at the foot, elsewhere a line every ten seconds as long as one file is being checked. */
export function createProgress({ isTTY, columns }: Pick<NodeJS.WriteStream, "isTTY" | "columns">): Progress {
  return isTTY ? createBar(columns) : createLines();
}

export function createLines(): Progress {
  let told = performance.now();
  return {
    expect: () => undefined,
    sentences(file, done, all) {
      if (done === 0) told = performance.now();
      else if (performance.now() - told >= EVERY) {
        complain(`${file}: ${String(done)} of ${String(all)} sentences are checked.`);
        told = performance.now();
      }
    },
    fileDone: () => undefined,
    end: () => undefined,
  };
}

/** Letters of the bar. */
const WIDTH = 20;

function createBar(columns: number): Progress {
  let files = 0;
  let ready = 0;
  const show = (what: string): void => {
    const full = files === 0 ? 0 : Math.round((WIDTH * ready) / files);
    const line = `${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${String(ready)} of ${String(files)} · ${printable(what)}`;
    setFoot([...line].slice(0, columns - 1).join(""));
  };
  return {
    expect(count) {
      files = count;
      show("");
    },
    sentences(file, done, all) {
      if (done > 0) show(`${file}, sentence ${String(done)} of ${String(all)}`);
    },
    fileDone(file) {
      ready++;
      show(file);
    },
    end() {
      setFoot("");
    },
  };
}
