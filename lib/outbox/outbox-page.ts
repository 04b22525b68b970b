import { formatDateTime } from '../core/dates'
import { escapeHtml } from '../core/escape-html'
import { outboxStyle } from './outbox-style'
import type { KeptMail } from './read-mails'

/** The page that lists mails, newest first. */
export function listPage(mails: readonly KeptMail[]): string {
  const rows = mails.map(
    ({ id, at, to, subject }) =>
      `<li><a href="/mail/${encodeURIComponent(id)}">${escapeHtml(subject)}</a>
      <p>To ${escapeHtml(to)}, ${when(at)}</p></li>`,
  )
  const empty = '<p>Nothing has been sent yet. Ask for a code to sign in, and it will be here.</p>'
  const list = rows.length === 0 ? empty : `<ol>${rows.join('\n')}</ol>`
  return page('Outbox', `<h1>Outbox</h1>${list}<p><a href="/">Look again</a></p>`)
}

/** The page of one mail: as text, with its links to be followed. */
export function mailPage({ at, from, to, subject, text }: KeptMail): string {
  const facts = [
    ['From', escapeHtml(from)],
    ['To', escapeHtml(to)],
    ['Sent', when(at)],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`)
  return page(
    subject,
    `<p><a href="/">All mails</a></p><h1>${escapeHtml(subject)}</h1>
    <dl>${facts.join('')}</dl><div class="text">${withLinks(text)}</div>`,
  )
}

/** The answer to an address that is none of ours. */
export const nothingPage = () =>
  page('Nothing here', '<h1>There is no such mail</h1><p><a href="/">All mails</a></p>')

const page = (title: string, main: string) => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Touchline outbox</title>
<style>${outboxStyle}</style>
</head>
<body>
<header><p><strong>Touchline</strong> · outbox of the demo and of development.
Mail that would be sent is kept on this machine and shown here.</p></header>
<main>${main}</main>
</body>
</html>
`

const when = (at: string) =>
  `<time datetime="${escapeHtml(at)}">${formatDateTime(new Date(at))}</time>`

/** A mail's own full stop after an address is not part of it. */
const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g

function withLinks(text: string): string {
  const parts: string[] = []
  let from = 0
  for (const found of text.matchAll(address)) {
    const link = escapeHtml(found[0])
    parts.push(escapeHtml(text.slice(from, found.index)), `<a href="${link}">${link}</a>`)
    from = found.index + found[0].length
  }
  return [...parts, escapeHtml(text.slice(from))].join('')
}
