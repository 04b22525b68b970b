import type { NeededScope } from '#lib/zoom-connections/needed-scopes'

/** What to tick in Zoom's list, and why, so that Touchline may mend. */
export function ToTick({ scopes }: { scopes: readonly NeededScope[] }) {
  return (
    <>
      <p>Zoom shows a list. Leave what is ticked, and tick these as well:</p>
      <ul className="list-disc pl-5">
        {scopes.map(({ scope, reads, why }) => (
          <li key={scope}>
            <b>{reads}</b>. {why}
          </li>
        ))}
      </ul>
    </>
  )
}
