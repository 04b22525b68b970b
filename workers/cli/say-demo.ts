import { cast } from '#lib/demo/cast'
import type { Demo } from '#lib/demo/start-demo'

/** What somebody needs who has just started it: addresses, who can sign in, how to end it. */
export function sayDemo({ addresses, folder }: Demo): string {
  const width = Math.max(...cast.map(({ email }) => email.length))
  const people = cast.map(({ email, name, is }) => `  ${email.padEnd(width)}  ${name}: ${is}`)
  return [
    '',
    `Touchline runs at ${addresses.web}`,
    `  mail (the codes to sign in with):  ${addresses.outbox}`,
    `  the stand-in Zoom:                 ${addresses.sandbox}/sandbox`,
    '    (change a setting “in Zoom” there, and watch Touchline find it)',
    `  what is running, for programs:     ${folder}/demo.json`,
    '',
    'Sign in with one of these addresses. No passwords: the code comes to the outbox.',
    ...people,
    '',
    'Ctrl-C stops everything and keeps the data.',
  ].join('\n')
}
