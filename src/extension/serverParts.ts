import type { Disposable, ExtensionContext, LogOutputChannel } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions, MessageTransports } from "vscode-languageclient";

/** The server, and the way to speak to it. */
export interface ServerProcess {
  readonly transports: MessageTransports;
  /** Waits until it is gone. @param grace milliseconds after which it is killed */
  end(grace: number): Promise<void>;
}

/** What differs about the server between an extension host with Node and one in a browser. */
export interface ServerParts {
  startServer(context: ExtensionContext, log: LogOutputChannel): ServerProcess;
  createClient(start: () => Promise<MessageTransports>, options: LanguageClientOptions): BaseLanguageClient;
  /** Answers what the server asks of this host only. */
  serve(client: BaseLanguageClient, context: ExtensionContext): Disposable[];
}
