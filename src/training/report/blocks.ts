/** A stretch of a line: text, or what is taken out or put in. */
export type Inline = string | { readonly removed: string } | { readonly added: string };

/** A part of a report, before it is Markdown or HTML. */
export type Block =
  | { readonly kind: "title" | "heading" | "text"; readonly text: string }
  | { readonly kind: "verdict"; readonly kept: boolean; readonly text: string; readonly reason: string }
  | { readonly kind: "table"; readonly caption: string; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } // prettier-ignore
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "picture"; readonly svg: string; readonly caption: string };

/** Pictures are left out: the tables have their numbers. */
export function markdownOf(blocks: readonly Block[]): string {
  return `${blocks.flatMap(markdownBlock).join("\n\n")}\n`;
}

function markdownBlock(block: Block): string[] {
  switch (block.kind) {
    case "title":
      return [`# ${block.text}`];
    case "heading":
      return [`## ${block.text}`];
    case "text":
      return [block.text];
    case "verdict":
      return [`**${block.text}** ${markdownText(block.reason)}`];
    case "table":
      return [block.caption, [block.head, block.head.map(() => "---"), ...block.rows].map((row) => `| ${row.join(" | ")} |`).join("\n")]; // prettier-ignore
    case "list":
      return [block.items.map((item) => `- ${item.map(markdownInline).join("").replace(/\s+/gu, " ").trim()}`).join("\n")]; // prettier-ignore
    case "picture":
      return [];
  }
}

/** Marks hold only where they touch their word. */
function markdownInline(part: Inline): string {
  if (typeof part === "string") return markdownText(part);
  return "removed" in part ? `~~${markdownText(part.removed)}~~` : `**${markdownText(part.added)}**`;
}

function markdownText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&]/gu, "\\$&");
}

/** Every text escaped but the pictures, which are drawn by `curve.ts` of numbers. */
export function htmlOf(blocks: readonly Block[]): string {
  return `<main>\n${blocks.map(htmlBlock).join("\n")}\n</main>`;
}

function htmlBlock(block: Block): string {
  switch (block.kind) {
    case "title":
      return `<h1>${htmlText(block.text)}</h1>`;
    case "heading":
      return `<h2>${htmlText(block.text)}</h2>`;
    case "text":
      return `<p>${htmlText(block.text)}</p>`;
    case "verdict":
      return `<p class="${block.kept ? "kept" : "refused"}"><strong>${block.kept ? "✓" : "✗"} ${htmlText(block.text)}</strong> ${htmlText(block.reason)}</p>`;
    case "table":
      return `<table><caption>${htmlText(block.caption)}</caption>
<thead><tr>${block.head.map((text) => (text === "" ? "<td></td>" : `<th scope="col">${htmlText(text)}</th>`)).join("")}</tr></thead>
<tbody>${block.rows.map(([name, ...cells]) => `<tr><th scope="row">${htmlText(name!)}</th>${cells.map((cell) => `<td>${htmlText(cell)}</td>`).join("")}</tr>`).join("\n")}</tbody></table>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${item.map(htmlInline).join("")}</li>`).join("\n")}</ul>`;
    case "picture":
      return `<figure>${block.svg}<figcaption>${htmlText(block.caption)}</figcaption></figure>`;
  }
}

function htmlInline(part: Inline): string {
  if (typeof part === "string") return htmlText(part);
  return "removed" in part ? `<del>${htmlText(part.removed)}</del>` : `<ins>${htmlText(part.added)}</ins>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }; // prettier-ignore

function htmlText(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character]!);
}
