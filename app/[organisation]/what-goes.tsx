import { goes, stays } from '#lib/core/rights/erasure'

/** What an erasure at a club takes, what stays, and why: shown before, to whoever asks and decides. */
export function WhatGoes() {
  return (
    <>
      <h2>What goes</h2>
      <ul className="grid list-disc gap-1 pl-5">
        {goes.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <h2>What stays</h2>
      <ul className="grid list-disc gap-1 pl-5">
        {stays.map(({ what, why }) => (
          <li key={what}>
            {what}: {why}.
          </li>
        ))}
      </ul>
    </>
  )
}
