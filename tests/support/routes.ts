import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const app = new URL('../../app/', import.meta.url).pathname

/** A page or a route handler, as its folder is named: `/[organisation]/coaches/[coachId]`. */
export type Route = { pattern: string; kind: 'page' | 'route' }

/** Every address that the web server answers, found in the tree and not listed. */
export function routes(): Route[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .flatMap((file): Route[] => {
      const found = /^(.*?)\/?(page|route)\.tsx?$/.exec(file)
      const kind = found?.[2] === 'page' ? 'page' : 'route'
      return found ? [{ pattern: join('/', found[1] ?? ''), kind }] : []
    })
    .toSorted((a, b) => a.pattern.localeCompare(b.pattern))
}

/** The route that answers `path`, as Next decides: a named part before one that is given. */
export function routeOf(path: string, all: readonly Route[]): Route | undefined {
  const parts = split(path)
  return all
    .filter(({ pattern }) => fits(split(pattern), parts))
    .toSorted((a, b) => rank(b.pattern).localeCompare(rank(a.pattern)))[0]
}

const split = (path: string) => path.split('/').filter(Boolean)

const isGiven = (part: string) => part.startsWith('[')
const isRest = (part: string) => part.startsWith('[...') || part.startsWith('[[...')

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  if (pattern.length !== parts.length && !pattern.some(isRest)) return false
  return pattern.every((part, index) =>
    isRest(part) ? true : isGiven(part) ? parts[index] !== undefined : part === parts[index],
  )
}

/** Sorts named parts after given ones, part by part. */
const rank = (pattern: string) =>
  split(pattern)
    .map((part) => (isRest(part) ? '0' : isGiven(part) ? '1' : '2'))
    .join('')
