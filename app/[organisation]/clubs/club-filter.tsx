import { clubGroups, clubTotal, type ClubCounts } from '#lib/core/clubs-headline'
import * as paths from '#lib/core/paths'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { statusIcon } from '../../components/status-tag'
import { FilterLinks } from '../filter-links'
import type { Asked } from './asked'
import { groupFaces } from './club-groups'

/** How many clubs stand how, each leading to those clubs. */
export function GroupLinks({
  slug,
  counts,
  asked: { group: chosen, name },
}: {
  slug: string
  counts: ClubCounts
  asked: Asked
}) {
  const shown = clubGroups.filter((group) => counts[group] > 0 || group === chosen)
  return (
    <FilterLinks
      label="Which clubs"
      links={[
        {
          words: `All ${clubTotal(counts).toLocaleString('en-GB')}`,
          href: paths.clubs(slug, { name }),
          current: chosen === undefined,
        },
        ...shown.map((group) => ({
          words: `${counts[group].toLocaleString('en-GB')} ${groupFaces[group].words(counts[group])}`,
          href: paths.clubs(slug, { group, name }),
          current: group === chosen,
          icon: statusIcon(groupFaces[group].face),
        })),
      ]}
    />
  )
}

/** Finds clubs by name, among those of the group that is chosen. A plain form: no script needed. */
export function ClubSearch({ slug, asked: { group, name } }: { slug: string; asked: Asked }) {
  return (
    <form
      method="get"
      action={paths.clubs(slug)}
      className="flex flex-wrap items-end gap-3 print:hidden"
    >
      {group ? <input type="hidden" name="group" value={group} /> : null}
      <div className="min-w-0 flex-[0_1_20rem]">
        <Field
          name="name"
          label="Find a club by name"
          type="search"
          value={name ?? ''}
          autoComplete="off"
          lengthMax={100}
          spellCheck={false}
        />
      </div>
      <Button look="plain">Find</Button>
      {name ? (
        <a href={paths.clubs(slug, { group })} className="py-3">
          Clear the search
        </a>
      ) : null}
    </form>
  )
}
