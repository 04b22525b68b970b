import { AppError } from '#lib/core/errors'
import { keptReasons, type KeptReason } from '#lib/core/rights/erasure'
import { holdReasons, type HoldReason } from '#lib/core/rights/legal-hold'
import { typedText } from '../../edge/typed-text'

function chosen<Word extends string>(
  data: FormData,
  name: string,
  words: readonly Word[],
  message: string,
): Word {
  const typed = typedText(data, name)
  const found = words.find((each) => each === typed)
  if (found) return found
  throw new AppError('invalid_input', 'There is a problem with what was chosen.', [
    { field: name, message },
  ])
}

/** Why a club keeps what it was asked to erase. Throws `invalid_input` where nothing was chosen. */
export const chosenKept = (data: FormData): KeptReason =>
  chosen(data, 'because', keptReasons, 'Choose why the club has to keep it.')

/** Why nothing may be erased. Throws `invalid_input` where nothing was chosen. */
export const chosenHold = (data: FormData): HoldReason =>
  chosen(data, 'reason', holdReasons, 'Choose why it has to be kept.')
