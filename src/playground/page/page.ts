import type { Answer, Question, Shown } from "../messages.js";

/** Milliseconds after the last key. */
const PAUSE = 400;
const EXAMPLE = `# Release notes

The function should throws an error when the list are empty. You will recieve a notification as soon as the build has ended.

If you want to help, read guide first. We discussed about the the release yesterday, and nothing in this sentence is wrong.
`;

const element = <Type extends HTMLElement>(id: string): Type => document.getElementById(id) as Type;
const text = element<HTMLTextAreaElement>("text");
const underlines = element("underlines");
const status = element("status");
const list = element<HTMLOListElement>("findings");
const mendAll = element<HTMLButtonElement>("mendAll");
const word = element("word");
const choice = (id: string): string => element<HTMLSelectElement>(id).value;

const worker = new Worker("worker.js");
let number = 0;
let findings: readonly Shown[] = [];
let isReady = false;
let asked = { check: 0, word: 0 };
let pause = 0;

function ask(question: Question): void {
  asked = { ...asked, [question.kind]: question.number };
  worker.postMessage(question);
}

function check(): void {
  if (isReady) status.textContent = "Checking …";
  const [sensitivity, context, parser] = [choice("sensitivity"), choice("context"), choice("parser")];
  ask({ kind: "check", number: ++number, text: text.value, parser, sensitivity, context } as Question);
}

function lookAtWord(): void {
  const parser = choice("parser") as "markdown" | "plain";
  ask({ kind: "word", number: ++number, text: text.value, parser, caret: text.selectionStart });
}

/** Typing goes on while the last text is checked; its underlines would be in other places by then. */
function onInput(): void {
  show([]);
  status.textContent = isReady ? "…" : "Loading the model …";
  clearTimeout(pause);
  pause = window.setTimeout(() => {
    check();
    lookAtWord();
  }, PAUSE);
}

function show(found: readonly Shown[]): void {
  findings = found;
  underline();
  list.replaceChildren(...found.map(itemOf));
  mendAll.disabled = !found.some(({ isHint }) => !isHint);
}

function underline(): void {
  const parts: Node[] = [];
  let at = 0;
  for (const { anchor, isHint } of findings) {
    if (anchor.start < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.value.slice(anchor.start, anchor.end);
    if (isHint) mark.className = "hint";
    parts.push(document.createTextNode(text.value.slice(at, anchor.start)), mark);
    at = anchor.end;
  }
  // A line end that is the last character has no height of its own.
  underlines.replaceChildren(...parts, document.createTextNode(`${text.value.slice(at)}\n`));
  underlines.scrollTop = text.scrollTop;
}

function itemOf(finding: Shown): HTMLLIElement {
  const item = document.createElement("li");
  const place = document.createElement("button");
  place.type = "button";
  place.className = "place";
  place.textContent = finding.message;
  place.addEventListener("click", () => {
    text.focus();
    text.setSelectionRange(finding.anchor.start, finding.anchor.end);
    lookAtWord();
  });
  const line = document.createElement("p");
  line.textContent = `Line ${String(text.value.slice(0, finding.anchor.start).split("\n").length)}${finding.isHint ? ", only likely" : ""}`;
  const mend = document.createElement("button");
  mend.type = "button";
  mend.textContent = "Mend";
  mend.setAttribute("aria-label", `Mend: ${finding.message}`);
  mend.addEventListener("click", () => apply([finding]));
  item.append(place, line, mend);
  return item;
}

/** As an edit of the writer's, so that it can be undone. */
function apply(chosen: readonly Shown[]): void {
  text.focus();
  for (const { span, fix } of [...chosen].sort((a, b) => b.span.start - a.span.start)) {
    text.setSelectionRange(span.start, span.end);
    // The only way that keeps the text area's own undo; where it is gone the text is replaced all the same.
    const isDone = fix === "" ? document.execCommand("delete") : document.execCommand("insertText", false, fix);
    if (!isDone) text.setRangeText(fix, span.start, span.end, "end");
  }
  onInput();
}

function showExpected(answer: Extract<Answer, { kind: "expected" }>): void {
  const { expected } = answer;
  if (!expected) {
    const nothing = document.createElement("p");
    nothing.textContent = "Put the caret on a word.";
    word.replaceChildren(nothing);
    return;
  }
  const typed = text.value.slice(expected.word.start, expected.word.end);
  const table = document.createElement("table");
  const caption = table.createCaption();
  caption.textContent = `What the model expects in place of “${typed}”`;
  for (const { text: predicted, probability } of expected.predictions) {
    const row = table.insertRow();
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = predicted;
    if (predicted === typed) name.className = "typed";
    const meter = document.createElement("meter");
    meter.value = probability;
    meter.setAttribute("aria-hidden", "true");
    row.append(name);
    row.insertCell().textContent = `${(probability * 100).toFixed(1)} %`;
    row.insertCell().append(meter);
  }
  word.replaceChildren(table);
}

worker.onmessage = ({ data }: MessageEvent<Answer>) => {
  switch (data.kind) {
    case "ready":
      isReady = true;
      return;
    case "broken":
      status.textContent = data.message;
      return;
    case "checked": {
      if (data.number !== asked.check) return;
      show(data.findings);
      const { length } = data.findings;
      status.textContent =
        length === 0 ? "Nothing found." : `${String(length)} ${length === 1 ? "finding" : "findings"}`;
      return;
    }
    case "expected":
      if (data.number === asked.word) showExpected(data);
  }
};
worker.onerror = ({ message }) => (status.textContent = message || "The page cannot start its worker.");

text.addEventListener("input", onInput);
text.addEventListener("scroll", underline);
for (const event of ["click", "keyup"]) text.addEventListener(event, lookAtWord);
element("settings").addEventListener("change", check);
mendAll.addEventListener("click", () => apply(findings.filter(({ isHint }) => !isHint)));
text.value = EXAMPLE;
underline();
check();
