"""The vocabulary: BERT's uncased word pieces, its unused entries put to work.

BERT leaves 994 entries unused. They become `[CODE]` (an opaque span), `[NONE]` (nothing belongs here), the
contractions (one piece each, so that "dont" → "don't" is one substitution) and the corpus's most widespread words
that BERT would cut into pieces. The number of embeddings, and so the size of the model, stays the same.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from .text import split_words

CODE, NONE = "[CODE]", "[NONE]"

CONTRACTIONS = (
    "i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll it'd we're we've we'll "
    "we'd they're they've they'll they'd that's that'll that'd there's there'll here's what's where's who's who'll who'd "
    "how's when's why's let's isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't can't "
    "couldn't shouldn't mustn't needn't mightn't ain't everyone's someone's something's nothing's one's should've "
    "could've would've might've must've o'clock ma'am y'all"
).split()

SUFFIXES = ["##'s", "##'t", "##'re", "##'ve", "##'ll", "##'d", "##'m"]

_PIECES = r"[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*|\p{N}+|[^\s\p{L}\p{M}\p{N}]"


def widespread_words(sentences: Iterable[tuple[str, str]], is_single: Callable[[str], bool], limit: int) -> list[str]:
    """The words that most repositories use most, of those that are not one piece yet.

    `sentences` are (repository, text) pairs. A word scores log(1 + count) in each repository, so that no single large
    repository decides.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for repository, text in sentences:
        counts[repository].update(word.text.lower() for word in split_words(text) if word.kind == "word" and word.text.isascii() and "'" not in word.text)
    scores: Counter[str] = Counter()
    for counter in counts.values():
        for word, count in counter.items():
            scores[word] += math.log1p(count)
    return [word for word, _ in scores.most_common() if len(word) > 2 and not is_single(word)][:limit]


def assign_unused(pieces: list[str], wanted: list[str]) -> list[str]:
    """Puts the wanted entries, in order, in the places of `[unusedN]`; entries that exist already are left out."""
    known = set(pieces)
    fresh = iter([entry for entry in wanted if entry not in known])
    return [next(fresh, piece) if piece.startswith("[unused") else piece for piece in pieces]


def build_tokenizer(pieces: list[str]) -> PreTrainedTokenizerFast:
    """A word-piece tokenizer over the given vocabulary that keeps a contraction in one word."""
    vocabulary = {piece: index for index, piece in enumerate(pieces)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Replace("’", "'"), normalizers.Replace("‘", "'"), normalizers.BertNormalizer(lowercase=True)])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split(Regex(_PIECES), "isolated")])
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=512,
        unk_token="[UNK]",
        sep_token="[SEP]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        mask_token="[MASK]",
        extra_special_tokens=[CODE, NONE],
    )
