"""The library behind the training steps of Cloze: text, vocabulary, corruption, model, decoding."""

import os

# onnxruntime 1.29 and later report home from Linux and macOS unless one of these is set before its first session
# (microsoft/onnxruntime#27379); releases differ in the name (#29843). Here, as every step imports this package.
os.environ["ORT_DISABLE_TELEMETRY"] = os.environ["ORT_TELEMETRY_DISABLED"] = "1"
