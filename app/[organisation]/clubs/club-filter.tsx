import { clubGroups, clubTotal, type ClubCounts } from '#lib/core/clubs-headline'
import * as paths from '#lib/core/paths'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import type { Asked } from './asked'
import { groupFaces } from './club-groups'

const link =
  'inline-flex min-h-12 items-center rounded-button border-2 px-3.5 py-1.5 font-[650] no-underline'

/** Which clubs to list: by how they stand, and by name. Links and a plain form: no script needed. */
export function ClubFilter({
  slug,
  counts,
  asked,
}: {
  slug: string
  counts: ClubCounts
  asked: Asked
}) {
  const shown = clubGroups.filter((group) => counts[group] > 0 || group === asked.group)
  return (
    <div className="grid gap-4 print:hidden">
      <nav aria-label="Which clubs">
        <ul className="flex flex-wrap gap-2">
          {[undefined, ...shown].map((group) => (
            <li key={group ?? 'all'}>
              <a
                href={paths.clubs(slug, { group, name: asked.name })}
                aria-current={group === asked.group ? 'true' : undefined}
                className={`${link} ${group === asked.group ? 'border-pitch bg-pitch text-chalk' : 'border-line-strong bg-chalk text-ink hover:border-pitch'}`}
              >
                {group === undefined
                  ? `All ${clubTotal(counts).toLocaleString('en-GB')}`
                  : `${counts[group].toLocaleString('en-GB')} ${groupFaces[group].words}`}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form method="get" action={paths.clubs(slug)} className="flex flex-wrap items-end gap-3">
        {asked.group ? <input type="hidden" name="group" value={asked.group} /> : null}
        <div className="min-w-0 flex-[0_1_20rem]">
          <Field
            name="name"
            label="Find a club by name"
            type="search"
            value={asked.name ?? ''}
            autoComplete="off"
            lengthMax={100}
            spellCheck={false}
          />
        </div>
        <Button look="plain">Find</Button>
        {asked.name ? (
          <a href={paths.clubs(slug, { group: asked.group })} className="py-3">
            Clear the search
          </a>
        ) : null}
      </form>
    </div>
  )
}
