import { counted } from './dates'

/** An organisation somebody belongs to, as far as the header needs it. */
export type Belonging = { kind: string; name: string }

/** Who is signed in, as the header shows it: `Sam · 2 clubs`, or `Alex · National Gymnastics`. */
export function whoLabel(name: string, belongings: readonly Belonging[]): string {
  const called = name.split(' ')[0] ?? name
  const clubs = belongings.filter(({ kind }) => kind === 'club')
  const [only] = belongings
  if (only && belongings.length === 1) return `${called} · ${only.name}`
  return clubs.length === 0 ? called : `${called} · ${counted(clubs.length, 'club')}`
}
