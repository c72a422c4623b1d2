import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** The answer to a request that the client no longer wants; carries no data, so that the client asks again if it still cares. */
export function cancelledError(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

export function isCancelledError(error: unknown): boolean {
  return error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
}

/**
 * Waits, or rejects with `cancelledError()` as soon as the token fires. Leaves no timer behind either way.
 * @param milliseconds zero or less returns at once
 */
export async function pauseFor(milliseconds: number, token: CancellationToken): Promise<void> {
  if (token.isCancellationRequested) throw cancelledError();
  if (milliseconds <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      listener.dispose();
      resolve();
    }, milliseconds);
    const listener = token.onCancellationRequested(() => {
      clearTimeout(timer);
      listener.dispose();
      reject(cancelledError());
    });
  });
}

/** Waits for the work; rejects with `cancelledError()` as soon as the token fires. */
export async function waitFor(work: Promise<unknown>, token: CancellationToken): Promise<void> {
  if (token.isCancellationRequested) throw cancelledError();
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      listener.dispose();
      resolve();
    };
    const listener = token.onCancellationRequested(() => {
      reject(cancelledError());
      done();
    });
    work.then(done, done);
  });
}

/** Waits for the work, at most so long; rejects with `cancelledError()` as soon as the token fires. */
export async function waitAtMost(
  work: Promise<unknown>,
  milliseconds: number,
  token: CancellationToken,
): Promise<void> {
  if (token.isCancellationRequested) throw cancelledError();
  await new Promise<void>((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const listener = token.onCancellationRequested(() => {
      reject(cancelledError());
      done();
    });
    work.then(done, done);
  });
}
