import { expect, test } from 'vitest'
import { guarded } from '#lib/core/spreadsheet-guard'
import { csvFile } from '#lib/evidence-packs/pack-csv'
import { bytesOf } from '../support/pack-file'

test.each(['=1+1', '+44', '-1', '@sum', '\tx', '\rx'])(
  'a cell that a spreadsheet would run is shown instead: %j',
  (cell) => {
    expect(guarded(cell)).toBe(`'${cell}`)
  },
)

test('cells are UTF-8 with a mark, quoted where they must be, lines ended as RFC 4180 says', async () => {
  const file = csvFile(
    'csv/x.csv',
    ['who', 'n'],
    [
      ['Zoë, "Zed"', 2],
      [null, 3],
    ],
  )
  expect((await bytesOf(file)).toString('utf8')).toBe('\uFEFFwho,n\r\n"Zoë, ""Zed""",2\r\n,3\r\n')
})
