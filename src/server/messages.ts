import type { CancellationToken, Connection } from "vscode-languageserver/node";
import type { NotificationKind, RequestKind } from "../protocol.js";

/** Listens for one of our own notifications, with the type that `protocol.ts` gives it. */
export function onNotification<P>(
  connection: Connection,
  { method }: NotificationKind<P>,
  handler: (params: P) => void,
): void {
  connection.onNotification(method, handler);
}

/** Answers one of our own requests, with the types that `protocol.ts` gives it. */
export function onRequest<P, R>(
  connection: Connection,
  { method }: RequestKind<P, R>,
  handler: (params: P, token: CancellationToken) => Promise<R>,
): void {
  connection.onRequest(method, handler);
}
