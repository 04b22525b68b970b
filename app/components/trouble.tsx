import * as paths from '#lib/core/paths'
import { Page } from './page-layout'

/** Something broke that is our fault. A number to quote, the way on, and nothing about what broke. */
export function Trouble({
  reference,
  retry,
}: {
  reference: string | undefined
  retry: () => void
}) {
  return (
    <Page who={null}>
      <div className="grid justify-items-start gap-4">
        <title>Something went wrong · Touchline</title>
        <h1>Something went wrong on our side</h1>
        <p>It was not you. Please try once more, and if it happens again, in an hour.</p>
        {reference === undefined ? null : (
          <p>
            If you tell somebody, give them this number: <b className="tabular-nums">{reference}</b>
          </p>
        )}
        <button
          type="button"
          onClick={retry}
          className="min-h-12 rounded-button bg-pitch px-5 py-3 font-[650] text-chalk shadow-[0_3px_0_var(--color-pitch-deep)]"
        >
          Try again
        </button>
        <a href={paths.me()} className="inline-block py-2.5">
          Go to my page
        </a>
      </div>
    </Page>
  )
}
