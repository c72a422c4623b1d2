"""Corrections by the screening heads alone: what training watches itself by. The product decides with more (`src/inference`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .batches import collate
from .encoding import CASES, Encoder
from .labels import screening_row
from .model import TAGS, CorrectionModel
from .text import Word, split_words


@dataclass(frozen=True)
class Suggestion:
    """A change of one sentence: `op` at word or gap `index`, with the heads' probability."""

    op: str
    index: int
    text: str
    probability: float


@torch.no_grad()
def suggest(model: CorrectionModel, encoder: Encoder, texts: Sequence[str], floor: float = 0.1) -> list[list[Suggestion]]:
    """For each sentence the single-piece changes whose probability is at least `floor`."""
    results: list[list[Suggestion]] = [[] for _ in texts]
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    for begin in range(0, len(order), 32):
        chosen = order[begin : begin + 32]
        rows = [screening_row(encoder, texts[index], []) for index in chosen]
        batch = {name: value.to(model.embeddings.device) for name, value in collate(rows, encoder.pad).items()}
        hidden = model.encode(batch["ids"], batch["types"], batch["mask"])
        pairs = model.with_previous(hidden)
        # Read one by one below, which a GPU would be asked for one by one.
        tags, cases = (logits.softmax(-1).cpu() for logits in model.tag_and_case(hidden))
        gaps = model.gap_logit(pairs).sigmoid().cpu()
        for number, index in enumerate(chosen):
            words = split_words(texts[index])
            starts = encoder.encode(words).starts
            for word, start in enumerate([*starts, len(rows[number].ids) - 1]):
                results[index] += _at_gap(model, encoder, pairs[number, start], gaps[number, start].item(), word, floor)
                if word < len(starts) and words[word].kind in ("word", "mark"):
                    results[index] += _at_word(model, encoder, hidden[number, start], tags[number, start], cases[number, start], words[word], word, floor)
    return results


def _best(encoder: Encoder, logits: torch.Tensor, unlike: str) -> tuple[str, float]:
    probabilities = logits.softmax(-1)
    for index in probabilities.topk(4).indices.tolist():
        piece = encoder.tokenizer.convert_ids_to_tokens(index)
        if piece != unlike and not piece.startswith(("##", "[")):
            return piece, probabilities[index].item()
    return "", 0.0


def _at_gap(model, encoder, pair, probability, index, floor) -> list[Suggestion]:
    if probability < floor:
        return []
    text, chance = _best(encoder, model.insert_logits(pair[None])[0], "")
    return [Suggestion("insert", index, text, probability * chance)] if text and probability * chance >= floor else []


def _at_word(model, encoder, hidden, tags, cases, word: Word, index: int, floor: float) -> list[Suggestion]:
    found = []
    if tags[TAGS.index("delete")] >= floor:
        found.append(Suggestion("delete", index, "", tags[TAGS.index("delete")].item()))
    if tags[TAGS.index("replace")] >= floor:
        text, chance = _best(encoder, model.replace_logits(hidden[None])[0], word.text.lower())
        if text:
            found.append(Suggestion("replace", index, text, tags[TAGS.index("replace")].item() * chance))
    if word.kind == "word" and (word.text[0].islower() or word.text[1:].islower() or len(word.text) == 1):
        wanted = "capitalized" if word.text[0].islower() else "lower"
        chance = cases[CASES.index(wanted)].item()
        if chance >= floor:
            text = word.text[0].upper() + word.text[1:] if wanted == "capitalized" else word.text.lower()
            found.append(Suggestion("case", index, text, chance))
    return found


def apply(text: str, suggestions: Sequence[Suggestion], threshold: float) -> str:
    """The sentence with every suggestion of at least `threshold`, the surest where two meet."""
    words = split_words(text)
    at: dict[tuple[bool, int], Suggestion] = {}
    for suggestion in sorted(suggestions, key=lambda one: one.probability):
        if suggestion.probability >= threshold:
            at[(suggestion.op == "insert", suggestion.index)] = suggestion
    parts, end = [], 0
    for index, word in enumerate([*words, None]):
        begin = word.start if word else len(text)
        if insertion := at.get((True, index)):
            attached = not insertion.text[0].isalnum()
            parts.append(insertion.text + text[end:begin] if attached else text[end:begin] + insertion.text + " ")
        else:
            parts.append(text[end:begin])
        if word:
            end = word.end
            parts.append(_written(word, at.get((False, index)), index == 0))
    return " ".join("".join(parts).split())


def _written(word: Word, change: Suggestion | None, first: bool) -> str:
    if change is None:
        return word.text
    if change.op == "replace" and word.text[0].isupper():
        return change.text[0].upper() + change.text[1:]
    return "I" if change.text == "i" else change.text
