import { part } from './address'

/** What the rules ask of a club before it affiliates again, and how each of it stands. */
export const checklist = (slug: string) => `/${part(slug)}/affiliation`
