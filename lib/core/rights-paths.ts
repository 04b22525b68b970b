import { part, withQuery } from './address'
import { ownSlug } from './paths'

/** Where somebody downloads what is held about them. */
export const myData = () => `/${ownSlug}/details/data`
export const myDataFile = () => `/${ownSlug}/details/data/file`
/** Where somebody asks that what is held about them be erased, and sees the answers. */
export const eraseMe = (done?: 'erasure_asked' | 'erasure_withdrawn') =>
  withQuery(`/${ownSlug}/details/erase`, { done })

type KeptDone = 'erasure_planned' | 'erasure_kept' | 'hold_placed' | 'hold_ended'

/** What a club keeps, until when, and what will be erased. */
export const kept = (slug: string, done?: KeptDone) => withQuery(`/${part(slug)}/kept`, { done })
/** One erasure, to be decided upon. */
export const erasure = (slug: string, erasureId: string) => `/${part(slug)}/kept/${part(erasureId)}`
/** To ask that somebody who has left be erased. */
export const coachErase = (slug: string, coachId: string) =>
  `/${part(slug)}/coaches/${part(coachId)}/erase`
/** To keep what is held of somebody, whatever else is due. */
export const coachHold = (slug: string, coachId: string) =>
  `/${part(slug)}/coaches/${part(coachId)}/hold`

/** How to complain, for everybody. */
export const complaints = () => '/complaints'
