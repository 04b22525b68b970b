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

  test('that was changed anywhere is refused, or written again as it was changed', () => {
    const pieces = ['', '\n', ' ', '0', '=', '+', 'A', '—', '\u00a0', '\r', '\t', '\0', '\ud800']
    const wrong: string[] = []
    for (let at = 0; at <= text.length; at += 1) {
      const next = String.fromCharCode(text.charCodeAt(at) ^ 1)
      for (const piece of [...pieces, next]) {
        for (const cut of [0, 1]) {
          const changed = text.slice(0, at) + piece + text.slice(at + cut)
          if (![null, changed].includes(again(changed))) wrong.push(changed)
        }
      }
    }
    expect(wrong).toEqual([])
  })
})
