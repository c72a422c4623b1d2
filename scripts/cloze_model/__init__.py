"""The library behind the training steps of Cloze: text, vocabulary, corruption, model, decoding."""
