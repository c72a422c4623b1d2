import { describe, expect, it } from "vitest";
import { languageOf } from "../../src/grammar/languageDetection.js";

describe("language", () => {
  it.each([
    ["This should be read by the people who write it.", "english"],
    ["Their going two the store to by some apples.", "english"],
    ["Install Node", "unknown"],
    [
      "Docker Compose, Kubernetes, Helm, Terraform, Ansible, Jenkins, Grafana, Prometheus, Elasticsearch, Kibana",
      "unknown",
    ],
    [
      "Dieses Programm prüft die Rechtschreibung deiner Texte, ohne dass etwas davon deinen Rechner verlässt oder gespeichert wird.",
      "other",
    ],
    [
      "Ce programme vérifie la grammaire de vos textes sans que rien ne quitte votre ordinateur, ni maintenant ni plus tard.",
      "other",
    ],
    [
      "Este programa comprueba la gramática de sus textos sin que nada salga de su ordenador en ningún momento.",
      "other",
    ],
    ["これは日本語の文章です。", "other"],
    ["Это русский текст.", "other"],
    ["", "unknown"],
  ])("%j", (text, expected) => {
    expect(languageOf(text)).toBe(expected);
  });
});
