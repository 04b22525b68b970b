import type { AppointmentRole } from '../register/appointment'

/** The posts that a cell names, and the words in it that name none. */
export function readRoles(cell: string): {
  roles: readonly AppointmentRole[]
  unknown: readonly string[]
} {
  const roles = new Set<AppointmentRole>()
  const unknown: string[] = []
  for (const part of cell.split(/[,;/|&+]|\band\b/i).map((each) => each.trim())) {
    if (part === '') continue
    const role = roleOf(part.toLowerCase())
    if (role) roles.add(role)
    else unknown.push(part)
  }
  return { roles: [...roles], unknown }
}

/** The first that fits; the narrower ones stand before the wider. */
const words: readonly [AppointmentRole, RegExp][] = [
  ['deputy_welfare_officer', /(deputy|assistant|vice).*(welfare|safeguarding|child protection)/],
  ['welfare_officer', /\b(welfare|safeguarding|child protection|cwo|cpo)\b/],
  ['assistant_coach', /(assistant|junior|trainee|deputy).*\b(coach|teacher|instructor|trainer)/],
  ['coach', /\b(coach|coaches|teacher|instructor|trainer|leader)\b/],
  ['team_manager', /\bmanager\b/],
  ['chair', /\bchair\w*|\bpresident\b/],
  ['secretary', /\bsecretary\b/],
  ['treasurer', /\btreasurer\b/],
  ['committee', /\bcommittee\b|\btrustee\b|\bofficer\b/],
  ['helper', /\b(helper|volunteer|marshal|assistant|parent helper)\b/],
]

const roleOf = (part: string) => words.find(([, pattern]) => pattern.test(part))?.[0] ?? null
