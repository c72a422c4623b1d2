/** Whether a request was stopped, here or by the server: `LSPErrorCodes.RequestCancelled`, or the client's own `CancellationError`. */
export function isCancelled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === -32800) || error.name === "Canceled";
}
