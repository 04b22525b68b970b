import { builtInProfile } from './built-in-profiles'

/** `nspcc-2020-cpsu@1` as people call it; the label itself where this version does not know it. */
export function profileName(label: string): string {
  const [id = '', version = ''] = label.split('@')
  const profile = builtInProfile(id)
  return profile ? `${profile.name}, version ${version}` : label
}
