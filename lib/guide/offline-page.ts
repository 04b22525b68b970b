import { formatCalendarDate } from '#lib/core/dates'
import { escapeHtml } from '#lib/core/escape-html'
import { contacts, needsReview, oldestCheck, type Contact } from './contacts'
import { emphasised } from './emphasis'
import { guideSteps, guideTitle, type GuideStep } from './steps'

/**
 * The guide as one HTML file that needs nothing else: to keep on a phone, send to a coach, or
 * print. It is only ever saved, so the page's own rules about styles do not reach it.
 */
export function offlinePage(now: Date): string {
  const shown = Object.values(contacts)
  return `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(guideTitle)}</title>
<style>${style}</style>
<main>
<h1>${escapeHtml(guideTitle)}</h1>
<ol>
${guideSteps.map((step) => stepItem(step, now)).join('\n')}
</ol>
<p class="small">Numbers and addresses were compared with saved copies of public pages on ${formatCalendarDate(
    oldestCheck(shown),
  )}. Saved on ${formatCalendarDate(now.toISOString().slice(0, 10))}: after three months, save it again.</p>
</main>
</html>
`
}

const style = `body{font:1.2rem/1.5 system-ui,sans-serif;margin:0;background:#fff;color:#13201a}
main{max-width:42rem;margin:auto;padding:1rem}h1{font-size:1.8rem;line-height:1.15}
h2{font-size:1.35rem;margin:0;line-height:1.2}p,ul{margin:.4rem 0}li{margin-bottom:1.1rem}
li li{margin:.2rem 0}ol{padding-left:1.6rem}a{color:#0e4633;font-weight:bold}.small{font-size:1rem}
@media print{body{font-size:10.5pt;line-height:1.3}h1{font-size:18pt}h2{font-size:12.5pt}
main{max-width:none;padding:0}ol>li{break-inside:avoid;margin-bottom:.6rem}}`

const stepItem = ({ title, say, never = [], contacts: ids }: GuideStep, now: Date) =>
  `<li><h2>${escapeHtml(title)}</h2>${[...say, ...never].map(paragraph).join('')}${
    ids.length === 0 ? '' : `<ul>${ids.map((id) => contactItem(contacts[id], now)).join('')}</ul>`
  }</li>`

const paragraph = (sentence: string) =>
  `<p>${emphasised(sentence)
    .map(({ text, strong }) => (strong ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text)))
    .join('')}</p>`

function contactItem(contact: Contact, now: Date): string {
  const value = escapeHtml(contact.value)
  const linked = contact.href
    ? `<a href="${escapeHtml(contact.href)}">${value}</a>`
    : `<b>${value}</b>`
  const stale = needsReview(contact, now) ? ' <b>This needs looking at again.</b>' : ''
  return `<li>${escapeHtml(contact.name)}: ${linked}. ${escapeHtml(contact.for)}.${stale}</li>`
}
