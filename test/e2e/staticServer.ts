import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = { html: "text/html; charset=utf-8", js: "text/javascript", mjs: "text/javascript", css: "text/css", json: "application/json", wasm: "application/wasm", svg: "image/svg+xml" }; // prettier-ignore

/** A server of static files on this machine, and what it was asked for. */
export interface StaticServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/**
 * @param folders what lies under each first part of a path: a folder
 * @param pages whole answers, by path
 */
export async function serveStatic(
  folders: Readonly<Record<string, string>>,
  pages: (origin: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<StaticServer> {
  let origin = "";
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void answer(decodeURIComponent(pathname)).then(
      (body) => {
        const type = TYPES[/\.(\w+)$/.exec(pathname === "/" ? "/index.html" : pathname)?.[1] ?? ""] ?? "application/octet-stream"; // prettier-ignore
        response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*" }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  async function answer(path: string): Promise<Buffer | string> {
    const page = pages(origin)[path];
    if (page !== undefined) return page;
    const [, first = "", ...rest] = normalize(path).split("/");
    const folder = folders[first];
    if (folder === undefined) throw new Error(`Nothing is served at ${path}.`);
    return readFile(join(folder, ...rest));
  }
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
