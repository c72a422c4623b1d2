/** Colours are the theme's, high contrast included; what they tell is told in words or shapes as well. */
const STYLE = `
body { color: var(--vscode-foreground); font: var(--vscode-font-size) / 1.5 var(--vscode-font-family); }
main { max-width: 46rem; padding: 0 1rem 2rem; }
table { border-collapse: collapse; margin: 0.5rem 0; }
caption { text-align: left; color: var(--vscode-descriptionForeground); padding-bottom: 0.25rem; }
th, td { text-align: left; padding: 0.2rem 1.5rem 0.2rem 0; border-bottom: 1px solid var(--vscode-panel-border, currentColor); }
th[scope="row"] { font-weight: normal; }
td { font-variant-numeric: tabular-nums; }
del { color: var(--vscode-errorForeground); }
ins { text-decoration: none; font-weight: bold; }
.kept, .refused { border-left: 4px solid var(--vscode-foreground); padding-left: 0.75rem; }
.kept { border-color: var(--vscode-testing-iconPassed, currentColor); }
.refused { border-color: var(--vscode-testing-iconFailed, currentColor); }
figure { margin: 0.5rem 0; }
figcaption { color: var(--vscode-descriptionForeground); }
svg { width: 100%; max-width: 35rem; }
svg text { fill: var(--vscode-foreground); font-size: 12px; }
svg .axis { fill: none; stroke: var(--vscode-foreground); }
svg polyline { fill: none; stroke-width: 2; }
svg .before polyline { stroke: var(--vscode-descriptionForeground); stroke-dasharray: 5 4; }
svg .before rect { fill: var(--vscode-descriptionForeground); }
svg .after polyline { stroke: var(--vscode-charts-blue, currentColor); }
svg .after circle { fill: var(--vscode-charts-blue, currentColor); }
`;

/** @param body of the page, with every word of the writer's escaped @param nonce lets this style in, and nothing else */
export function reportDocument(body: string, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>Model Report</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
