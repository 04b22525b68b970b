import { escapeHtml } from '../core/escape-html'

/** Text that was made safe for HTML. Made by `html` alone. */
export type Html = { readonly html: string }

type Part = Html | string | number | false | null | undefined | readonly Part[]

/** HTML from a template: whatever is put in is escaped, unless it is HTML already. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: strings.map((text, index) => text + textOf(parts[index])).join(''),
})

function textOf(part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (Array.isArray(part)) return part.map((each: Part) => textOf(each)).join('')
  if (typeof part === 'object') return 'html' in part ? part.html : ''
  return escapeHtml(String(part))
}

const style = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,sans-serif;color:#1b1f2a;background:#eef1f6}
.strip{background:#5b2a00;color:#fff;padding:.625rem 1rem;font-weight:600;text-align:center}
main{max-width:44rem;margin:1.5rem auto;padding:1.5rem;background:#fff;border:1px solid #cdd4e0;border-radius:.75rem}
@media(max-width:46rem){main{margin:0;border:0;border-radius:0;padding:1.25rem 1rem}}
h1{font-size:1.625rem;line-height:1.2;margin:0 0 1rem}h2{font-size:1.1875rem;margin:1.75rem 0 .5rem}
fieldset{border:0;margin:1.25rem 0;padding:0}legend{font-weight:700;padding:0;margin-bottom:.5rem}
label.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.625rem .75rem;border:1px solid #cdd4e0;border-radius:.5rem;margin-bottom:.5rem;min-height:2.75rem}
label.choice:has(:checked){border-color:#0b4fb3;background:#eef4fd}
.choice input{width:1.25rem;height:1.25rem;margin:.125rem 0 0;flex:none}
.small{display:block;font-size:.9375rem;color:#4a5264;overflow-wrap:anywhere}
label>input,label>select{display:block;width:100%;margin-top:.25rem}
label.choice>input{display:block;width:1.25rem;margin:.125rem 0 0}
details{border:1px solid #cdd4e0;border-radius:.5rem;margin-bottom:.5rem;padding:0 .75rem}summary{padding:.625rem 0;min-height:2.75rem;cursor:pointer;font-weight:600}
button,select,label>input{font:inherit;min-height:2.75rem;padding:.5rem 1rem;border-radius:.5rem;border:1px solid #0b4fb3;background:#fff;color:#0b4fb3;cursor:pointer}
button.main{background:#0b4fb3;color:#fff;font-weight:700}
.buttons{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}.buttons button{flex:1 1 9rem}
.problem{border:2px solid #a3130c;border-radius:.5rem;padding:.75rem 1rem;color:#7d0f0a;margin-bottom:1rem}
.done{border:2px solid #14633a;border-radius:.5rem;padding:.75rem 1rem;color:#0f4d2d;margin-bottom:1rem}
ul.rows{list-style:none;margin:0;padding:0}
ul.rows>li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:space-between;padding:.625rem 0;border-top:1px solid #dfe4ec}
ul.rows>li>:first-child{flex:1 1 14rem}
ul.rows form{display:flex;flex-wrap:wrap;gap:.5rem;max-width:100%}select{max-width:100%}summary .small{font-weight:400}
fieldset.people{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:0 .75rem}
ul.rows>li.plain{justify-content:flex-start}.tag{display:inline-block;padding:0 .5rem;border-radius:1rem;background:#5b2a00;color:#fff;font-size:.875rem;font-weight:600}
section{margin-top:1.75rem}
code{font-size:.875rem;overflow-wrap:anywhere}
a{color:#0b4fb3}:focus-visible{outline:3px solid #b35900;outline-offset:2px}`

/** A whole page. The strip on top says on each what this is. */
export const document = (title: string, main: Html): string =>
  html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – stand-in for Zoom</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <header class="strip">This is a stand-in for Zoom, for the demo and tests</header>
        <main>${main}</main>
      </body>
    </html>`.html
