import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkpointBody, parseCheckpointBody } from '#lib/core/transparency/checkpoint'
import { parseVerifierKey, verifierKeyText } from '#lib/core/transparency/note-keys'
import { noteText, parseNote } from '#lib/core/transparency/signed-note'
import { parseTlogProof, tlogProofText } from '#lib/core/transparency/tlog-proof'
import { addCheckpointText, parseAddCheckpoint } from '#lib/core/transparency/witness-request'
import { checkpoint, policyText, proofAt, trees } from '../support/small-log'

type Form = {
  text: string
  /** What is read of a text, written again; null where it is refused. */
  again: (text: string) => string | null
}

const request = addCheckpointText({ oldSize: 70, proof: trees.consistency(70, 300), checkpoint })

/** Each reads strictly, so that one thing has one text: what a pack insists on, byte by byte. */
const forms: Record<string, Form> = {
  note: {
    text: checkpoint,
    again: (text) => {
      const read = parseNote(text)
      return read.ok ? noteText(read.value) : null
    },
  },
  checkpoint: {
    text: checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1),
    again: (text) => {
      const read = parseCheckpointBody(text)
      return read.ok ? checkpointBody(read.value) : null
    },
  },
  proof: {
    text: proofAt(200, Uint8Array.of(1, 2, 3, 4)),
    again: (text) => {
      const read = parseTlogProof(text)
      return read.ok ? tlogProofText(read.value) : null
    },
  },
  request: {
    text: request,
    again: (text) => {
      const read = parseAddCheckpoint(text)
      return read.ok ? addCheckpointText(read.value) : null
    },
  },
  key: {
    text: policyText.split('\n')[0]?.slice('log '.length) ?? '',
    again: (text) => {
      const read = parseVerifierKey(text)
      return read.ok ? verifierKeyText(read.value) : null
    },
  },
}

describe.each(Object.entries(forms))('a %s', (_, { text, again }) => {
  test('is read and written again as it was', () => {
    expect(again(text)).toBe(text)
  })

  test('that was changed is refused, or written again as it was changed', () => {
    const piece = fc.oneof(
      fc.constantFrom('\n', ' ', '0', '=', '+', '—', '\u00a0', '\r', '\t', '\ufeff', '\0', 'A'),
      fc.string({ maxLength: 3, unit: 'binary' }),
    )
    const change = fc.record({ at: fc.nat({ max: text.length }), cut: fc.nat({ max: 3 }), piece })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = changes.reduce(
          (whole, { at, cut, piece: put }) => whole.slice(0, at) + put + whole.slice(at + cut),
          text,
        )
        const written = again(changed)
        if (written !== null) expect(written).toBe(changed)
      }),
      { numRuns: 1000 },
    )
  })
})
