import * as v from "valibot";
import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import type { NotificationKind, RequestKind } from "../../protocol.js";
import { isCancelledError } from "./cancellation.js";
import type { ParamSchema } from "./paramSchemas.js";

/** Wraps a handler so that it always answers: an error is logged once, with its stack, and the fallback is the answer. */
export type RunSafe = <Params, Rest extends unknown[], Result>(
  name: string,
  handler: (params: Params, ...rest: Rest) => Result | Promise<Result>,
  fallback: (params: NoInfer<Params>) => NoInfer<Result>,
) => (params: Params, ...rest: Rest) => Promise<Result>;

/** @param onError logs; gets nothing of the writer's text, only what went wrong and where */
export function createRunSafe(onError: (name: string, error: unknown) => void): RunSafe {
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

/** Listens for one of our own notifications. One that is not as `protocol.ts` has it is logged and passed over. */
export function onNotification<P>(
  connection: Connection,
  { method }: NotificationKind<P>,
  schema: ParamSchema<NoInfer<P>>,
  handler: (params: P) => void,
): void {
  connection.onNotification(method, (...args: unknown[]) => {
    const read = readParams(schema, args[0]);
    if ("problem" in read) connection.console.warn(`${method}: ${read.problem}`);
    else handler(read.params);
  });
}

/** Answers one of our own requests. One that is not as `protocol.ts` has it is logged, and answered with an error that names the field. */
export function onRequest<P, R>(
  connection: Connection,
  { method }: RequestKind<P, R>,
  schema: ParamSchema<NoInfer<P>>,
  handler: (params: P, token: CancellationToken) => Promise<R>,
): void {
  connection.onRequest(method, async (...args: unknown[]) => {
    // Of a request without parameters the token is all that comes.
    const token = args.at(-1) as CancellationToken;
    const read = readParams(schema, args.length > 1 ? args[0] : null);
    if (!("problem" in read)) return handler(read.params, token);
    connection.console.warn(`${method}: ${read.problem}`);
    throw new ResponseError(ErrorCodes.InvalidParams, `${method}: ${read.problem}`);
  });
}

/** @returns the parameters, or which field is wrong and what it should be: never what it is, which may be the writer's text */
export function readParams<P>(
  schema: ParamSchema<P>,
  given: unknown,
): { readonly params: P } | { readonly problem: string } {
  const read = v.safeParse(schema, given);
  if (read.success) return { params: read.output };
  const [issue] = read.issues;
  return { problem: `${v.getDotPath(issue) ?? "the message"} is not ${issue.expected ?? issue.type}.` };
}
