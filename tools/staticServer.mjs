import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

/** @type {Readonly<Record<string, string>>} */
const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", mjs: "text/javascript", css: "text/css", json: "application/json", wasm: "application/wasm", svg: "image/svg+xml" }; // prettier-ignore

/**
 * Serves static files on this machine.
 *
 * @typedef {object} StaticServer
 * @property {string} origin
 * @property {() => Promise<void>} stop
 *
 * @param {Readonly<Record<string, string>>} folders what lies under each first part of a path: a folder
 * @param {(origin: string) => Readonly<Record<string, string>>} [pages] whole answers, by path
 * @returns {Promise<StaticServer>}
 */
export async function serveStatic(folders, pages = () => ({})) {
  let origin = "";
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    void answer(decodeURIComponent(pathname)).then(
      (body) => {
        const extension = /\.(\w+)$/.exec(pathname === "/" ? "/index.html" : pathname)?.[1] ?? "";
        const type = TYPES[extension] ?? "application/octet-stream";
        response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*" }).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  /** @param {string} path @returns {Promise<Buffer | string>} */
  async function answer(path) {
    const page = pages(origin)[path];
    if (page !== undefined) return page;
    const [, first = "", ...rest] = normalize(path).split("/");
    const folder = folders[first];
    if (folder === undefined) throw new Error(`Nothing is served at ${path}.`);
    return readFile(join(folder, ...rest));
  }
  await new Promise((listening) => void server.listen(0, "127.0.0.1", () => listening(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  origin = `http://127.0.0.1:${String(address.port)}`;
  return {
    origin,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
