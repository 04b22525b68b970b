import { createHash } from 'node:crypto'

/** What a browser may do with the page, wherever it lies: run the one script in it, and nothing else. */
const policyOf = (script: string, style: string) =>
  `default-src 'none'; script-src ${hashSource(script)}; style-src ${hashSource(style)}; base-uri 'none'; form-action 'none'`

const hashSource = (text: string) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const style = `:root{color-scheme:light}*{box-sizing:border-box}
body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;background:#f6f4ee;color:#13201a}
main{max-width:46rem;margin:auto;padding:1.25rem 1rem 4rem}h1{font-size:1.9rem;line-height:1.15;margin:.5rem 0}
h2{font-size:1.35rem;line-height:1.2;margin:0 0 .4rem}h3{font-size:1.1rem;margin:0}p{margin:.5rem 0}
.card{background:#fff;border:1px solid #cfd6cf;border-radius:.8rem;padding:1rem;margin:1rem 0}
label{font-weight:600;display:block;margin-bottom:.3rem}input[type=file],textarea{font:inherit;width:100%}
input[type=file]{padding:.4rem 0}::file-selector-button{font:inherit;font-weight:600;min-height:2.75rem;padding:.4rem 1rem;margin-right:.75rem;border:2px solid #54665c;border-radius:.5rem;background:#fff;color:#13201a;cursor:pointer}
textarea{min-height:8rem;border:2px solid #54665c;border-radius:.4rem;padding:.5rem;font-family:ui-monospace,monospace;font-size:.95rem}
button{font:inherit;font-weight:700;background:#0e4633;color:#fff;border:0;border-radius:.5rem;padding:.7rem 1.2rem;min-height:3rem;margin-top:1rem}
button:disabled{background:#54665c}summary{cursor:pointer;padding:.6rem 0;font-weight:600}
:focus-visible{outline:3px solid #d97706;outline-offset:2px}ul{padding-left:1.2rem;margin:.4rem 0}li{overflow-wrap:anywhere}
.check{border-left:.4rem solid #54665c;padding:.1rem 0 .1rem .8rem;margin:.9rem 0}.holds{border-color:#17794f}
.fails{border-color:#b42318}.not_shown{border-color:#b7791f}.word{font-weight:700}.holds .word{color:#0f5c3b}
.fails .word{color:#9b1c13}.not_shown .word{color:#7a4d07}.verdict{font-size:1.25rem;font-weight:700}
.small{color:#3f4f46}@media print{body{background:#fff}form{display:none}.card{border:0;padding:0}}`

/**
 * The verifier as one HTML file that needs nothing else and may send nothing: its own policy forbids
 * it every connection. `script` is the bundle of `browser.ts`.
 */
export function verifierPage(script: string): string {
  // A script in a page ends where its end tag stands, even within a text.
  const safe = script.replaceAll('</script', '<\\/script')
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyOf(safe, style)}">
<title>Check an evidence pack – Touchline</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Check an evidence pack</h1>
<p>This page checks a pack from Touchline: every byte, every signature, and the rules run again on what Zoom said. You need not believe the club, nor us.</p>
<p>Nothing leaves your computer. The page may not send anything, and works without a network: save it, and open it from a USB stick.</p>
<noscript><p class="card"><b>It needs JavaScript, which is off here.</b> The command “npm run verify-pack” checks the same without a browser.</p></noscript>
<form id="form" class="card">
<label for="file">The pack, a file that ends in .zip</label>
<input type="file" id="file" accept=".zip,application/zip" required>
<details>
<summary>Use a list of keys that you have from elsewhere</summary>
<label for="policy">Your list (tlog-policy)</label>
<p class="small" id="hint">Without one, the list in the pack is used. It proves that the pack was not changed since its log signed it, and not whose log that is.</p>
<textarea id="policy" spellcheck="false" autocomplete="off" aria-describedby="hint"></textarea>
</details>
<button type="submit" id="check">Check the pack</button>
</form>
<div id="report" role="status" tabindex="-1"></div>
</main>
<script>${safe}</script>
</body>
</html>
`
}
