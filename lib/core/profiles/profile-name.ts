import { builtInProfile } from './built-in-profiles'

/**
 * `nspcc-2020-cpsu@1` as people call it. Whose rules they are otherwise stands in the short name that
 * their publisher has in addresses: `national-gymnastics@3` is “National Gymnastics, version 3”.
 */
export function profileName(label: string): string {
  return label.split('+').map(partName).join(', with ')
}

function partName(label: string): string {
  const [id = '', version = ''] = label.split('@')
  return `${builtInProfile(id)?.name ?? nameFrom(id)}, version ${version}`
}

const nameFrom = (id: string) =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
