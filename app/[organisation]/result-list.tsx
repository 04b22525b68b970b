import * as paths from '#lib/core/paths'
import { counted } from '#lib/core/dates'
import { isNeverTold, whyNothing, type ResultRow } from '#lib/core/result-rows'
import { midSentence, whoseRules } from '#lib/core/wording'
import { Disclosure } from '../components/disclosure'
import { Proof, Stated } from '../components/proof'
import { StatusTag } from '../components/status-tag'
import { Time, type Saying } from '../components/time'

/**
 * Results by rule: what MUST be, what SHOULD be, and apart from both what Zoom never tells, which no
 * check can answer. Each says how it is known. What is in order is folded away.
 */
export function ResultList({
  slug,
  rows,
  bodies,
  now,
  as = 'relative',
}: {
  slug: string
  rows: readonly ResultRow[]
  /** Whose rules they are, by name. */
  bodies: readonly string[]
  now: Date
  /** How it is said when each was checked: of the past, by its day. */
  as?: Saying
}) {
  const nothing = whyNothing(rows)
  if (nothing) {
    return (
      <div className="grid w-full gap-1">
        <StatusTag status="could_not_check" />
        <p>
          Nothing is known here: {nothing}. None of the {counted(rows.length, 'rule')} could be
          checked.
        </p>
        <Disclosure summary="Which rules">
          <Items slug={slug} rows={rows} now={now} as={as} />
        </Disclosure>
      </div>
    )
  }
  const told = rows.filter((row) => !isNeverTold(row))
  const parts = [
    {
      title: `${whoseRules(bodies)} says MUST`,
      rows: told.filter(({ level }) => level === 'MUST'),
    },
    {
      title: `${whoseRules(bodies)} says SHOULD`,
      rows: told.filter(({ level }) => level === 'SHOULD'),
    },
    { title: 'What Zoom does not tell us', rows: rows.filter(isNeverTold) },
  ]
  return parts
    .filter((part) => part.rows.length > 0)
    .map((part) => <Part key={part.title} slug={slug} now={now} as={as} {...part} />)
}

const isCalm = ({ face }: ResultRow) => face === 'met' || face === 'not_applicable'

function Part({
  slug,
  title,
  rows,
  now,
  as,
}: {
  slug: string
  title: string
  rows: readonly ResultRow[]
  now: Date
  as: Saying
}) {
  const open = rows.filter((row) => !isCalm(row))
  const calm = rows.filter(isCalm)
  return (
    <div className="grid w-full gap-2.5">
      <h3>{title}</h3>
      {open.length === 0 ? null : <Items slug={slug} rows={open} now={now} as={as} />}
      {calm.length === 0 ? null : (
        <Disclosure summary={calmWords(calm)}>
          <Items slug={slug} rows={calm} now={now} as={as} />
        </Disclosure>
      )}
      {rows.some(({ stated, mayState }) => stated !== null || mayState) ? (
        <p>
          <a href={paths.statements(slug)} className="inline-block py-2.5">
            See all statements
          </a>
        </p>
      ) : null}
    </div>
  )
}

function calmWords(calm: readonly ResultRow[]): string {
  const met = calm.filter(({ face }) => face === 'met').length
  const rest = calm.length - met
  const words = [
    ...(met > 0 ? [`${met} met`] : []),
    ...(rest > 0 ? [`${rest} that ${rest === 1 ? 'does' : 'do'} not apply`] : []),
  ]
  return words.join(', ')
}

type ItemsProps = { slug: string; rows: readonly ResultRow[]; now: Date; as: Saying }

function Items({ slug, rows, now, as }: ItemsProps) {
  return (
    <ul className="w-full divide-y divide-line rounded-card border border-line bg-chalk">
      {rows.map((row) => (
        <li
          key={row.control}
          className="flex flex-wrap items-start gap-x-4 gap-y-1.5 px-[1.1rem] py-3"
        >
          <div className="grid min-w-0 flex-[1_1_14rem] gap-0.5">
            <p className="font-[650]">
              {row.findingId ? (
                <a href={paths.finding(slug, row.findingId)}>{row.title}</a>
              ) : (
                row.title
              )}
            </p>
            <p>{row.because}</p>
            {row.rule === null ? null : <p>The rule: {midSentence(row.rule)}.</p>}
            <Known row={row} now={now} as={as} />
            <StateThis slug={slug} row={row} />
          </div>
          <StatusTag status={row.face} />
        </li>
      ))}
    </ul>
  )
}

/** How it is known. What could not be checked was asked for, and not checked. */
function Known({ row, now, as }: { row: ResultRow; now: Date; as: Saying }) {
  if (row.stated) return <Stated stated={row.stated} control={row.control} now={now} />
  if (row.face !== 'could_not_check') {
    return (
      <Proof at={row.checkedAt} now={now} as={as}>
        rule {row.control}
      </Proof>
    )
  }
  return (
    <p className="text-[0.98rem] text-ink-soft">
      Asked <Time at={row.checkedAt} now={now} as={as} />, without an answer · rule {row.control}
    </p>
  )
}

/** Where Zoom never tells, somebody may look and say so; until a day, and then again. */
function StateThis({ slug, row }: { slug: string; row: ResultRow }) {
  if (!row.mayState) return null
  const { control: rule, subject, stated } = row
  return (
    <p>
      <a
        href={paths.statementNew(slug, { rule, ...subject })}
        className="inline-block py-2.5"
        aria-label={`${stated ? 'State this again' : 'State this'}: ${row.title}`}
      >
        {stated ? 'State this again' : 'State this'}
      </a>
    </p>
  )
}
