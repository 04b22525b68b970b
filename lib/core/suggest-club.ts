/** Words in so many clubs' names that they tell none apart. */
const common = new Set(
  `academy amateur athletic athletics basketball boxing club coaching cricket dance football
  gymnastics hockey judo junior juniors karate ladies netball online rowing rugby running session
  sport sports swimming tennis town training triathlon united youth`.split(/\s+/),
)

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []

/**
 * The one club whose own name is in a meeting's topic; undefined where none is, or several are. A
 * hint to offer, never an answer to assume.
 */
export function suggestClub<Club extends { name: string }>(
  topic: string | null,
  clubs: readonly Club[],
): Club | undefined {
  const said = new Set(words(topic ?? ''))
  const named = clubs.filter(({ name }) =>
    words(name).some((word) => !common.has(word) && said.has(word)),
  )
  return named.length === 1 ? named[0] : undefined
}
