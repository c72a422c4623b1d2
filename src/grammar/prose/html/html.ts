import { Tokenizer } from "htmlparser2";
import type { Prose } from "../block.js";
import { createFinder } from "../finder.js";
import { withoutFrontMatter } from "../frontMatter.js";
import { readWithPlainLineEnds } from "../lineEnds.js";
import { READ_ATTRIBUTES } from "./elements.js";
import { createHtmlReader } from "./htmlReader.js";

/**
 * HTML, also half written and with the placeholders of templates. The tokens are those of `htmlparser2`, which takes any text
 * in linear time; `@lezer/html` takes minutes for a megabyte of open tags.
 */
export function parseHtml(text: string): Prose {
  return readWithPlainLineEnds(text, (plain) => readTokens(withoutFrontMatter(plain)));
}

function readTokens(text: string): Prose {
  const reader = createHtmlReader(text);
  const find = createFinder(text);
  const tag = { name: "", start: 0 };
  let isRead = false;
  const tokenizer = new Tokenizer(
    { decodeEntities: false },
    {
      ontext: reader.text,
      onopentagname(start, end) {
        tag.name = text.slice(start, end).toLowerCase();
        tag.start = start - "<".length;
      },
      onattribname(start, end) {
        isRead = READ_ATTRIBUTES.has(text.slice(start, end).toLowerCase());
      },
      onattribdata(start, end) {
        if (isRead) reader.attribute(start, end, tag.start);
      },
      onopentagend(end) {
        reader.openTag(tag.name, tag.start, end + 1);
      },
      onselfclosingtag(end) {
        reader.openTag(tag.name, tag.start, end + 1);
        reader.closeTag(tag.name, tag.start, end + 1);
      },
      onclosetag(start, end) {
        const close = find(">", end);
        reader.closeTag(text.slice(start, end).toLowerCase(), start - "</".length, close < 0 ? text.length : close + 1);
      },
      oncomment(start, end) {
        const opening = start - "<!--".length;
        if (text.startsWith("<!--", opening)) reader.comment(opening, Math.min(text.length, end + 1));
      },
      onattribend: ignore,
      onattribentity: ignore,
      oncdata: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onprocessinginstruction: ignore,
      ontextentity: ignore,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return reader.result();
}

/** Holds nothing that people read. */
function ignore(): void {
  return;
}
