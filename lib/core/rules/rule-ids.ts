import { controlIds } from '../results'

/**
 * The rules of which Zoom tells nothing, so that no control reads it for them: somebody says or signs
 * them. With the ids of the controls these are all that a profile can ask for by name.
 */
export const saidRuleIds = [
  'Z10',
  'Z19',
  'Z20',
  'M02',
  'M04',
  'M05',
  'M06',
  'M07',
  'M08',
  'M09',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
  'M19',
  'M20',
  'M21',
  'P01',
  'P02',
  'P03',
  'P04',
  'P05',
  'P06',
  'P07',
  'P08',
  'P09',
  'P10',
  'P11',
  'P12',
  'G01',
  'G02',
  'G03',
  'G04',
  'G05',
  'G06',
  'G07',
  'G08',
  'I01',
  'I02',
  'I03',
  'A01',
  'A02',
  'A03',
] as const

export type SaidRuleId = (typeof saidRuleIds)[number]

/** All that a profile can ask for by name: what is read of Zoom, then what people say. */
export const profileRuleIds = [...controlIds, ...saidRuleIds] as const

export type ProfileRuleId = (typeof profileRuleIds)[number]

/** True for a rule of which Zoom tells nothing. */
export const isSaidRule = (id: string): id is SaidRuleId => saidRuleIds.some((each) => each === id)
