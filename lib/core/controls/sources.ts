import { sourceOf } from '../rules/sources'

/** Where controls come from: what was published, by its name here, and our own readings. */
export const sources = {
  nspcc: sourceOf('S1'),
  rugby: sourceOf('S7'),
  northumberlandRugby: sourceOf('S8'),
  hockey: sourceOf('S13'),
  scouts: sourceOf('S14'),
  galwayScouts: sourceOf('S17'),
  nspccTeaching: sourceOf('S19'),
  diocese: sourceOf('S23'),
  zoomLocks: sourceOf('I8'),
  benchmark: sourceOf('T15'),
  scoutsRooms: {
    text: 'Touchline’s own reading of “two adults” in the Scouts’ “Scouting online safely”',
  },
  inferred: {
    text: 'Touchline’s own reading of UK GDPR, article 5(1)(c): keep no more than is needed',
  },
  differs: {
    text: 'Published guidance differs from sport to sport; your governing body chooses',
  },
} as const
