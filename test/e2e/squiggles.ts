import type { Page } from "playwright-core";

/** An underlined stretch of the active editor, as a person sees it. */
export interface Squiggle {
  /** The underlined text. */
  readonly text: string;
  /** Line number, from 1. */
  readonly line: number;
  readonly severity: "error" | "warning" | "info" | "hint";
}

/** What `watchSquiggles` saw. */
export interface SquiggleWatch {
  /** Ends the watch: the smallest number of squiggles that was on the screen at any moment, and how often it was counted. */
  stop(): Promise<{ lowest: number; counts: number }>;
}

/** The squiggles that the active editor shows now, in reading order. */
export function readSquiggles(page: Page): Promise<Squiggle[]> {
  return page.evaluate(() => {
    const editor = document.querySelector(".editor-group-container.active .editor-instance .monaco-editor");
    if (!editor) return [];
    const middle = (box: DOMRect) => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });
    const inside = (box: DOMRect, point: { x: number; y: number }) =>
      box.left <= point.x && point.x <= box.right && box.top <= point.y && point.y <= box.bottom;

    /** The characters of the text whose middle lies in `box`. Monaco draws squiggles apart from the text below them. */
    const textUnder = (box: DOMRect) => {
      let text = "";
      for (const line of editor.querySelectorAll(".view-lines .view-line")) {
        const lineBox = line.getBoundingClientRect();
        if (middle(box).y < lineBox.top || middle(box).y > lineBox.bottom) continue;
        const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const range = document.createRange();
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
          for (let at = 0; at < (node.textContent ?? "").length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            if (inside(box, middle(range.getBoundingClientRect()))) text += range.toString();
          }
        }
      }
      return text.replaceAll("\u00a0", " ");
    };
    const lineAt = (box: DOMRect) => {
      const numbers = [...editor.querySelectorAll(".margin-view-overlays .line-numbers")];
      const number = numbers.find((candidate) => {
        const numberBox = candidate.getBoundingClientRect();
        return numberBox.top <= middle(box).y && middle(box).y <= numberBox.bottom;
      });
      return Number(number?.textContent ?? 0);
    };

    return [...editor.querySelectorAll<HTMLElement>(".view-overlays [class*='squiggly-']")]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
      .map(({ element, box }) => ({
        text: textUnder(box),
        line: lineAt(box),
        severity: (/squiggly-(\w+)/.exec(element.className)?.[1] ?? "error") as Squiggle["severity"],
      }));
  });
}

/** Counts the squiggles of the active editor at each change of the screen, until stopped. */
export async function watchSquiggles(page: Page): Promise<SquiggleWatch> {
  const watch = await page.evaluateHandle(() => {
    const overlays = document.querySelector(".editor-group-container.active .editor-instance .view-overlays");
    if (!overlays) throw new Error("No editor to watch.");
    const seen = { lowest: Infinity, counts: 0, stop: () => observer.disconnect() };
    const count = () => {
      seen.lowest = Math.min(seen.lowest, overlays.querySelectorAll("[class*='squiggly-']").length);
      seen.counts++;
    };
    const observer = new MutationObserver(count);
    observer.observe(overlays, { childList: true, subtree: true, attributes: true });
    count();
    return seen;
  });
  return {
    stop: () =>
      watch.evaluate((seen) => {
        seen.stop();
        return { lowest: seen.lowest, counts: seen.counts };
      }),
  };
}
