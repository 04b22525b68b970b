import { builtInProfile } from './built-in-profiles'

/** `nspcc-2020-cpsu@1` as people call it; what this version does not know by its own short name. */
export function profileName(label: string): string {
  return label.split('+').map(partName).join(', with ')
}

function partName(label: string): string {
  const [id = '', version = ''] = label.split('@')
  return `${builtInProfile(id)?.name ?? id}, version ${version}`
}
