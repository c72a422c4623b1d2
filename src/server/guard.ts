import { isCancelledError } from "./cancelled.js";

/** Wraps a handler so that it always answers: an error is logged once, with its stack, and the fallback is the answer. */
export type Guard = <Params, Rest extends unknown[], Result>(
  name: string,
  handler: (params: Params, ...rest: Rest) => Result | Promise<Result>,
  fallback: (params: NoInfer<Params>) => NoInfer<Result>,
) => (params: Params, ...rest: Rest) => Promise<Result>;

/** @param onError logs; gets nothing of the writer's text, only what went wrong and where */
export function createGuard(onError: (name: string, error: unknown) => void): Guard {
  return (name, handler, fallback) =>
    async (params, ...rest) => {
      try {
        return await handler(params, ...rest);
      } catch (error) {
        if (isCancelledError(error)) throw error;
        onError(name, error);
        return fallback(params);
      }
    };
}

/** The stack for the log. A `SyntaxError` goes without its message, because that quotes what could not be parsed. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown value was thrown";
  if (!(error instanceof SyntaxError)) return error.stack ?? error.message;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return [error.name, ...frames].join("\n");
}
