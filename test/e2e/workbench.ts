import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type CodeServer, installExtension, startCodeServer } from "../../tools/codeServer.mjs";
import { launchBrowser } from "./browser.js";
import { processesOf } from "./processes.js";
import { WorkbenchPage } from "./workbenchPage.js";

/** How long a person would wait before calling it broken, in milliseconds. */
const PATIENCE = 30_000;

/** What a workbench is started with. */
export interface WorkbenchOptions {
  /** Files of the folder that is opened: path → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Called with the folder before it is opened. */
  readonly prepare?: (folder: string) => void;
  /** Opens these folders of the folder as one workspace instead. */
  readonly folders?: readonly string[];
  /** Folders open in Restricted Mode until somebody trusts them; everywhere else there is no such mode. */
  readonly restricted?: boolean;
  /** A packaged extension to install first. */
  readonly vsix?: string;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Variables of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Pairs for the page address, such as `["extensionTestsPath", "/path/to/index.js"]`; the values are paths on this machine. */
  readonly payload?: readonly (readonly [name: string, path: string])[];
}

/** Settings under which the screen shows all that a test looks for. */
const SETTINGS = {
  "files.autoSave": "off",
  "editor.wordWrap": "off",
  "editor.minimap.enabled": false,
  "workbench.sideBar.location": "left",
  // On a busy machine the explorer's own hover comes between the mouse and the next file.
  "workbench.hover.delay": 60_000,
};

/** The real VS Code workbench with a server behind it. */
export class Workbench extends WorkbenchPage {
  private constructor(
    private readonly root: string,
    private readonly server: CodeServer,
    private readonly browser: Browser,
    page: Page,
  ) {
    super(page);
  }

  /**
   * Opens a folder with the given files in a profile of its own.
   * @throws if the workbench does not come up, with what it printed
   */
  static async start(options: WorkbenchOptions): Promise<Workbench> {
    const root = await mkdtemp(join(tmpdir(), "cloze-e2e-"));
    const profile = join(root, "profile");
    for (const [path, text] of Object.entries(options.files)) await writeText(join(root, "folder", path), text);
    options.prepare?.(join(root, "folder"));
    if (options.vsix) await installExtension(profile, options.vsix);
    const settings = { ...SETTINGS, ...options.settings };
    const server = await startCodeServer(profile, {
      settings,
      env: { ...options.env },
      restricted: options.restricted ?? false,
    });
    try {
      const browser = await launchBrowser();
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(PATIENCE);
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      const workbench = new Workbench(root, server, browser, page);
      await page.goto(addressOf(server.origin, await placeOf(root, options.folders), options.payload ?? []));
      await page.locator(".monaco-workbench .statusbar").waitFor();
      return workbench;
    } catch (error) {
      await server.stop();
      throw new Error(`The workbench did not open. Its log:\n${server.log()}`, { cause: error });
    }
  }

  /** Ends the browser and every process of the workbench, and removes its files. */
  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await rm(this.root, { recursive: true, force: true });
  }

  /** The folder that is opened. */
  get folder(): string {
    return join(this.root, "folder");
  }

  /** A file of the folder as it is on disk. */
  readSaved(path: string): Promise<string> {
    return readFile(join(this.root, "folder", path), "utf8");
  }

  /** The extension's folder for all workspaces. */
  get sharedStorage(): string {
    return join(this.root, "profile/data/User/globalStorage/cloze.cloze");
  }

  /** Where extensions are installed. */
  get extensions(): string {
    return join(this.root, "profile/extensions");
  }

  /** Ids of the workbench's processes whose command line matches. */
  processes(commandLine: RegExp): number[] {
    return processesOf(this.server.pid, commandLine);
  }
}

/** What is opened: the parameter of the page address and its value. */
async function placeOf(root: string, folders?: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (!folders) return { folder: join(root, "folder") };
  const workspace = join(root, "several.code-workspace");
  await writeText(workspace, JSON.stringify({ folders: folders.map((name) => ({ path: join("folder", name) })) }));
  return { workspace };
}

function addressOf(
  origin: string,
  place: Readonly<Record<string, string>>,
  payload: readonly (readonly [string, string])[],
): string {
  const authority = new URL(origin).host;
  const remote = payload.map(([name, path]) => [name, `vscode-remote://${authority}${path}`]);
  const query = new URLSearchParams({ ...place, payload: JSON.stringify(remote) });
  return `${origin}/?${query}`;
}

async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
