import { AppError } from '#lib/core/errors'
import { typedText } from '../edge/typed-text'

/** What somebody chose about accepting a risk. Throws `invalid_input` where they chose nothing. */
export function chosenDecision(data: FormData): 'approved' | 'refused' {
  const chosen = typedText(data, 'decision')
  if (chosen === 'approved' || chosen === 'refused') return chosen
  throw new AppError('invalid_input', 'There is a problem with what was chosen.', [
    { field: 'decision', message: 'Choose yes or no.' },
  ])
}
