import { typedText } from '../../edge/typed-text'

/** What was typed about a coach. Where nothing was chosen, it is left for lib to say so. */
export function coachTyped(data: FormData) {
  const chosen = data.get('coachesUnder18sOnline')
  return {
    name: typedText(data, 'name'),
    email: typedText(data, 'email'),
    teams: typedText(data, 'teams'),
    tags: typedText(data, 'tags'),
    coaching: data.get('coaching') !== 'no',
    coachesUnder18sOnline: chosen === 'yes' ? true : chosen === 'no' ? false : null,
  }
}
