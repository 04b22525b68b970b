import { z } from 'zod'
import { hartleyAccount } from './club-account'
import { values } from './control-route'
import { plans } from './state'

const meeting = z.strictObject({
  topic: z.string(),
  inDays: z.number(),
  hour: z.int().min(0).max(23),
  duration_minutes: z.int().optional(),
  weeks: z.int().optional(),
  passcode: z.boolean().optional(),
  registration: z.boolean().optional(),
  values: values.optional(),
  sortedAs: z.enum(['club', 'second_club', 'private']),
})

const person = z.strictObject({
  name: z.string(),
  email: z.string(),
  administrator: z.literal(true).optional(),
  inactive: z.literal(true).optional(),
  group: z.string().optional(),
  settings: values.optional(),
  meetings: z.array(meeting).optional(),
})

const group = z.strictObject({
  name: z.string(),
  settings: values.default({}),
  locked: z.array(z.string()).default([]),
})

const pending = z.strictObject({
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
})

/** A club's account in the shape of ClubAccount. What is not said is as in the demo's. */
export const clubInput = z.strictObject({
  id: z.string().optional(),
  name: z.string().default(hartleyAccount.name),
  plan: z.enum(plans).default(hartleyAccount.plan),
  people: z.tuple([person], person).optional(),
  pending: z.array(pending).optional(),
  settings: values.default(hartleyAccount.settings),
  locked: z.array(z.string()).optional(),
  groups: z.array(group).optional(),
})
