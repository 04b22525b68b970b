import type { Line } from '#lib/core/affiliation/line'
import { proofSentences } from '#lib/core/proof/words'
import { midSentence } from '#lib/core/wording'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

const turnWords = { you: 'Needs you', others: 'Waits for others', nobody: null } as const

/** What the rules ask for, a line each: how it stands, how that is known, who can mend it and where. */
export function ChecklistLines({
  lines,
  label,
  now,
}: {
  lines: readonly Line[]
  label: string
  now: Date
}) {
  return (
    <ul
      aria-label={label}
      className="w-full divide-y divide-line rounded-card border border-line bg-chalk"
    >
      {lines.map((line) => (
        <li
          key={line.key}
          className="flex flex-wrap items-start gap-x-4 gap-y-1.5 px-[1.1rem] py-3 break-inside-avoid"
        >
          <div className="grid min-w-0 flex-[1_1_16rem] justify-items-start gap-0.5">
            <p className="font-[650]">{line.title}</p>
            <p>{line.words}</p>
            <Mends line={line} />
            <Known line={line} now={now} />
            <a
              href={line.href}
              aria-label={`${line.linkWords}: ${midSentence(line.title)}`}
              className="inline-block py-2.5 print:hidden"
            >
              {line.linkWords}
            </a>
          </div>
          <StatusTag status={line.face} />
        </li>
      ))}
    </ul>
  )
}

/** Whose turn it is, and who can mend it. */
function Mends({ line: { turn, who } }: { line: Line }) {
  const words = turnWords[turn]
  if (words === null && who === null) return null
  return (
    <p>
      {words === null ? null : <b>{words}.</b>}
      {who === null ? null : ` Who can mend it: ${midSentence(who)}.`}
    </p>
  )
}

/** How it is known and since when; what nobody has looked at says so. */
function Known({ line, now }: { line: Line; now: Date }) {
  const { proof, since, lookedAt, rule } = line
  const parts = [
    ...(proof === null ? [] : [<span key="how">{proofSentences[proof](undefined)}</span>]),
    ...(since === null
      ? []
      : [
          <span key="since">
            so since <Time at={since} now={now} as="date" />
          </span>,
        ]),
    ...(lookedAt === null || proof !== 'checked'
      ? []
      : [
          <span key="looked">
            looked at <Time at={lookedAt} now={now} />
          </span>,
        ]),
    ...(rule === null ? [] : [<span key="rule">rule {rule}</span>]),
  ]
  if (parts.length === 0) return null
  return (
    <p className="text-[0.98rem] text-ink-soft">
      {parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]))}
    </p>
  )
}
