import { Fact, Facts } from './facts'

export type Change = { name: string; from: string; to: string }

/** What will change, before it does: the old value struck out, the new one beside it, and both said. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <Facts>
      {changes.map(({ name, from, to }) => (
        <Fact key={name} name={name}>
          <span className="sr-only">from </span>
          <s className="text-ink-soft">{from}</s>
          <span className="sr-only"> to</span> <b>{to}</b>
        </Fact>
      ))}
    </Facts>
  )
}
