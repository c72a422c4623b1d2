import { type ExtensionContext, type LogOutputChannel, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter } from "vscode-languageclient/browser";
import type { ServerProcess } from "../serverParts.js";

/** As much of a web worker as is used here. */
interface ServerWorker {
  onerror: (event: { readonly message?: string }) => void;
  terminate(): void;
}
declare const Worker: new (url: string) => ServerWorker;

/** @param log gets why the worker could not be started, or has ended */
export function startServerWorker({ extensionUri }: ExtensionContext, log: LogOutputChannel): ServerProcess {
  const worker = new Worker(Uri.joinPath(extensionUri, "dist/web/server.js").toString(true));
  worker.onerror = ({ message }) => log.error(`The server: ${message ?? "it could not be started"}`);
  return {
    transports: { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) },
    end() {
      worker.terminate();
      return Promise.resolve();
    },
  };
}
